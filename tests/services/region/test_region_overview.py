"""The overview of a region, and the report to its ministry."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import GoodExample, Place, Remark, RemarkKind, Stage
from klikks_desktop.domain.region.totals_words import basis
from klikks_desktop.services.exchange import recovery
from klikks_desktop.services.overview import overview
from klikks_desktop.services.region.partners import add_partner
from klikks_desktop.services.region.periods import add_period
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.region.status import period_status
from klikks_desktop.services.region.totals import find_set, totals
from klikks_desktop.services.reports.ministry import ministry_report_pdf, save_ministry_report
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from tests.services.conftest import Desk

sys.path.insert(0, str(Path(__file__).parent))
from reported_towns import AURICH, BREMEN, OTHER, SOLTAU, Saving, add_delivery, add_town


@pytest.fixture
def soltau(region: Workspace) -> Place:
    add_town(region, AURICH, [Saving(stage=Stage.POSSIBLE, measure="TREES")])
    add_town(region, BREMEN, [Saving(factor_set=OTHER)])
    return add_town(region, SOLTAU, [Saving(grams=1_500_000)])


def begin_period(region: Workspace, days: int) -> None:
    opens, due = (region.today + timedelta(days=each) for each in (-20, days))
    texts = {"title": "2026", "opens_on": format_short(opens), "due_on": format_short(due)}
    add_period(region, texts)


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_tiles_tell_real_sums(region: Workspace, soltau: Place) -> None:
    found = overview(region)
    figures = {tile.title: (tile.figure, tile.unit) for tile in found.tiles}
    assert figures == {
        "Kommunen": ("3", "mit einem Bericht"),
        "Patinnen und Paten": ("9", "im Amt"),
        "Projekte": ("3", "von 6 umgesetzt"),
        "Vermiedene Treibhausgase": ("1,5", "t CO₂e/a"),
    }
    assert found.measures is not None
    assert [row.title for row in found.measures.by_measure] == ["LED-Straßenbeleuchtung", "Baumpflanzung"]
    assert any("Freie Hansestadt Bremen" in note or "Bremen" in note for note in found.measures.notes)


def test_what_relieves_no_budget_is_told_once(region: Workspace) -> None:
    add_town(region, SOLTAU, [Saving(cents=123_400, relevant=False)])
    found = overview(region).measures
    assert found is not None
    assert found.outside_eur.achieved == 1234
    assert not any("EUR" in note for note in found.notes), "the page says it below the euros"


def test_what_is_due_is_what_waits_here(region: Workspace, soltau: Place) -> None:
    begin_period(region, 10)
    asked = Remark(
        id=region.new_id(),
        source=soltau.source,
        place_key=SOLTAU,
        kind=RemarkKind.SUPPORT,
        text="Wer kennt einen Energieberater?",
        made_on=region.today,
    )
    with region.store.write("Gefragt", undoable=False) as unit:
        unit.add(asked)
    soon, later = (region.today + timedelta(days=days) for days in (5, 90))
    add_remark(region, place_key=SOLTAU, kind=RemarkKind.TASK, text="Besuch vorbereiten", due_on=soon)
    add_remark(region, place_key=SOLTAU, kind=RemarkKind.TASK, text="Viel später", due_on=later)
    found = overview(region)
    assert [(each.title, each.target) for each in found.due] == [
        ("Unterstützung gesucht: Wer kennt einen Energieberater?", Target.PLACE),
        ("Aufgabe: Besuch vorbereiten", Target.PLACE),
        ("3 Berichte fehlen noch", Target.STATUS),
    ]
    assert (found.due[0].record, found.due[0].on) == (soltau.id, None)


def test_without_any_saving_no_factor_set_is_named(region: Workspace) -> None:
    add_town(region, SOLTAU, [])
    found = totals(region)
    assert basis(found, find_set(found, "")).startswith("Noch ohne gemeldete Einsparung: 1 Kommune mit ")


def test_next_step_goes_from_enrolling_to_reminding(region: Workspace, desk: Desk) -> None:
    empty = overview(region)
    assert empty.is_empty
    assert empty.next_step is not None
    assert empty.next_step.title == "Die erste Kommune anmelden"
    add_town(region, SOLTAU)
    step = overview(region).next_step
    assert step is not None
    assert step.title == "Das Wiederherstellungsblatt drucken"
    recovery.recovery_sheet(region, recovery.suggested_passphrase())
    step = overview(region).next_step
    assert step is not None
    assert step.title == "Einen Berichtszeitraum anlegen"
    begin_period(region, 0)
    step = overview(region).next_step
    assert step is not None
    assert step.title == "1 Kommune erinnern"
    desk.clock.move(days=-5)
    assert overview(region).next_step is None


def test_the_report_tells_sums_basis_and_what_is_missing(region: Workspace, soltau: Place) -> None:
    begin_period(region, 10)
    add_delivery(region, soltau, 5)
    add_partner(region, "03355022")
    example = GoodExample(
        id=region.new_id(), project_id=region.new_id(), title="Licht in Soltau", made_on=region.today
    )
    with region.store.write("Beispiel") as unit:
        unit.add(example)
    text = text_of(ministry_report_pdf(region))
    assert "Berichtszeitraum 2026" in text
    assert "3 mit einem Bericht" in text
    assert "Im Berichtszeitraum 2026 haben 1 von 4 erwarteten Kommunen berichtet." in text
    assert "Lüneburg" in text, "who is missing"
    assert "Niedersachsen 2 6 4 1,5 250 1.000" in text
    assert "Licht in Soltau" in text
    assert "Nicht in diesen Summen" in text, "another factor set stands apart"


def test_a_sign_that_no_face_draws_is_left_out_of_the_report(region: Workspace, soltau: Place) -> None:
    example = GoodExample(
        id=region.new_id(),
        project_id=region.new_id(),
        title="Licht \N{ELECTRIC LIGHT BULB} für die Sporthalle \N{FAMILY}",
        made_on=region.today,
    )
    with region.store.write("Beispiel") as unit:
        unit.add(example)
    assert "Licht für die Sporthalle" in text_of(ministry_report_pdf(region))


def test_overview_and_report_count_as_the_standing_does(region: Workspace, soltau: Place) -> None:
    add_delivery(region, soltau, 30)
    begin_period(region, 10)
    standing = period_status(region)
    assert standing is not None
    assert (standing.counts.arrived, standing.counts.expected) == (0, 3)
    tile = overview(region).tiles[0]
    assert (tile.figure, tile.unit) == ("0", "von 3 haben berichtet")
    text = text_of(ministry_report_pdf(region))
    assert "Im Berichtszeitraum 2026 haben 0 von 3 erwarteten Kommunen berichtet." in text
    assert "Noch offen sind die Berichte von: " in text
    assert soltau.designation in text.partition("Noch offen sind")[2].partition(".")[0], "an older one"


def test_the_report_names_no_period_that_has_not_begun(region: Workspace, soltau: Place) -> None:
    add_partner(region, "03355022")
    opens, due = (region.today + timedelta(days=each) for each in (20, 50))
    texts = {"title": "2027", "opens_on": format_short(opens), "due_on": format_short(due)}
    add_period(region, texts)
    text = text_of(ministry_report_pdf(region))
    assert "2027" not in text
    assert "Von 3 der 4 erwarteten Kommunen liegt ein Bericht vor." in text
    assert "Noch kein Bericht liegt vor von: Hansestadt Lüneburg" in text


def test_who_was_reminded_needs_no_step_again(region: Workspace, soltau: Place) -> None:
    recovery.recovery_sheet(region, recovery.suggested_passphrase())
    begin_period(region, 0)
    standing = period_status(region)
    assert standing is not None
    note = Remark(
        id=region.new_id(),
        source=None,
        place_key=SOLTAU,
        kind=RemarkKind.NOTE,
        text="Erinnert",
        made_on=region.today,
        about=standing.period.id,
    )
    with region.store.write("Erinnert", undoable=False) as unit:
        unit.add(note)
    step = overview(region).next_step
    assert step is not None
    assert step.title == "2 Kommunen erinnern"


def test_the_report_of_one_land_goes_by_county(region: Workspace) -> None:
    add_town(region, SOLTAU)
    add_town(region, AURICH)
    text = text_of(ministry_report_pdf(region))
    assert "Nach Kreisen" in text
    assert "Landkreis Aurich 1 3 2" in text


def test_the_report_is_saved_once(region: Workspace, desk: Desk, tmp_path: Path) -> None:
    out = save_ministry_report(region, tmp_path / "bericht.pdf")
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
        assert 1 <= len(pdf.pages) <= 3
    with desk.refused("K-544"):
        save_ministry_report(region, out)
    with desk.refused("K-440"):
        save_ministry_report(region, tmp_path / "bericht.docx")
    with desk.refused("K-850"):
        save_ministry_report(region, tmp_path / "b.pdf", factor_set="uba-2019")
