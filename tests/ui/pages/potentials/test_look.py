"""Every control has a name, nothing is clipped, one pane where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.services.savings import potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.pages.potentials.catalogue_dialog import CatalogueDialog
from klikks_desktop.ui.pages.potentials.compare_dialog import CompareDialog
from klikks_desktop.ui.theme import Theme


def test_tab_meets_only_named_controls_in_reading_order(page: PotentialsPage, qtbot: QtBot) -> None:
    page.listing.search.setFocus()
    met: list[str] = []
    for _ in range(40):
        widget = QApplication.focusWidget()
        assert widget.accessibleName(), f"{widget} has no name"
        if page.isAncestorOf(widget):
            met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    order = ["Potenzial suchen", "Nach Excel", "Verlauf zeigen", "Teile des Potenzials", "Zahl der Leuchten"]
    order += ["Datengüte: Zahl der Leuchten", "Investition", "Wirtschaftlichkeit und Preise"]
    order += ["Projekt daraus machen"]
    places = [met.index(name) for name in order]
    assert places == sorted(places)


def test_every_control_of_the_other_tabs_has_a_name(page: PotentialsPage) -> None:
    form = page.detail.inputs.form
    assert form is not None
    form.fold.set_open(True)
    page.detail.result.fold.set_open(True)
    for tab in range(4):
        page.detail.tabs.choose(tab)
        QApplication.processEvents()
        for widget in page.detail.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), f"{widget} in tab {tab} has no name"


@pytest.mark.parametrize("look", [(mode, scale) for mode in ("light", "dark") for scale in (100, 150, 200)])
def test_nothing_is_clipped(
    page: PotentialsPage,
    works: Workspace,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    look: tuple[Literal["light", "dark"], int],
) -> None:
    lamps = page.detail.record
    assert lamps is not None
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    potentials.make_variant(works, lamps)
    potentials.save_inputs(works, lamps, {"n": "kein Wert", "T": "tausend", "Z": "57750"})
    heat_pump = next(row.id for row in page.listing.rows if row.measure_id == "HEAT_PUMP")
    for record in (lamps, heat_pump):
        page.open_record(record)
        form = page.detail.inputs.form
        assert form is not None
        form.fold.set_open(True)
        page.detail.result.fold.set_open(True)
        for tab in range(4):
            page.detail.tabs.choose(tab)
            QApplication.processEvents()
            assert find_clipped(page) == []


def test_the_dialogs_are_whole(
    page: PotentialsPage,
    works: Workspace,
    lamps: UUID,
    qtbot: QtBot,
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    catalogue = CatalogueDialog(page._host, works.own_place(), page)
    catalogue.show()
    qtbot.waitExposed(catalogue)
    assert catalogue.table.model.rowCount() == 18
    assert find_clipped(catalogue) == []
    catalogue.search.setText("gibt es nicht")
    assert not catalogue.begin.isEnabled()
    catalogue.reject()
    catalogue.deleteLater()
    for _ in range(3):
        potentials.make_variant(works, lamps)
    family = potentials.load_potential(works, lamps).variants
    compare = CompareDialog(page._host, family, locked=False, parent=page)
    compare.show()
    qtbot.waitExposed(compare)
    assert find_clipped(compare) == []
    assert compare._chooser.isVisible()
    compare.choices[1].set_value(str(family[3].id))
    compare.choices[1].edited.emit()
    assert compare.chosen == [family[0].id, family[3].id, family[2].id]
    compare.choices[1].set_value(str(family[0].id))
    compare.choices[2].set_value("")
    compare.choices[2].edited.emit()
    assert "zwei verschiedene" in compare._notes.text()
    compare.reject()
    compare.deleteLater()


def test_a_narrow_window_shows_list_or_record(page: PotentialsPage, theme: Theme, qtbot: QtBot) -> None:
    theme.set_scale(200)
    page._go_back()
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


def test_the_tabs_are_gone_through_by_keyboard(page: PotentialsPage, qtbot: QtBot) -> None:
    page.detail.tabs.row.setFocus()
    for wanted in (1, 2, 3, 0):
        qtbot.keyClick(page.detail.tabs.row, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.detail.tabs.current == wanted
