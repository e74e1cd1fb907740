"""The overview: figures, what is due, where its lines lead."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import CertificateKind
from klikks_desktop.services import issuing, places
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.theme import Theme


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


def test_overview_follows_what_was_issued(window: MainWindow, town: Workspace) -> None:
    chosen = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    issuing.issue(town, chosen, issuing.IssueOptions(issued_on=town.today))
    window.shell.show_page("help")
    window.changed()
    window.shell.show_page("overview")
    texts = shown_texts(window)
    assert "9 liegen bereit · 0 fehlen" in texts
    assert "Mit dem Regionalmanagement verbinden" in texts


def test_one_alone_is_spoken_of_as_one(window: MainWindow, town: Workspace) -> None:
    def issue_and_look(people: list[UUID]) -> list[str]:
        issuing.issue(town, people, issuing.IssueOptions(issued_on=town.today))
        window.shell.show_page("help")
        window.changed()
        window.shell.show_page("overview")
        return shown_texts(window)

    without = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    assert "1 liegt bereit · 8 fehlen" in issue_and_look(without[:1])
    assert "8 liegen bereit · 1 fehlt" in issue_and_look(without[1:-1])


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
