"""Every control has a name, nothing is clipped, one pane where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Achievement, Activity, Funding
from klikks_desktop.services.projects import projects
from klikks_desktop.services.projects.project_parts import add_part, save_part
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.pages.projects.detail import EFFECT, FUNDING, TASKS, WHAT
from klikks_desktop.ui.pages.projects.effect_tab import INDICATORS, MEASURED, OVERVIEW
from klikks_desktop.ui.theme import Theme

ORDER = {
    WHAT: [
        "Projekt, Ort oder Person suchen",
        "Nach Excel",
        "Verlauf zeigen",
        "Titel",
        "Beginn",
        "Steckbrief",
    ],
    EFFECT: ["Teile des Projekts", "Überblick", "Potenziale verknüpfen …", "Steckbrief"],
    FUNDING: ["Teile des Projekts", "Förderung hinzufügen", "Förderprogramm", "Bescheid vom"],
    TASKS: ["Teile des Projekts", "Aufgaben", "Aufgabe hinzufügen", "Aufgabe", "Erledigt"],
}
LAST = {FUNDING: "Förderung löschen", TASKS: "Aufgabe löschen"}


def test_tab_meets_only_named_controls_in_reading_order(page: ProjectsPage, qtbot: QtBot) -> None:
    for tab, wanted in ORDER.items():
        page.detail.tabs.choose(tab)
        page.listing.search.setFocus()
        met: list[str] = []
        for _ in range(80):
            widget = QApplication.focusWidget()
            assert widget.accessibleName(), f"{widget} has no name"
            if page.isAncestorOf(widget):
                met.append(widget.accessibleName())
            if met[-1:] == ["Steckbrief"]:
                break
            qtbot.keyClick(widget, Qt.Key.Key_Tab)
        places = [met.index(name) for name in [*wanted, *([LAST[tab]] if tab in LAST else [])]]
        assert places == sorted(places), (tab, met)


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped(
    page: ProjectsPage,
    works: Workspace,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    look: tuple[Literal["light", "dark"], int],
) -> None:
    lamps = page.detail.record or pytest.fail("no project")
    [funding] = projects.load_project(works, lamps).fundings
    save_part(works, Funding, funding.record.id, {"granted_on": "15.03.2026", "rate": "fünfundzwanzig"})
    add_part(works, lamps, Achievement)
    activity = add_part(works, lamps, Activity)
    save_part(works, Activity, activity, {"held_on": "31.02.2026", "people": "-3"})
    projects.save_project(
        works, lamps, {"contract_on": "02.01.2020", "latitude": "99", "ends_on": "31.02.2030"}
    )
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    page.reload()
    page.open_record(lamps)
    QApplication.processEvents()
    for tab in range(page.detail.tabs.row.count()):
        page.detail.tabs.choose(tab)
        for part in (MEASURED, INDICATORS, OVERVIEW) if tab == EFFECT else ("",):
            if part:
                page.detail.effect.choose(part)
            QApplication.processEvents()
            assert find_clipped(page) == [], (tab, part)
    page.search_widget()
    page.listing.search.setText("nichts davon")
    QApplication.processEvents()
    assert find_clipped(page) == []


def test_a_narrow_window_shows_list_or_record(page: ProjectsPage, theme: Theme, qtbot: QtBot) -> None:
    theme.set_scale(200)
    page.search_widget()
    QApplication.processEvents()
    assert page.listing.isVisible()
    assert not page.detail.isVisible()
    view = page.listing.table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.listing.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.tabs.current == EFFECT
    page.detail.tabs.row.setFocus()
    qtbot.keyClick(page.detail.tabs.row, Qt.Key.Key_Right)
    assert page.detail.tabs.current == FUNDING
    qtbot.keyClick(page.detail.tabs.row, Qt.Key.Key_Escape)
    assert page.listing.isVisible()
    assert view.hasFocus()
