"""The dialog that takes lists: preview, columns mapped by hand, refused rows named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Building
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.list_import import ColumnMapping, ListImportDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.widgets.choice_field import ChoiceField


def dialog_for(window: MainWindow, town: Workspace, kind: ListKind, file: Path) -> ListImportDialog:
    dialog = ListImportDialog(window, kind, file, town.own_place(), window)
    dialog.preview()
    return dialog


def field(mapping: ColumnMapping, heading: str) -> ChoiceField:
    return next(each for each in mapping.findChildren(ChoiceField) if each.accessibleName() == heading)


def outcomes(dialog: ListImportDialog) -> list[str]:
    return [dialog.table.model.row(number).cell(2).text for number in range(dialog.table.model.rowCount())]


def names(town: Workspace) -> list[str]:
    with town.store.read() as reader:
        return sorted(building.name for building in reader.find(Building))


def test_rows_are_shown_before_they_are_taken(
    window: MainWindow, qtbot: QtBot, town: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "Gebäude.csv"
    file.write_text("Name;NGF\nRathaus;1200\nSchule;groß\n", encoding="utf-8-sig")
    dialog = dialog_for(window, town, ListKind.BUILDINGS, file)
    qtbot.waitUntil(dialog.apply.isEnabled)
    assert dialog.apply.text() == "1 Gebäude übernehmen"
    assert dialog.summary.accessibleName() == "1 Gebäude wird übernommen, 0 schon vorhanden, 1 abgelehnt."
    assert "groß" in dialog.reason.text()
    assert outcomes(dialog) == ["wird übernommen", "wird abgelehnt"]
    assert names(town) == []
    dialog.table.enter()
    QTest.keyClick(dialog.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.applied is not None)
    assert outcomes(dialog) == ["übernommen", "abgelehnt"]
    assert names(town) == ["Rathaus"]
    assert (tmp_path / "Gebäude – abgelehnt.xlsx").exists()
    QTest.keyClick(dialog.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isHidden)


def test_unknown_columns_are_mapped_by_hand(
    window: MainWindow, qtbot: QtBot, town: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "Immobilien.csv"
    file.write_text("Immobilie;Quadratmeter;Baujahr\nRathaus;1200;1962\n", encoding="utf-8-sig")
    dialog = dialog_for(window, town, ListKind.BUILDINGS, file)
    qtbot.waitUntil(dialog.mapping.isVisible)
    assert not dialog.apply.isEnabled()
    assert field(dialog.mapping, "Baujahr").value() == "year_built"
    for heading, key in (("Immobilie", "name"), ("Quadratmeter", "area_m2")):
        field(dialog.mapping, heading).set_value(key)
    dialog.mapping.edited.emit()
    qtbot.waitUntil(dialog.apply.isEnabled)
    field(dialog.mapping, "Baujahr").set_value("")
    dialog.mapping.edited.emit()
    qtbot.waitUntil(dialog.apply.isEnabled)
    dialog.apply.click()
    qtbot.waitUntil(lambda: dialog.applied is not None)
    with town.store.read() as reader:
        (building,) = reader.find(Building)
    assert (building.name, building.area_m2, building.year_built) == ("Rathaus", 1200, None)
    dialog.reject()
