"""The overview: figures, what is due, where its lines lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.records import CertificateKind
from klikks_desktop.services.overview_parts import NextStep
from klikks_desktop.services.places import places
from klikks_desktop.services.places.demo_work import fill_work
from klikks_desktop.services.register import issuing
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.target_path import save_target_points, target_points
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.overview import OverviewPage
from klikks_desktop.ui.pages.overview.cards import StepCard
from klikks_desktop.ui.pages.overview.charts import EUR, KWH, TONNES
from klikks_desktop.ui.pages.overview.target_dialog import TargetDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label


def shown_texts(window: MainWindow) -> list[str]:
    page = window.shell.page("overview")
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def due_rows(window: MainWindow) -> list[QAbstractButton]:
    page = window.shell.page("overview")
    rows = [row for row in page.findChildren(QAbstractButton) if type(row).__name__ == "_DueRow"]
    return [row for row in rows if row.isVisible()]


def test_counts_who_is_in_office(window: MainWindow) -> None:
    texts = shown_texts(window)
    assert texts[texts.index("im Amt") - 1] == "8"
    assert "0 Entwürfe · 1 Amtszeit endet bald" in texts


def test_next_step_is_to_issue_what_is_missing(window: MainWindow) -> None:
    assert "9 Urkunden ausstellen" in shown_texts(window)


def test_the_lines_of_the_next_step_stay_together(window: MainWindow, qtbot: QtBot) -> None:
    card = StepCard(window)
    qtbot.addWidget(card)
    card.show_step(NextStep("Ein Schritt", "Was zu tun ist.", "Tun", Target.SETTINGS))
    card.resize(400, 150)
    card.show()
    lines = [label for label in card.findChildren(Label) if label.text()]
    before = [line.mapTo(card, line.rect().topLeft()).y() for line in lines]
    card.resize(400, 500)
    QApplication.processEvents()
    assert [line.mapTo(card, line.rect().topLeft()).y() for line in lines] == before


def test_overview_follows_what_was_issued(window: MainWindow, town: Workspace) -> None:
    chosen = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    issuing.issue(town, chosen, issuing.IssueOptions(issued_on=town.today))
    window.shell.show_page("help")
    window.changed()
    window.shell.show_page("overview")
    texts = shown_texts(window)
    assert "9 liegen bereit · 0 fehlen" in texts
    assert "Mit dem Regionalmanagement verbinden" in texts


def test_the_help_opened_from_the_sidebar_begins_with_its_start_page(window: MainWindow) -> None:
    window.shell.show_page("help")
    text = window.shell.page("help").findChild(QTextBrowser).toPlainText()
    assert text.startswith("Willkommen bei KlikKS Desktop")


def test_one_alone_is_spoken_of_as_one(window: MainWindow, town: Workspace) -> None:
    def issue_and_look(people: list[UUID]) -> list[str]:
        issuing.issue(town, people, issuing.IssueOptions(issued_on=town.today))
        window.shell.show_page("help")
        window.changed()
        window.shell.show_page("overview")
        return shown_texts(window)

    without = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    assert "1 liegt bereit · 8 fehlen" in issue_and_look(without[:1])
    texts = issue_and_look(without[1:-1])
    assert "8 liegen bereit · 1 fehlt" in texts
    assert "Diese Person ist ernannt und hat noch keine gültige Urkunde." in texts


def test_overdue_comes_first_and_leads_to_the_person(window: MainWindow, qtbot: QtBot) -> None:
    first = due_rows(window)[0]
    assert "überfällig" in first.accessibleName()
    assert "Verabschieden oder erneut ernennen, Wilfried Brammer" in first.accessibleName()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert window.shell.current == "patrons"


def test_an_empty_town_gets_the_first_step(qtbot: QtBot, empty_town: Workspace, theme: Theme) -> None:
    window = MainWindow(empty_town, theme, "overview")
    qtbot.addWidget(window)
    window.show()
    assert "Willkommen" in shown_texts(window)
    assert not due_rows(window)


def test_undo_and_redo_by_keyboard(window: MainWindow, town: Workspace, qtbot: QtBot) -> None:
    places.update_place(town, replace(town.own_place(), office="Klimabüro"))
    for modifier, key, office in (
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z, "Bauamt, Klimaschutz"),
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y, "Klimabüro"),
    ):
        qtbot.keyClick(window, key, modifier)
        assert town.own_place().office == office


# ---------------------------------------------------------------------- with projects and potentials


@pytest.fixture
def working(window: MainWindow, town: Workspace) -> OverviewPage:
    """The overview of the town with buildings, potentials and projects."""
    fill_work(town)
    page = window.shell.page("overview")
    assert isinstance(page, OverviewPage)
    page.reload()
    return page


def drawn(page: OverviewPage) -> Drawing:
    drawing = page.measures.chart.drawing
    assert drawing is not None
    return drawing


def test_the_tiles_tell_the_sums_of_the_effects(
    working: OverviewPage, window: MainWindow, town: Workspace
) -> None:
    found, texts = effects(town), shown_texts(window)
    assert found.tonnes.achieved > 0
    assert texts[texts.index("EUR/a") - 1] == rounded(found.eur.achieved, 0)
    assert texts[texts.index("t CO₂e/a") - 1] == rounded(found.tonnes.achieved, 1)
    assert (
        f"{rounded(found.tonnes.decided, 1)} beschlossen · {rounded(found.tonnes.possible, 1)} möglich"
        in texts
    )
    assert "von 5 umgesetzt" in texts
    assert "Urkunden" not in texts


@pytest.mark.parametrize("figure", [TONNES, EUR, KWH])
def test_the_bars_tell_the_measures(working: OverviewPage, town: Workspace, figure: str) -> None:
    working.measures.figure.set_value(figure)
    working.measures.figure.chosen.emit(figure)
    rows = {row[0]: row[1:] for row in drawn(working).table.rows}
    digits = 1 if figure == TONNES else 0
    for measure in effects(town).by_measure:
        stages = {TONNES: measure.tonnes, EUR: measure.eur, KWH: measure.kwh}[figure]
        if measure.title in rows:
            parts = (stages.achieved, stages.decided, stages.possible, stages.total)
            told = [Decimal(text.replace(".", "").replace(",", ".")) for text in rows[measure.title]]
            for part, text in zip(parts, told, strict=True):
                assert abs(part - text) <= Decimal("0.5").scaleb(-digits)
        if figure == EUR and not measure.budget_relevant:
            assert measure.title not in rows
    assert len(rows) == 8


def test_euros_outside_the_budget_are_told_apart(working: OverviewPage, town: Workspace) -> None:
    working.measures.figure.set_value(EUR)
    working.measures.figure.chosen.emit(EUR)
    outside = effects(town).outside_eur
    assert outside.achieved > 0
    assert f"{rounded(outside.achieved, 0)} EUR im Jahr erreicht" in working.measures._notes.text()


@pytest.mark.parametrize(
    ("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfMa")]
)
def test_a_chart_is_saved_as_picture_or_figures(
    working: OverviewPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    begins: bytes,
) -> None:
    target = tmp_path / f"a.{kind}"
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    working.measures.chart.save_wanted.emit(kind)
    assert target.read_bytes().startswith(begins)
    assert offered[0].endswith(f"_Wirkung-nach-Maßnahme.{kind}")


def test_the_line_follows_the_target_path(working: OverviewPage, town: Workspace) -> None:
    save_target_points(town, town.own_place().id, [("2030", "80"), ("2035", "200")])
    working.reload()
    drawing = working.years.chart.drawing
    assert drawing is not None
    rows = {row[0]: row[1:] for row in drawing.table.rows}
    assert rows["2030"][1] == "80,0"
    assert rows["2035"][1] == "200,0"
    achieved = rounded(effects(town).tonnes.achieved, 1)
    assert rows[str(town.today.year)][0] == achieved
    assert working.years.target.text() == "Zielpfad ändern"


def test_the_target_path_is_entered_in_a_dialog(
    working: OverviewPage, window: MainWindow, town: Workspace
) -> None:
    place = town.own_place()
    save_target_points(town, place.id, [])
    dialog = TargetDialog(window, place, working)
    dialog.show()
    assert len(dialog.rows) == 5
    dialog.rows[0][0].set_value("2030")
    dialog.rows[0][1].set_value("viele")
    dialog.save.click()
    assert dialog.problem.isVisible()
    assert not target_points(town, place.id)
    dialog.rows[0][1].set_value("80,5")
    dialog.add.click()
    assert len(dialog.rows) == 6
    dialog.save.click()
    assert [(point.year, point.tonnes) for point in target_points(town, place.id)] == [
        (2030, Decimal("80.5"))
    ]
    assert dialog.is_changed
    dialog.deleteLater()


def test_the_report_for_the_council_is_made_and_shown(working: OverviewPage, qtbot: QtBot) -> None:
    working.report.click()
    qtbot.waitUntil(lambda: bool(working.findChildren(PaperDialog)), timeout=20_000)
    dialog = working.findChildren(PaperDialog)[0]
    assert dialog._data.startswith(b"%PDF")
    assert "Klimaschutz-Bericht" in dialog._name
    dialog.close()


def test_all_deadlines_are_one_click_away(working: OverviewPage, window: MainWindow) -> None:
    assert len(due_rows(window)) <= 8
    working.due.all.click()
    assert window.shell.current == "deadlines"


def test_a_town_without_work_is_shown_where_to_begin(window: MainWindow) -> None:
    texts = shown_texts(window)
    assert "Was der Klimaschutz bringt" in texts
    assert "Wirkung nach Maßnahme" not in texts
    page = window.shell.page("overview")
    assert isinstance(page, OverviewPage)
    assert not page.report.isVisible()


def test_the_region_sees_who_reported(region_window: MainWindow) -> None:
    page = region_window.shell.page("overview")
    assert isinstance(page, OverviewPage)
    assert page._empty.isVisible()
    ways = [button.text() for button in page.findChildren(Button) if button.isVisible()]
    assert ways == ["Zum Posteingang"]
    assert not page.due.all.isVisibleTo(page.due)


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(
    working: OverviewPage, theme: Theme, find_clipped: Callable[[QWidget], list[str]], scale: int
) -> None:
    theme.set_scale(scale)
    QApplication.processEvents()
    assert find_clipped(working) == []
