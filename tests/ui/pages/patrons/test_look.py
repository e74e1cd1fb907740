"""Every control has a name, nothing is clipped, one pane where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.services.people import patrons
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.theme import Theme


def test_tab_meets_only_named_controls_in_reading_order(page: PatronsPage, qtbot: QtBot) -> None:
    assert page.detail.record is not None
    page.listing.search.setFocus()
    met: list[str] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        assert widget.accessibleName(), f"{widget} has no name"
        if page.isAncestorOf(widget):
            met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    order = ["Name oder Ort suchen", "Nach Excel", "Verlauf zeigen", "Vorname", "Wirkungsbereich"]
    order += [
        "Pflichtenbelehrung drucken",
        "Einwilligung drucken",
        "Urkunde ausstellen …",
        "Mehr: weitere Schritte",
    ]
    places = [met.index(name) for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("look", [(mode, scale) for mode in ("light", "dark") for scale in (100, 150, 200)])
def test_nothing_is_clipped(
    page: PatronsPage,
    town: Workspace,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    look: tuple[Literal["light", "dark"], int],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    QApplication.processEvents()
    assert find_clipped(page) == []
    page.listing.search.setText("niemand")
    QApplication.processEvents()
    assert find_clipped(page) == []
    page.listing.search.clear()
    record = page.listing.rows[1].id
    patrons.save_texts(town, record, {"ends_on": "31.02.2030", "email": "kein Klammeraffe"})
    page.open_record(record)
    page.reload()
    QApplication.processEvents()
    assert find_clipped(page) == []
    page.begin(page.detail.place or pytest.fail("no place"))
    QApplication.processEvents()
    assert find_clipped(page) == []


def test_a_narrow_window_shows_list_or_record(page: PatronsPage, theme: Theme, qtbot: QtBot) -> None:
    theme.set_scale(200)
    QApplication.processEvents()
    assert page.listing.isVisible()
    assert not page.detail.isVisible()
    view = page.listing.table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.listing.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.listing.isVisible()
    assert view.hasFocus()


def test_a_refresh_keeps_selection_and_scroll(page: PatronsPage) -> None:
    page.window().resize(1366, 420)
    QApplication.processEvents()
    bar = page.listing.table.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    chosen, where = page.listing.table.selected_key(), bar.value()
    page.reload()
    QApplication.processEvents()
    assert page.listing.table.selected_key() == chosen
    assert bar.value() == where
