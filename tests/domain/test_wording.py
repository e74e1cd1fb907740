from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from klikks_desktop.domain.certificate_sheet import PartRole
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Address, CertificateKind
from klikks_desktop.domain.wording import (
    PLACEHOLDERS,
    THANKS_TITLE,
    TITLES,
    WordingFacts,
    Words,
    build_sentence,
    check_template,
    fill,
    template_keys,
)
from klikks_desktop.reference.texts import Texts

TEMPLATES = Texts.load(Path(__file__).parents[2] / "resources").templates()
FACTS = WordingFacts(
    nominative="der Flecken Langwedel",
    genitive="des Fleckens Langwedel",
    locative="im Flecken Langwedel",
    council="des Rates",
    begins_on=date(2026, 12, 1),
    ends_on=date(2031, 11, 30),
    resolution_on=date(2026, 11, 12),
    resolution_number="2026/118",
)
APPOINTMENT, THANKS = CertificateKind.APPOINTMENT, CertificateKind.THANKS


def spoken(words: Words) -> str:
    """The sentence as read aloud, with the name after the intro."""
    intro, *rest = (part.text for part in words.sentence)
    return " ".join([intro, "[Name]", *rest])


@pytest.mark.parametrize(
    ("title", "address", "sentence"),
    [
        (
            "Berufungsurkunde",
            Address.FEMALE,
            "Der Flecken Langwedel beruft [Name] mit Wirkung vom 1. Dezember 2026 bis zum 30. November 2031 "
            "ehrenamtlich zur Klimaschutzpatin des Fleckens Langwedel.",
        ),
        (
            "Urkunde",
            Address.MALE,
            "Der Flecken Langwedel beruft [Name] mit Wirkung vom 1. Dezember 2026 bis zum 30. November 2031 "
            "ehrenamtlich zum Klimaschutzpaten des Fleckens Langwedel.",
        ),
        (
            "Ernennungsurkunde",
            Address.NONE,
            "Der Flecken Langwedel betraut [Name] mit Wirkung vom 1. Dezember 2026 bis zum 30. November 2031 "
            "ehrenamtlich mit der Klimaschutzpatenschaft des Fleckens Langwedel.",
        ),
    ],
)
def test_the_sentence_of_an_appointment(title: str, address: Address, sentence: str) -> None:
    assert spoken(build_sentence(APPOINTMENT, title, address, FACTS, TEMPLATES)) == sentence


@pytest.mark.parametrize(
    ("title", "verb", "noun"),
    [
        ("Urkunde", "beruft", "Berufung"),
        ("Berufungsurkunde", "beruft", "Berufung"),
        ("Ernennungsurkunde", "ernennt", "Ernennung"),
        ("Bestellungsurkunde", "bestellt", "Bestellung"),
    ],
)
def test_the_title_decides_the_verb(title: str, verb: str, noun: str) -> None:
    words = build_sentence(APPOINTMENT, title, Address.FEMALE, FACTS, TEMPLATES)
    assert words.sentence[0].text == f"Der Flecken Langwedel {verb}"
    assert words.paragraphs[1].startswith(f"Mit dieser {noun} verbinden wir Dank und Anerkennung")
    assert words.legal == f"Durch diese {noun} wird kein Beamten- und kein Arbeitsverhältnis begründet."
    assert title in TITLES


@pytest.mark.parametrize(
    ("address", "middle", "end"),
    [
        (Address.FEMALE, "für ihren ehrenamtlichen Einsatz als Klimaschutzpatin", "spricht ihr"),
        (Address.MALE, "für seinen ehrenamtlichen Einsatz als Klimaschutzpate", "spricht ihm"),
        (Address.NONE, "für die ehrenamtliche Klimaschutzpatenschaft", "spricht"),
    ],
)
def test_the_sentence_of_thanks(address: Address, middle: str, end: str) -> None:
    words = build_sentence(THANKS, THANKS_TITLE, address, FACTS, TEMPLATES)
    assert spoken(words) == (
        f"Der Flecken Langwedel dankt [Name] {middle} vom 1. Dezember 2026 bis zum 30. November 2031 "
        f"zum Wohle des Fleckens Langwedel und {end} Dank und Anerkennung aus."
    )
    assert words.paragraphs == ()
    assert words.legal == ""


