from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_field import CheckField
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.date_field import DateField
from klikks_desktop.ui.widgets.inputs import LineField, SearchField, TextField
from klikks_desktop.ui.widgets.segments import SegmentedChoice
from klikks_desktop.ui.widgets.suggest_field import SuggestField

TITLES = [("f", "Klimaschutzpatin"), ("m", "Klimaschutzpate"), ("d", "Klimaschutzpat:in")]


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_button_is_pressed_by_keys(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = Button(theme, "&Urkunde drucken", "primary", "print")
    show(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    assert button.accessibleName() == "Urkunde drucken"
    assert role(button) == QAccessible.Role.Button


def test_disabled_button_cannot_be_pressed(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Ernennen", "primary", "check")
    show(qtbot, button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.grab().toImage().pixelColor(6, 6) == theme.colour("neutralSoft")


def test_icon_button_is_named(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "", "quiet", "history", name="Verlauf")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Verlauf"
    assert button.sizeHint().width() == button.sizeHint().height()


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "big", "big-secondary"])
def test_button_has_room_for_its_text(qtbot: QtBot, theme: Theme, kind: str, scale: int) -> None:
    button = Button(theme, "Neue Patin, neuer Pate", kind, "add")  # type: ignore[arg-type]  # parametrised
    qtbot.addWidget(button)
    theme.set_scale(scale)
    font = theme.font("strong")
    needed = QFontMetrics(font).horizontalAdvance("Neue Patin, neuer Pate")
    assert button.sizeHint().width() >= needed + theme.px(5)
    assert button.sizeHint().height() >= QFontMetrics(font).height()


def test_segments_choose_by_arrow_keys_and_tell_once(qtbot: QtBot, theme: Theme) -> None:
    choice = SegmentedChoice(theme, TITLES, "Bezeichnung auf der Urkunde")
    show(qtbot, choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.set_value("m")
    assert choice.value() == "m"
    assert told == []
    choice.setFocus()
    choice.set_value("f")
    first = choice.focusProxy()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert choice.value() == "m"
    assert told == ["m"]
    choice.set_value("unbekannt")
    assert choice.value() == ""


def test_an_arrow_key_chooses_where_nothing_is_chosen_yet(qtbot: QtBot, theme: Theme) -> None:
    choice = SegmentedChoice(theme, TITLES, "Bezeichnung auf der Urkunde")
    show(qtbot, choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.setFocus()
    qtbot.keyClick(choice.focusProxy(), Qt.Key.Key_Right)
    assert choice.value() == "m"
    assert told == ["m"]
    qtbot.keyClick(choice.focusWidget(), Qt.Key.Key_Up)
    assert choice.value() == "f"
    qtbot.keyClick(choice.focusWidget(), Qt.Key.Key_Left)
    assert choice.value() == TITLES[-1][0], "the last follows the first, as in every radio group"


def test_segments_wrap_instead_of_clipping(qtbot: QtBot, theme: Theme) -> None:
    choice = SegmentedChoice(theme, TITLES, "Bezeichnung", stretch=True)
    qtbot.addWidget(choice)
    wide = choice.sizeHint().width()
    assert choice.heightForWidth(wide) == theme.height("control")
    assert choice.heightForWidth(wide // 2) > 2 * theme.height("control")


def test_choice_keeps_its_value_when_choices_change(qtbot: QtBot, theme: Theme) -> None:
    choice = ChoiceField(theme, [("k", "Kernstadt"), ("h", "Harber")], "Wirkungsbereich")
    qtbot.addWidget(choice)
    choice.set_value("h")
    choice.set_choices([("a", "Ahlften"), ("h", "Harber")])
    assert choice.value() == "h"
    choice.set_choices([("a", "Ahlften")])
    assert choice.value() == ""


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot, theme: Theme) -> None:
    choice = ChoiceField(theme, [("k", "Kernstadt"), ("h", "Harber")], "Wirkungsbereich")
    show(qtbot, choice)
    choice.set_value("k")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turn)
    assert choice.value() == "k"
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.value() == "h"


@pytest.mark.parametrize(
    ("typed", "shown"), [("3.3.26", "03.03.2026"), ("2026-11-22", "22.11.2026"), ("30.02.2026", "30.02.2026")]
)
def test_date_is_completed_when_left_and_kept_when_wrong(
    qtbot: QtBot, theme: Theme, typed: str, shown: str
) -> None:
    field = DateField(theme, "bis")
    show(qtbot, field)
    qtbot.keyClicks(field, typed)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == shown


def test_calendar_opens_by_key_and_gives_its_day(qtbot: QtBot, theme: Theme) -> None:
    field = DateField(theme, "bis")
    show(qtbot, field)
    field.set_value("10.12.2026")
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    assert calendar.selectedDate().toString("dd.MM.yyyy") == "10.12.2026"
    with qtbot.waitSignal(field.left):
        calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert field.value() == "11.12.2026"


def test_search_is_emptied_by_escape_and_leads_down(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Name oder Ort suchen")
    show(qtbot, field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "ay")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["a", "ay", ""]
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_check_field_wraps_and_carries_its_proof(qtbot: QtBot, theme: Theme) -> None:
    field = CheckField(theme, "Name an das Regionalmanagement weitergeben", "schriftlich, 19.11.2026")
    show(qtbot, field)
    assert field.accessibleDescription() == "schriftlich, 19.11.2026"
    assert role(field) == QAccessible.Role.CheckBox
    assert field.heightForWidth(theme.px(40)) > field.heightForWidth(theme.px(200))
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.value() is True


def test_text_field_tells_when_left_and_lets_tab_out(qtbot: QtBot, theme: Theme) -> None:
    ground = QWidget()
    text, line = TextField(theme, "Bemerkung"), LineField(theme, "Telefon")
    text.setParent(ground)
    line.setParent(ground)
    line.move(0, 200)
    show(qtbot, ground)
    text.setFocus()
    qtbot.keyClicks(text, "ab")
    with qtbot.waitSignal(text.left):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.value() == "ab"
    assert QApplication.focusWidget() is line


def test_problem_edge_is_red_and_two_pixels(qtbot: QtBot, theme: Theme) -> None:
    field = LineField(theme, "Nachname")
    field.resize(200, theme.height("control"))
    show(qtbot, field)
    field.set_problem(True)
    image = field.grab().toImage()
    assert image.pixelColor(1, field.height() // 2) == theme.colour("error")
    field.set_problem(False)
    assert field.grab().toImage().pixelColor(1, field.height() // 2) != theme.colour("error")


def test_the_button_in_a_field_says_whose_it_is(qtbot: QtBot, theme: Theme) -> None:
    for made in (DateField(theme, "Fällig am"), SuggestField(theme, ["Landrat"], "Amtsbezeichnung")):
        qtbot.addWidget(made)
        assert made.findChild(Button).accessibleName().endswith(f": {made.accessibleName()}")
