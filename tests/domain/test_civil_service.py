import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.civil_service import check_wording

REFUSED = (
    "Frau Ida Ott wird unter Berufung in das Beamtenverhältnis ernannt.",
    "unter Berufung in das Beamtenverhältnis",
    "Unter gleichzeitiger Berufung in das Beamtenverhältnis auf Zeit wird Frau Ott ernannt.",
    "UNTER BERUFUNG IN DAS BEAMTENVERHÄLTNIS",
    "unter Berufung in das Beamtenverhaeltnis als Ehrenbeamtin",
    "unter Berufung in ein Ehrenbeamtenverhältnis",
    "Sie werden in das Ehrenbeamtenverhältnis berufen.",
    "Die Stadt beruft Frau Dr. Ida Ott mit Wirkung vom 1. Mai 2026 in das Ehrenbeamtenverhältnis.",
    "Wir berufen Sie hiermit ins Ehrenbeamtenverhältnis",
    "wird in das kommunale Ehrenbeamtenverhältnis aufgenommen",
    "unter\nBerufung in das\nBeamten-\nverhältnis",
    "unter Beru\u00adfung in das Be\u00adamten\u00adverhält\u00adnis",
    "unter\u00a0Berufung\u00a0in\u00a0das\u00a0Beamtenverhältnis",
    "unter Berufung in das Ehren-Beamten-Verhältnis",
    "unter Berufung in das Ehren\u2011Beamtenverhältnis",
    "unter Berufung in das Ehrenbeamten- verhältnis",
    "unter  Berufung in das »Beamtenverhältnis«",
    "unter Berufung in das Beamt\u200benverhältnis",
    "wird zur Ehrenbeamtin ernannt",
    "wird zum Ehrenbeamten ernannt",
    "wir ernennen Sie zur Ehrenbeamtin der Stadt",
    "Ernennung zum Ehrenbeamten",
    "ernennt Herrn Ott zum Ehren-\nbeamten auf Zeit",
    "ernennt sie zur kommunalen Ehrenbeamtin",
    "wird zur Ehrenbeamt:in ernannt",
    "werden zu Ehrenbeamtinnen und Ehrenbeamten ernannt",
    "wird als Ehrenbeamtin berufen",
    "Wir berufen Sie nicht ohne Stolz in das Ehrenbeamtenverhältnis.",
    "Nicht nur aus Dank werden Sie in das Ehrenbeamtenverhältnis berufen.",
    "Sie werden in das Ehrenbeamtenverhältnis berufen. Eine Vergütung ist damit nicht verbunden.",
    "Ein Lohn wird nicht gezahlt, wohl aber wird Frau Ott in das Beamtenverhältnis berufen.",
    "u\u0308berflüssig: unter Berufung in das Beamtenverha\u0308ltnis",
)
ALLOWED = (
    "Durch diese Berufung wird kein Beamten- und kein Arbeitsverhältnis begründet.",
    "Durch diese Berufung wird kein Beamten-\nund kein Arbeitsverhältnis begründet.",
    "Durch diese Ernennung wird kein Beamtenverhältnis begründet.",
    "Eine Berufung in das Beamtenverhältnis ist damit nicht verbunden.",
    "Diese Urkunde ist keine Berufung in das Beamtenverhältnis.",
    "Sie werden nicht in das Beamtenverhältnis berufen.",
    "Die Tätigkeit beginnt ohne Berufung in das Ehrenbeamtenverhältnis.",
    "Frau Ott wird nicht zur Ehrenbeamtin ernannt.",
    "Die Stadt Soltau beruft Frau Ida Ott ehrenamtlich zur Klimaschutzpatin der Stadt Soltau.",
    "Die Stadt Soltau ernennt Herrn Ott zum Klimaschutzpaten.",
    "Ein Ehrenbeamter dankt der Verwaltung.",
    "Frau Ott war als Ehrenbeamtin tätig.",
    "Wer in das Beamtenverhältnis eintritt, hat andere Pflichten.",
    "Herr Ott steht in einem Beamtenverhältnis.",
    "Dank an alle Beamtinnen und Beamten",
    "",
)


@pytest.mark.parametrize("text", REFUSED)
def test_the_phrase_of_civil_service_law_is_refused_in_every_form(text: str) -> None:
    problem = check_wording(text)
    assert problem is not None
    assert problem.source == "L5"
    assert "§ 8 Beamtenstatusgesetz" in problem.reason
    assert problem.phrase in problem.reason


@pytest.mark.parametrize("text", ALLOWED)
def test_everything_else_passes(text: str) -> None:
    assert check_wording(text) is None


@given(
    st.lists(st.sampled_from([" ", "\n", "\u00a0", "\t", "  ", "\r\n", "\u202f"]), min_size=4, max_size=4),
    st.booleans(),
)
def test_no_blank_and_no_case_hides_it(blanks: list[str], capitals: bool) -> None:
    words = ["unter", "Berufung", "in", "das", "Ehrenbeamtenverhältnis"]
    text = "".join(word + blank for word, blank in zip(words, [*blanks, ""], strict=True))
    assert check_wording(text.upper() if capitals else text)


@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    check_wording(text)
