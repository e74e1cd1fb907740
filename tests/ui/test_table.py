from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Cell, Column, Row, sort_key
from klikks_desktop.ui.widgets.table import RecordTable
from klikks_desktop.ui.widgets.table_head import TableHead
from klikks_desktop.ui.widgets.tree import RecordTree

COLUMNS = [Column("name", "Name"), Column("until", "Amtszeit bis", "date"), Column("state", "Stand", "pill")]
ROWS = [
    Row(1, ["Zander, Öznur", Cell("14.03.2029", sort=20290314), Cell("Im Amt", state="ok")]),
    Row(2, ["Çelik, Deniz", Cell("31.12.2026", sort=20261231), Cell("Endet bald", state="warn")]),
    Row(3, ["Ahrens, Jörg", "", Cell("Entwurf", state="draft")], bold=True),
]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> RecordTable:
    made = RecordTable(theme, COLUMNS, "Patinnen und Paten")
    qtbot.addWidget(made)
    made.set_rows(ROWS, "3 Personen")
    made.resize(theme.px(150), theme.px(80))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def keys(table: RecordTable) -> list[object]:
    return [table.model.row(place).key for place in range(table.model.rowCount())]


def test_sorted_by_name_first_without_regard_to_accents(table: RecordTable) -> None:
    assert keys(table) == [3, 2, 1]


def test_sorting_uses_the_key_and_puts_unknown_last(table: RecordTable) -> None:
    table.sort_by("until")
    assert keys(table) == [2, 1, 3]
    table.sort_by("name", down=True)
    assert keys(table) == [1, 2, 3]


def test_numbers_come_before_texts_and_equal_ones_by_name(qtbot: QtBot, theme: Theme) -> None:
    made = RecordTable(theme, COLUMNS[:2], "Gemischt")
    qtbot.addWidget(made)
    untils = {"F": 7, "E": "morgen", "D": 7.5, "C": "", "B": "Gestern", "A": 7}
    made.set_rows([Row(name, [name, Cell("–" if not u else str(u), sort=u)]) for name, u in untils.items()])
    made.sort_by("until")
    assert keys(made) == ["A", "F", "D", "B", "E", "C"]
    made.sort_by("until", down=True)
    assert keys(made) == ["E", "B", "D", "A", "F", "C"]


def test_of_too_many_rows_only_the_wish_for_an_order_is_noted(table: RecordTable) -> None:
    table.model.most = 2
    table.sort_by("until")
    assert keys(table) == [3, 2, 1]
    assert table.model.order == (1, False)


@pytest.fixture
def wide_table(qtbot: QtBot, theme: Theme) -> RecordTable:
    made = RecordTable(theme, COLUMNS, "Patinnen und Paten", resizable=True)
    qtbot.addWidget(made)
    made.set_rows(ROWS, "3 Personen")
    made.resize(theme.px(150), theme.px(80))
    with qtbot.waitExposed(made):
        made.show()
    return made