def test_roles_follow_the_layout() -> None:
    appointment = build_sentence(APPOINTMENT, "Urkunde", Address.FEMALE, FACTS, TEMPLATES)
    assert [part.role for part in appointment.sentence] == [
        PartRole.INTRO,
        PartRole.TEXT,
        PartRole.FUNCTION,
        PartRole.TEXT,
    ]
    assert appointment.sentence[2].text == "zur Klimaschutzpatin"
    thanks = build_sentence(THANKS, THANKS_TITLE, Address.FEMALE, FACTS, TEMPLATES)
    assert thanks.sentence[-1].role is PartRole.FUNCTION
    assert thanks.sentence[-1].text == "Dank und Anerkennung aus."


def test_open_end_locality_and_missing_resolution() -> None:
    facts = replace(FACTS, ends_on=None, territory="des Ortsteils Etelsen", resolution_on=None)
    words = build_sentence(APPOINTMENT, "Urkunde", Address.FEMALE, facts, TEMPLATES)
    assert "vom 1. Dezember 2026 auf unbestimmte Zeit ehrenamtlich" in spoken(words)
    assert spoken(words).endswith("zur Klimaschutzpatin des Ortsteils Etelsen.")
    assert len(words.paragraphs) == 1


def test_the_resolution_with_and_without_its_number() -> None:
    words = build_sentence(APPOINTMENT, "Urkunde", Address.FEMALE, FACTS, TEMPLATES)
    assert (
        words.paragraphs[0]
        == "Grundlage ist der Beschluss des Rates vom 12. November 2026 (Vorlage 2026/118)."
    )
    words = build_sentence(
        APPOINTMENT, "Urkunde", Address.FEMALE, replace(FACTS, resolution_number=" "), TEMPLATES
    )
    assert words.paragraphs[0] == "Grundlage ist der Beschluss des Rates vom 12. November 2026."


def test_an_edited_template_that_would_make_a_civil_servant_is_refused() -> None:
    edited = TEMPLATES | {"berufung.f.function": "in das Ehrenbeamtenverhältnis"}
    with pytest.raises(UserError) as refused:
        build_sentence(APPOINTMENT, "Urkunde", Address.FEMALE, FACTS, edited)
    assert refused.value.code == "K-168"


def test_every_certificate_finds_its_templates_and_every_template_is_used() -> None:
    used = {
        key
        for kind, titles in ((APPOINTMENT, TITLES), (THANKS, (THANKS_TITLE,)))
        for title in titles
        for address in Address
        for key in template_keys(kind, title, address).values()
    }
    certificate = Path(__file__).parents[2] / "resources" / "texts" / "certificate.json"
    shipped = {key for key in TEMPLATES if f'"{key}":' in certificate.read_text("utf-8")}
    assert used == shipped
    for key in shipped:
        check_template(TEMPLATES[key])


def test_optional_parts_go_when_a_placeholder_is_empty() -> None:
    template = "vom {Beginn}⟨ bis zum {Ende}⟩⟨ ({Nummer}, {Datum})⟩."
    assert fill(template, {"Beginn": "1.", "Ende": "2.", "Nummer": "7", "Datum": ""}) == "vom 1. bis zum 2.."
    assert fill(template, {"Beginn": "1.", "Ende": "", "Nummer": "7", "Datum": "3."}) == "vom 1. (7, 3.)."


def test_values_are_put_in_as_they_are() -> None:
    assert fill("{Nummer}", {"Nummer": "{Datum} ⟨x⟩"}) == "{Datum} ⟨x⟩"
    assert fill(" {Dauer}  a \n b ", {"Dauer": ""}) == "a b"


@pytest.mark.parametrize(
    ("template", "code", "named"),
    [
        ("Hallo {Vorname}", "K-120", "{Vorname}"),
        ("Hallo {beginn}", "K-120", "{beginn}"),
        ("Hallo {}", "K-120", "{}"),
        ("Hallo {Beginn", "K-121", "{"),
        ("Hallo Beginn}", "K-121", "}"),
        ("⟨vom {Beginn}", "K-121", "⟨"),
        ("vom {Beginn}⟩", "K-121", "⟩"),
        ("⟨a ⟨b⟩⟩", "K-121", "⟨"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(template: str, code: str, named: str) -> None:
    for attempt in (
        lambda: fill(template, dict.fromkeys(PLACEHOLDERS, "x")),
        lambda: check_template(template),
    ):
        with pytest.raises(UserError) as refused:
            attempt()
        assert refused.value.code == code
        assert named in refused.value.text.happened
        assert refused.value.line
