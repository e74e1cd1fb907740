from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.shell import Shell, StatusLine
from klikks_desktop.ui.sidebar import PlaceItem
from klikks_desktop.ui.sidebar_parts import PlaceButton
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.focus_ring import FocusRing
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.window_state import restore_window, window_state

PLACES = [
    PlaceItem("03358021", "Stadt Soltau", "Heidekreis · 03358021"),
    PlaceItem("03358016", "Stadt Munster", "Heidekreis · 03358016"),
]


@pytest.fixture
def shell(qtbot: QtBot, theme: Theme, gallery: ModuleType) -> Shell:
    made = gallery.make_shell(theme)
    qtbot.addWidget(made)
    made.resize(1366, 697)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def nav(shell: Shell, name: str) -> QAbstractButton:
    return next(b for b in shell.sidebar.findChildren(QAbstractButton) if b.accessibleName().startswith(name))


def test_pages_by_click_key_and_shortcut(qtbot: QtBot, shell: Shell) -> None:
    qtbot.mouseClick(nav(shell, "Patinnen"), Qt.MouseButton.LeftButton)
    assert shell.current == "people"
    qtbot.keyClick(nav(shell, "Übersicht"), Qt.Key.Key_Return)
    assert shell.current == "start"
    with qtbot.waitSignal(shell.page_shown) as told:
        qtbot.keyClick(shell, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["send"]
    assert nav(shell, "Datenaustausch").isChecked()


def test_a_page_that_cannot_be_made_leaves_the_one_shown(shell: Shell) -> None:
    def make() -> QWidget:
        raise UserError("K-251", {"server": "„klikks“ auf büro"})

    shell.show_page("start")
    shell.add_maker("later", make)
    nav(shell, "Datenaustausch").setChecked(True)
    with pytest.raises(UserError):
        shell.show_page("later")
    assert shell.current == "start"
    assert nav(shell, "Übersicht").isChecked()
    assert not nav(shell, "Datenaustausch").isChecked()


def test_f1_asks_for_help_on_the_page(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.help_wanted) as told:
        qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert told.args == ["start"]


def test_badge_is_spoken(shell: Shell) -> None:
    assert nav(shell, "Datenaustausch").accessibleName() == "Datenaustausch, 1 offen"
    shell.sidebar.set_badge("send", 0)
    assert nav(shell, "Datenaustausch").accessibleName() == "Datenaustausch"


def test_width_classes(shell: Shell, theme: Theme) -> None:
    assert shell.two_panes
    assert not shell.slim
    shell.resize(theme.px(290), 700)
    assert not shell.two_panes
    assert not shell.slim
    assert nav(shell, "Übersicht").toolTip() == ""
    shell.resize(theme.px(240), 700)
    assert shell.slim
    assert nav(shell, "Übersicht").toolTip() == "Übersicht"
    assert shell.sidebar.width() == theme.width("sidebar_slim")


def test_large_text_changes_the_class_too(shell: Shell, theme: Theme) -> None:
    theme.set_scale(200)
    assert shell.slim
    theme.set_scale(100)
    assert shell.two_panes


def test_the_place_becomes_a_switch_with_several(qtbot: QtBot, shell: Shell) -> None:
    foot = nav(shell, "Stadt Soltau")
    assert foot.focusPolicy() == Qt.FocusPolicy.NoFocus
    shell.set_places(PLACES, "03358021")
    assert foot.focusPolicy() == Qt.FocusPolicy.StrongFocus
    qtbot.keyClick(foot, Qt.Key.Key_Return)
    menu = shell.sidebar.findChild(QMenu)
    with qtbot.waitSignal(shell.place_chosen) as told:
        menu.actions()[1].trigger()
    assert told.args == ["03358016"]
    menu.close()


@pytest.mark.parametrize("key", ["start", "people", "send", "empty"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(
    shell: Shell, theme: Theme, find_clipped: Callable[[QWidget], list[str]], key: str, scale: int
) -> None:
    theme.set_scale(scale)
    shell.resize(1366, 697)
    shell.show_page(key)
    for _ in range(4):
        QApplication.processEvents()
    assert shell.width() == 1366
    assert find_clipped(shell) == []


@pytest.mark.parametrize("key", ["start", "people", "send", "empty"])
def test_tab_reaches_only_named_widgets_and_comes_round(qtbot: QtBot, shell: Shell, key: str) -> None:
    shell.show_page(key)
    first = nav(shell, "Übersicht")
    first.setFocus()
    walked: list[QWidget] = []
    widget: QWidget = first
    while widget not in walked:
        walked.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert len(walked) < 60
    assert [w for w in walked if not w.accessibleName()] == []
    assert len(walked) > 2


def overlays(shell: Shell) -> list[QWidget]:
    return [w for w in shell.findChildren(QWidget) if type(w).__name__ == "_Overlay" and w.isVisibleTo(shell)]


def test_focus_ring_follows_keys_and_not_the_mouse(
    qtbot: QtBot, qapp: QApplication, theme: Theme, shell: Shell
) -> None:
    ring = FocusRing(theme, qapp)
    qtbot.mouseClick(nav(shell, "Patinnen"), Qt.MouseButton.LeftButton)
    nav(shell, "Patinnen").setFocus(Qt.FocusReason.MouseFocusReason)
    assert overlays(shell) == []
    qtbot.keyClick(nav(shell, "Patinnen"), Qt.Key.Key_Tab)
    target = QApplication.focusWidget()
    assert len(overlays(shell)) == 1
    overlay = overlays(shell)[0]
    assert overlay.grab().toImage().pixelColor(overlay.width() // 2, 2) == theme.colour("focusSide")
    assert QRect(overlay.mapToGlobal(overlay.rect().topLeft()), overlay.size()).contains(
        QRect(target.mapToGlobal(target.rect().topLeft()), target.size())
    )
    del ring


def test_focus_ring_is_whole_at_the_edge_of_a_page(
    shell: Shell, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    ring = FocusRing(theme, qapp)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    field = QLineEdit()
    column.addWidget(field)
    column.addStretch(1)
    shell.add_page("edge", page)
    shell.show_page("edge")
    field.setFocus()
    qtbot.waitUntil(lambda: len(overlays(shell)) == 1)
    (overlay,) = overlays(shell)
    assert overlay.visibleRegion().boundingRect() == overlay.rect()
    del ring


def test_focus_ring_always_on_texts_and_scrolls_with_them(
    qtbot: QtBot, qapp: QApplication, theme: Theme, shell: Shell
) -> None:
    ring = FocusRing(theme, qapp)
    shell.show_page("people")
    form = shell.findChild(FormView)
    field = form.field("mail").input
    assert isinstance(field, QLineEdit)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    overlay = overlays(shell)[0]
    assert overlay.parentWidget() is form.widget()
    before = overlay.mapTo(shell, overlay.rect().topLeft())
    form.verticalScrollBar().setValue(form.verticalScrollBar().value() + 20)
    assert overlay.mapTo(shell, overlay.rect().topLeft()).y() == before.y() - 20
    del ring


def test_window_state_comes_back(qtbot: QtBot) -> None:
    window, other = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    window.setGeometry(40, 60, 500, 400)
    assert restore_window(other, window_state(window))
    assert other.geometry() == window.geometry()


@pytest.mark.parametrize("state", [b"", b"KWS1", b"x" * 21])
def test_foreign_state_is_left_alone(qtbot: QtBot, state: bytes) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = window.geometry()
    assert not restore_window(window, state)
    assert window.geometry() == before


def test_a_screen_that_is_gone_is_not_used(qtbot: QtBot) -> None:
    window, other = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    window.setGeometry(9000, 60, 500, 400)
    assert not restore_window(other, window_state(window))
    window.setGeometry(20, 30, 90_000, 400)
    assert restore_window(other, window_state(window))
    assert other.width() <= other.screen().availableGeometry().width()


def test_content_is_as_wide_as_its_page_and_held_off_a_scroll_bar(theme: Theme, qtbot: QtBot) -> None:
    page = ScrollPage(theme)
    qtbot.addWidget(page)
    content = QWidget()
    page.body.addWidget(content)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: content.width() == page.width())
    content.setMinimumHeight(900)
    qtbot.waitUntil(lambda: content.width() == page.viewport().width() - theme.px(1))
    content.setMinimumHeight(100)
    qtbot.waitUntil(lambda: content.width() == page.width())


def test_practice_is_told_in_the_slim_window_too(theme: Theme, qtbot: QtBot) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show()
    line.set_slim(True)
    line.show_practice()
    note = next(label for label in line.findChildren(QLabel) if label.text() == "Übung mit erfundenen Daten")
    assert note.isVisible()
    line.set_slim(True)
    assert note.isVisible()


def test_a_long_name_goes_on_in_the_second_line(shell: Shell) -> None:
    shell.set_places([PlaceItem("", "Regionalmanagement Nord", "Regionalmanagement")], "")
    button = next(b for b in shell.sidebar.findChildren(PlaceButton))
    width = button.fontMetrics().horizontalAdvance("Regionalmanagement") * 5 // 4
    assert button.break_name(width) == ("Regionalmanagement", "Nord")
    assert button.break_name(width * 2) == ("Regionalmanagement Nord", "")
    assert button.break_name(10) == ("Regionalmanagement Nord", "")