def drag(table: RecordTable, column: int, way: int) -> None:
    """Move the line at the left end of a column."""
    head = table.view.horizontalHeader()
    line = QPoint(head.sectionViewportPosition(column), head.height() // 2)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=line)
    QTest.mouseMove(head.viewport(), line + QPoint(way // 2, 0))
    QTest.mouseMove(head.viewport(), line + QPoint(way, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=line + QPoint(way, 0))


def sizes(table: RecordTable) -> list[int]:
    head = table.view.horizontalHeader()
    return [head.sectionSize(column) for column in range(head.count())]


def test_the_line_between_columns_follows_the_mouse_and_sorts_nothing(
    wide_table: RecordTable, theme: Theme, qtbot: QtBot
) -> None:
    first, second, third = sizes(wide_table)
    with qtbot.waitSignal(wide_table.resized):
        drag(wide_table, 1, -40)
    assert sizes(wide_table) == [first - 40, second + 40, third]
    drag(wide_table, 2, -20)
    assert sizes(wide_table) == [first - 40, second + 20, third + 20]
    drag(wide_table, 2, 2000)
    assert sizes(wide_table)[2] == theme.px(8)
    drag(wide_table, 1, -2000)
    assert sizes(wide_table)[0] == theme.px(24)
    assert sum(sizes(wide_table)) == first + second + third
    assert wide_table.order == ("name", False)
    assert keys(wide_table) == [3, 2, 1]


def test_widths_grow_with_the_text_and_stay_with_other_rows(wide_table: RecordTable, theme: Theme) -> None:
    drag(wide_table, 1, -theme.px(10))
    given = wide_table.widths["until"]
    theme.set_scale(200)
    wide_table.set_rows(ROWS[:1])
    assert sizes(wide_table)[1] == theme.px(given)
    theme.set_scale(100)
    assert sizes(wide_table)[1] == theme.px(given)


def test_the_menu_of_the_head_gives_the_usual_widths_back(wide_table: RecordTable, qtbot: QtBot) -> None:
    usual, head = sizes(wide_table), wide_table.view.horizontalHeader()
    drag(wide_table, 2, -30)
    assert sizes(wide_table) != usual
    for widget in (head, wide_table.view):
        widget.customContextMenuRequested.emit(QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        reset = menu.actions()[-1]
        assert reset.text() == "Spaltenbreiten zurücksetzen"
        assert reset.isEnabled() is bool(wide_table.widths)
        reset.trigger()
        menu.close()
        assert sizes(wide_table) == usual
        assert wide_table.widths == {}


def test_the_menu_makes_columns_wider_and_narrower(
    wide_table: RecordTable, theme: Theme, qtbot: QtBot
) -> None:
    first, second, third = sizes(wide_table)
    step = theme.px(4)
    wide_table.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    of_second = menu.actions()[0].menu()
    assert isinstance(of_second, QMenu)
    assert of_second.title() == "Amtszeit bis"
    wider, narrower = of_second.actions()
    with qtbot.waitSignal(wide_table.resized):
        wider.trigger()
    assert sizes(wide_table) == [first - step, second + step, third]
    assert wide_table.widths == {"until": (second + step) / theme.u}
    narrower.trigger()
    assert sizes(wide_table) == [first, second, third]
    for _ in range(50):
        wider.trigger()
    assert theme.px(24) <= sizes(wide_table)[0] < theme.px(24) + step
    for _ in range(50):
        narrower.trigger()
    assert sizes(wide_table)[1] == theme.px(8)
    menu.close()


def test_without_a_move_nothing_is_kept_and_a_click_sorts(wide_table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(wide_table.resized):
        drag(wide_table, 1, 0)
    assert wide_table.widths == {}
    head = wide_table.view.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(1) + head.sectionSize(1) // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert wide_table.order[0] == "until"


def test_columns_of_which_nobody_keeps_the_width_stay(table: RecordTable) -> None:
    before = sizes(table)
    drag(table, 1, -40)
    assert sizes(table) == before


def test_selection_stays_on_its_record(qtbot: QtBot, table: RecordTable) -> None:
    assert table.select(2)
    table.sort_by("until", down=True)
    assert table.selected_key() == 2
    with qtbot.assertNotEmitted(table.chosen):
        table.set_rows([*ROWS, Row(4, ["Aalto, Aino", "", ""])])
    assert table.selected_key() == 2
    with qtbot.waitSignal(table.chosen) as told:
        table.set_rows(ROWS[:1])
    assert told.args == [None]
    assert not table.select(99)


def test_keyboard_walks_and_enters(qtbot: QtBot, table: RecordTable) -> None:
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Home)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert table.selected_key() == 2
    with qtbot.waitSignal(table.activated) as told:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args == [2]
    qtbot.keyClick(table.view, Qt.Key.Key_End)
    assert table.selected_key() == 1


def test_tab_leaves_the_table(qtbot: QtBot, table: RecordTable) -> None:
    assert not table.view.tabKeyNavigation()


def test_a_screen_reader_finds_name_head_and_cells(table: RecordTable) -> None:
    assert table.view.accessibleName() == "Patinnen und Paten"
    face = QAccessible.queryAccessibleInterface(table.view)
    said = [face.child(place).text(QAccessible.Text.Name) for place in range(face.childCount())]
    said = [name for name in said if name]
    assert said[:4] == ["Name", "Amtszeit bis", "Stand", "Ahrens, Jörg"]


def test_unknown_shows_as_a_dash_and_full_text_as_tool_tip(table: RecordTable) -> None:
    index = table.model.index(0, 1)
    assert index.data() == "–"
    assert table.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Ahrens, Jörg"


def test_selected_row_carries_bar_and_ground(table: RecordTable, theme: Theme) -> None:
    table.select(3)
    image = table.view.viewport().grab().toImage()
    middle = theme.height("row") // 2
    assert image.pixelColor(1, middle) == theme.colour("primary")
    assert image.pixelColor(theme.px(1.5), 4) == theme.colour("primarySoft")


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_columns_are_wide_enough(table: RecordTable, theme: Theme, scale: int) -> None:
    theme.set_scale(scale)
    table.resize(theme.px(150), theme.px(80))
    delegate = table.view.itemDelegate()
    for place in range(3):
        row = table.model.row(place)
        for column in (1, 2):
            assert table.view.columnWidth(column) >= delegate.cell_width(row, row.cell(column), column)


@pytest.mark.parametrize("scale", [100, 125, 150, 175, 200])
def test_the_title_of_a_narrow_column_is_whole_beside_its_sort_mark(theme: Theme, scale: int) -> None:
    theme.set_scale(scale)
    titles = ("Fällig", "Ort", "Im Jahr", "erreicht", "Land", "Kreis", "Potenzial", "t CO₂e/a", "Gültig bis")
    head = TableHead(theme, [Column(title, title, "date") for title in titles])
    exact = QFontMetricsF(theme.font("head"))
    for place, title in enumerate(titles):
        room = head.title_width(place) - theme.px(3) * 2 - theme.px(4)
        assert exact.elidedText(title, Qt.TextElideMode.ElideRight, room) == title


def test_sort_keys_order_numbers_texts_unknown() -> None:
    cells = [Cell("–"), Cell("b"), Cell("10", sort=10), Cell("Ä"), Cell("9", sort=9)]
    assert [cell.text for cell in sorted(cells, key=sort_key)] == ["9", "10", "Ä", "b", "–"]


@pytest.fixture
def tree(qtbot: QtBot, theme: Theme) -> RecordTree:
    made = RecordTree(theme, [Column("what", "Was"), Column("name", "Name")], "Was in die Datei kommt")
    qtbot.addWidget(made)
    goes = Cell("geht mit", state="ok", icon="leaves-house", bold=True)
    people = [Row(1, ["Behrens", goes]), Row(2, ["Çelik", ""])]
    made.set_groups(
        [
            Row("town", ["Kommune", "1 Datensatz"], bold=True),
            Row("people", ["Patinnen und Paten (2)", "1 von 2"], True, people),
        ]
    )
    made.resize(theme.px(150), theme.px(60))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_tree_selects_by_key_and_tells(qtbot: QtBot, tree: RecordTree) -> None:
    with qtbot.waitSignal(tree.chosen) as told:
        assert tree.select(2)
    assert told.args == [2]
    tree.view.setFocus()
    qtbot.keyClick(tree.view, Qt.Key.Key_Up)
    assert tree.selected_key() == 1
    assert not tree.select("nobody")


def test_tree_paints_group_ground_and_selection_bar(tree: RecordTree, theme: Theme) -> None:
    tree.select(1)
    image = tree.view.viewport().grab().toImage()
    row = theme.height("row")
    assert image.pixelColor(theme.px(2), 4) == theme.colour("raised")
    assert image.pixelColor(1, row * 2 + row // 2) == theme.colour("primary")
    assert image.pixelColor(theme.px(1.5), row * 2 + 4) == theme.colour("primarySoft")


def test_tree_model_gives_parents_back(tree: RecordTree) -> None:
    group = tree.model.index(1, 0, QModelIndex())
    child = tree.model.index(1, 1, group)
    assert child.data() == "–"
    assert child.parent() == group
    assert tree.model.rowCount(child) == 0
    tree.view.collapse(group)
    assert tree.view.indexAt(QPoint(5, tree.view.viewport().height() - 5)).row() == -1
    QApplication.processEvents()
