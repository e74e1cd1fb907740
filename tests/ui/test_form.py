from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.problems import Problem
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection
from klikks_desktop.ui.widgets.record_parts import FormFoot

TITLES = [("f", "Klimaschutzpatin"), ("m", "Klimaschutzpate")]
PLACES = [("k", "Kernstadt"), ("h", "Harber")]


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> FormView:
    made = FormView(
        theme,
        [
            FormSection(
                "Person",
                "person",
                [
                    FieldSpec("title", "Bezeichnung", "segments", choices=TITLES),
                    (FieldSpec("first", "Vorname"), FieldSpec("last", "Nachname", help="Wie im Ausweis.")),
                    FieldSpec("phone", "Telefon", optional=True),
                ],
            ),
            FormSection(
                "Ernennung",
                "certificate",
                [
                    FieldSpec("area", "Wirkungsbereich", "choice", choices=PLACES),
                    (FieldSpec("start", "Im Amt ab", "date"), FieldSpec("end", "bis", "date")),
                    FieldSpec("passed_on", "Name weitergeben", "check", proof="schriftlich"),
                    FieldSpec("note", "Bemerkung", "text"),
                    FieldSpec("number", "Nummer", "readonly", width=40),
                ],
            ),
        ],
    )
    qtbot.addWidget(made)
    made.resize(theme.px(122), theme.px(90))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_values_go_in_and_come_out_without_a_word(qtbot: QtBot, form: FormView) -> None:
    values = {
        "title": "m",
        "first": "Žanis",
        "last": "Ķauliņš",
        "phone": "",
        "area": "h",
        "start": "10.12.2026",
        "end": "kein Datum",
        "passed_on": True,
        "note": "zwei\nZeilen",
        "number": "KSP-03358021-2026-008",
    }
    with qtbot.assertNotEmitted(form.field_left), qtbot.assertNotEmitted(form.field_edited):
        form.set_values(values)
    assert form.values() == values


def test_a_field_tells_once_when_it_is_left_with_another_value(qtbot: QtBot, form: FormView) -> None:
    form.set_values({"last": "Yıldırım"})
    left: list[str] = []
    form.field_left.connect(left.append)
    field = form.field("last").input
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert left == []
    field.setFocus()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert left == ["last"]


@pytest.mark.parametrize(
    ("name", "key"), [("passed_on", Qt.Key.Key_Space), ("area", Qt.Key.Key_Down), ("title", Qt.Key.Key_Space)]
)
def test_choices_tell_as_soon_as_they_are_made(qtbot: QtBot, form: FormView, name: str, key: Qt.Key) -> None:
    widget: QWidget = form.field(name).input
    widget = widget.focusProxy() or widget
    widget.setFocus()
    with qtbot.waitSignal(form.field_left) as told:
        qtbot.keyClick(widget, key)
    assert told.args == [name]


def test_a_problem_takes_the_place_of_the_help(form: FormView) -> None:
    field = form.field("last")
    assert "Wie im Ausweis." in texts(field)
    form.show_problems([Problem("last", "Das Zeichen „€“ kommt in Namen nicht vor.")])
    assert "Wie im Ausweis." not in texts(field)
    assert "Das Zeichen „€“ kommt in Namen nicht vor." in texts(field)
    assert field.input.accessibleDescription() == "Das Zeichen „€“ kommt in Namen nicht vor."
    form.show_problems([])
    assert field.input.accessibleDescription() == "Wie im Ausweis."


def test_a_problem_of_the_whole_record_stands_above(form: FormView) -> None:
    form.show_problems([Problem("", "Diese Person gibt es schon.")])
    assert "Diese Person gibt es schon." in texts(form)
    assert form.problem_count() == 0


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def test_every_field_has_name_and_buddy(form: FormView) -> None:
    for name in form.values():
        field = form.field(name)
        assert field.input.accessibleName() == field.spec.label
        if field.spec.kind != "check":
            buddies = [
                label.buddy() for label in field.findChildren(QLabel) if label.text() == field.spec.label
            ]
            assert buddies == [field.input]


def test_tab_walks_in_reading_order(qtbot: QtBot, form: FormView) -> None:
    form.set_values({"title": "f"})
    form.field("title").input.focusProxy().setFocus()
    walked = []
    for _ in range(10):
        widget = QApplication.focusWidget()
        walked.append(widget.objectName() or "title")
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert walked == list(form.values())


def test_the_field_and_its_problem_scroll_into_view(qtbot: QtBot, form: FormView) -> None:
    form.resize(form.width(), form.theme.px(45))
    form.show_problems([Problem("number", "Diese Nummer ist schon vergeben, seit dem 3. März 2026.")])
    form.go_to_problem()
    field = form.field("number")
    box = QRect(field.mapTo(form.viewport(), QPoint(0, 0)), field.size())
    assert form.viewport().rect().contains(box)
    assert field.input.hasFocus()
    form.go_to("first")
    assert form.field("first").input.hasFocus()


def test_pairs_stand_below_each_other_when_narrow(form: FormView) -> None:
    first, last = form.field("first"), form.field("last")
    assert first.y() == last.y()
    form.resize(form.theme.px(55), form.height())
    form.widget().layout().activate()
    assert first.x() == last.x()


def test_read_only_lets_nothing_be_changed(form: FormView) -> None:
    form.set_read_only(True)
    assert form.field("last").input.isReadOnly()
    assert not form.field("area").input.isEnabled()
    form.set_read_only(False)
    assert not form.field("last").input.isReadOnly()
    assert form.field("number").input.isReadOnly()


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(form: FormView, find_clipped: Callable[[QWidget], list[str]], scale: int) -> None:
    form.theme.set_scale(scale)
    form.show_problems(
        [Problem("end", "Das Ende liegt vor dem Beginn (10.12.2026), bitte prüfen Sie beide.")]
    )
    form.resize(form.theme.px(122), form.theme.px(90))
    QApplication.processEvents()
    assert find_clipped(form) == []


def test_the_foot_leads_to_the_open_point(qtbot: QtBot, theme: Theme) -> None:
    foot = FormFoot(theme, Button(theme, "Ernennen", "primary"))
    qtbot.addWidget(foot)
    foot.show()
    foot.show_open(2)
    assert foot.main is not None
    assert not foot.main.isEnabled()
    button = next(b for b in foot.findChildren(Button) if b.text() == "2 Angaben prüfen")
    with qtbot.waitSignal(foot.wants_problem):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    foot.show_open(0)
    assert foot.main.isEnabled()
    assert not button.isVisible()
