"""The sheet under the keyboard: it behaves as people know it from a spreadsheet."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.energy.cells import (
    Cell,
    CellChange,
    CellKey,
    Figure,
    Grid,
    GridColumn,
    GridRow,
)
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.sheet_grid import SheetGrid

METER, BUILDING = UUID(int=1), UUID(int=2)
COLUMNS = (
    GridColumn(METER, Figure.QUANTITY, "Erdgas 4711", "kWh Hs", "1 kWh Hs = 0,9009 kWh Hi"),
    GridColumn(METER, Figure.COST, "Erdgas 4711, Kosten", "EUR"),
)


def make_grid(texts: list[list[str]], *, is_own: bool = True, locked: bool = False) -> Grid:
    """A row for each year from 2023 on; a text with letters is wrong."""
    rows = [GridRow(str(2023 + place), 2023 + place) for place in range(len(texts))]
    cells = [
        [
            Cell(
                CellKey(METER, row.year, 0, column.figure),
                text,
                None,
                f"„{text}“ ist keine Zahl." if text.isalpha() else "",
                "Summe der zwölf Monate" if locked else "",
                locked,
            )
            for column, text in zip(COLUMNS, line, strict=True)
        ]
        for row, line in zip(rows, texts, strict=True)
    ]
    return Grid(BUILDING, False, rows, COLUMNS, cells, is_own)


class Sheet:
    """A sheet that keeps what was changed, and what it told."""

    def __init__(self, grid: SheetGrid, holder: QWidget) -> None:
        self.grid, self.holder = grid, holder
        self.told: list[list[CellChange]] = []
        self.lost: list[int] = []
        grid.changed.connect(self.told.append)
        grid.left_out.connect(self.lost.append)

    def texts(self) -> list[tuple[int, Figure, str]]:
        return [(change.key.year, change.key.figure, change.text) for change in self.told[-1]]

    def place(self) -> tuple[int, int]:
        index = self.grid.view.currentIndex()
        return index.row(), index.column()

    def choose(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        self.grid.go_to(row, column)
        model = self.grid.view.selectionModel()
        for down in range(rows):
            for across in range(columns):
                index = self.grid.model.index(row + down, column + across)
                model.select(index, QItemSelectionModel.SelectionFlag.Select)

    def editor(self) -> QLineEdit:
        found = QApplication.focusWidget()
        assert isinstance(found, QLineEdit)
        return found


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> Sheet:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    grid = SheetGrid(theme, "Verbrauch")
    column.addWidget(grid)
    column.addWidget(QPushButton("Danach"))
    grid.set_grid(make_grid([["1.000", "100,00"], ["2.000", "200,00"], ["", ""]]))
    holder.resize(500, 400)
    holder.show()
    holder.activateWindow()
    qtbot.waitActive(holder)
    grid.view.setFocus()
    grid.go_to(0, 0)
    return Sheet(grid, holder)


def test_begins_where_the_newest_year_is_entered(qtbot: QtBot, theme: Theme) -> None:
    grid = SheetGrid(theme, "Verbrauch")
    qtbot.addWidget(grid)
    grid.set_grid(make_grid([["1", "2"], ["3", "4"]]))
    assert grid.view.currentIndex().row() == 1


def test_typing_replaces_and_enter_goes_down(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClicks(sheet.grid.view, "7")
    qtbot.keyClicks(sheet.editor(), "50,5")
    qtbot.keyClick(sheet.editor(), Qt.Key.Key_Return)
    assert sheet.texts() == [(2023, Figure.QUANTITY, "750,5")]
    assert sheet.place() == (1, 0)
    assert sheet.grid.view.hasFocus()


@pytest.mark.parametrize(
    ("key", "place"), [(Qt.Key.Key_Tab, (0, 1)), (Qt.Key.Key_Down, (1, 0)), (Qt.Key.Key_Enter, (1, 0))]
)
def test_keys_that_end_typing_go_on(sheet: Sheet, qtbot: QtBot, key: Qt.Key, place: tuple[int, int]) -> None:
    qtbot.keyClicks(sheet.grid.view, "7")
    qtbot.keyClick(sheet.editor(), key)
    assert sheet.texts() == [(2023, Figure.QUANTITY, "7")]
    assert sheet.place() == place


def test_f2_goes_on_at_the_end_and_escape_gives_it_up(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_F2)
    qtbot.keyClicks(sheet.editor(), "5")
    assert sheet.editor().text() == "1.0005"
    qtbot.keyClick(sheet.editor(), Qt.Key.Key_Escape)
    assert not sheet.told
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_F2)
    qtbot.keyClicks(sheet.editor(), "5")
    qtbot.keyClick(sheet.editor(), Qt.Key.Key_Return)
    assert sheet.texts() == [(2023, Figure.QUANTITY, "1.0005")]


def test_what_stayed_the_same_is_no_change(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_F2)
    qtbot.keyClick(sheet.editor(), Qt.Key.Key_Return)
    assert not sheet.told


def test_enter_and_tab_move_without_typing_and_tab_leaves_at_the_end(sheet: Sheet, qtbot: QtBot) -> None:
    view = sheet.grid.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert sheet.place() == (0, 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert sheet.place() == (1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.place() == (0, 1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert sheet.place() == (2, 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QPushButton)


def test_delete_empties_everything_chosen_as_one_change(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.choose(0, 0, rows=3, columns=2)
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_Delete)
    assert len(sheet.told) == 1
    assert [text for _, _, text in sheet.texts()] == ["", "", "", ""]


def test_copy_gives_a_block_for_excel(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.choose(0, 0, rows=2, columns=2)
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1.000\t100,00\n2.000\t200,00"


def test_cut_copies_and_empties(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1.000"
    assert sheet.texts() == [(2023, Figure.QUANTITY, "")]


def test_a_block_of_excel_is_one_change(sheet: Sheet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("11\t1,10\r\n22\t2,20\r\n")
    sheet.choose(1, 0)
    qtbot.keyClick(sheet.grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(sheet.told) == 1
    assert sheet.texts() == [
        (2024, Figure.QUANTITY, "11"),
        (2024, Figure.COST, "1,10"),
        (2025, Figure.QUANTITY, "22"),
        (2025, Figure.COST, "2,20"),
    ]
    assert not sheet.lost


def test_what_lies_beyond_the_edge_is_told(sheet: Sheet) -> None:
    sheet.choose(2, 1)
    sheet.grid.paste("1\t2\n3\t4")
    assert sheet.texts() == [(2025, Figure.COST, "1")]
    assert sheet.lost == [3]


def test_one_value_fills_all_chosen_cells(sheet: Sheet) -> None:
    sheet.choose(0, 0, rows=3)
    sheet.grid.paste("5")
    assert sheet.texts() == [(year, Figure.QUANTITY, "5") for year in (2023, 2024, 2025)]


def test_a_refused_text_stays_marked_with_its_reason(sheet: Sheet, theme: Theme) -> None:
    sheet.grid.set_grid(make_grid([["1.000", "100,00"], ["viel", "200,00"], ["", ""]]))
    assert sheet.grid.problem_count() == 1
    sheet.grid.go_to_problem()
    assert sheet.place() == (1, 0)
    assert sheet.grid._words.text() == "„viel“ ist keine Zahl."
    box = sheet.grid.view.visualRect(sheet.grid.view.currentIndex())
    sheet.grid.go_to(0, 0)
    image = sheet.grid.view.viewport().grab().toImage()
    assert image.pixelColor(box.left() + 6, box.center().y()) == theme.colour("errorSoft")
    assert sheet.grid.model.index(1, 0).data() == "viel"


def test_sums_of_months_and_foreign_figures_cannot_be_typed_over(sheet: Sheet, qtbot: QtBot) -> None:
    for grid in (make_grid([["12", "1,00"]], locked=True), make_grid([["12", "1,00"]], is_own=False)):
        sheet.grid.set_grid(grid)
        sheet.grid.go_to(0, 0)
        qtbot.keyClicks(sheet.grid.view, "7")
        qtbot.keyClick(sheet.grid.view, Qt.Key.Key_Delete)
        sheet.grid.paste("9")
        assert not sheet.told
    assert sheet.lost == [1, 1]


def test_the_same_sheet_keeps_the_chosen_cell(sheet: Sheet) -> None:
    sheet.grid.go_to(1, 1)
    sheet.grid.set_grid(make_grid([["1", "2"], ["3", "4"], ["5", "6"]]))
    assert sheet.place() == (1, 1)


def test_settling_takes_over_what_is_being_typed(sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.keyClicks(sheet.grid.view, "7")
    sheet.grid.settle()
    assert sheet.texts() == [(2023, Figure.QUANTITY, "7")]


def test_a_screen_reader_hears_meter_year_and_value(sheet: Sheet) -> None:
    model = sheet.grid.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Erdgas 4711, 2023: 1.000 kWh Hs"
    assert model.index(2, 1).data(role) == "Erdgas 4711, Kosten, 2025: leer"
    interface = QAccessible.queryAccessibleInterface(sheet.grid.view)
    assert interface.text(QAccessible.Text.Name) == "Verbrauch"
    assert "Escape verlässt" in interface.text(QAccessible.Text.Description)


def test_the_note_tells_how_the_unit_is_converted(sheet: Sheet) -> None:
    sheet.grid.go_to(0, 1)
    sheet.grid.go_to(0, 0)
    assert "1 kWh Hs = 0,9009 kWh Hi" in sheet.grid._words.text()
