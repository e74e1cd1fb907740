from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.record_form import RecordFormView, RecordSection, spec_of
from klikks_desktop.ui.widgets.segments import SegmentedChoice

FEW = {"a": "Eins", "b": "Zwei"}
FIELDS = [
    Field(name="title", title="Titel", required=True),
    Field(name="note", title="Bemerkung", kind=FieldKind.TEXT),
    Field(name="planned", title="Kosten geplant", kind=FieldKind.EUROS, minimum=Decimal(0)),
    Field(name="area", title="Fläche", kind=FieldKind.NUMBER, unit="m²"),
    Field(name="share", title="Anteil", kind=FieldKind.SHARE),
    Field(name="on", title="Datum", kind=FieldKind.DATE),
    Field(
        name="few", title="Wenige", kind=FieldKind.CHOICE, required=True, choices={"a": "Eins", "b": "Zwei"}
    ),
    Field(name="many", title="Viele", kind=FieldKind.CHOICE, choices={str(n): f"Wahl {n}" for n in range(6)}),
    Field(name="house", title="Gebäude", kind=FieldKind.REFERENCE),
    Field(name="done", title="Erledigt", kind=FieldKind.CHECK),
]
EMPTY = dict.fromkeys((each.name for each in FIELDS), "")


@dataclass
class Data:
    texts: dict[str, str] = field(default_factory=lambda: dict(EMPTY))
    problems: list[Problem] = field(default_factory=list)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> RecordFormView:
    made = RecordFormView(theme, FIELDS)
    qtbot.addWidget(made)
    made.resize(theme.px(122), theme.px(160))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def type_into(qtbot: QtBot, view: RecordFormView, name: str, text: str) -> None:
    view.go_to(name)
    widget = QApplication.focusWidget()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text)


def test_each_kind_of_field_has_its_input_and_its_unit_in_the_label() -> None:
    specs = {each.name: spec_of(each) for each in FIELDS}
    kinds = {name: spec.kind for name, spec in specs.items()}
    assert kinds == {
        "title": "line",
        "note": "text",
        "planned": "line",
        "area": "line",
        "share": "line",
        "on": "date",
        "few": "segments",
        "many": "choice",
        "house": "choice",
        "done": "check",
    }
    assert specs["planned"].label == "Kosten geplant (EUR)"
    assert specs["area"].label == "Fläche (m²)"
    assert specs["share"].label == "Anteil (%)"
    assert specs["title"].optional is False
    assert specs["note"].optional is True


def test_texts_go_in_and_come_out(view: RecordFormView) -> None:
    texts = EMPTY | {"title": "Neue Lampen", "planned": "1.200,00", "few": "b", "many": "4", "done": "ja"}
    view.load(Data(texts))
    assert view.texts() == texts
    assert view.typed() == {}


def test_a_field_that_is_left_tells_what_was_typed(view: RecordFormView, qtbot: QtBot) -> None:
    view.load(Data(EMPTY | {"title": "Alt"}))
    told: list[dict[str, str]] = []
    view.left.connect(told.append)
    type_into(qtbot, view, "title", "Neu")
    assert told == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert told == [{"title": "Neu"}]


def test_a_refresh_keeps_what_is_typed_and_not_saved(view: RecordFormView, qtbot: QtBot) -> None:
    view.load(Data(EMPTY | {"title": "Alt"}))
    type_into(qtbot, view, "planned", "viel")
    view.refresh(Data(EMPTY | {"title": "Von anderswo"}))
    assert view.texts()["title"] == "Von anderswo"
    assert view.typed() == {"planned": "viel"}
    view.refresh(Data(EMPTY | {"planned": "viel"}), saved={"planned"})
    assert view.typed() == {}


def test_a_fresh_record_is_not_reproached_before_it_is_filled(view: RecordFormView, qtbot: QtBot) -> None:
    empty = Data(problems=[Problem("title", "Bitte „Titel“ ausfüllen."), Problem("on", "Kein Datum.")])
    view.load(empty, fresh=True)
    assert view.form.problem_count() == 0
    assert view.problem_count() == 2
    type_into(qtbot, view, "on", "morgen")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    view.refresh(Data(EMPTY | {"on": "morgen"}, empty.problems), saved={"on"})
    assert [name for name in EMPTY if view.form.field(name).problem] == ["on"]
    view.go_to_problem()
    assert view.form.problem_count() == 2
    assert QApplication.focusWidget() is view.form.field("title").input


def test_a_problem_of_the_whole_record_stands_above(view: RecordFormView) -> None:
    view.load(Data(problems=[Problem("", "Ende vor Beginn.")]))
    assert view.problem_count() == 1


def test_references_are_offered_from_outside_before_or_after_the_record(view: RecordFormView) -> None:
    view.load(Data(EMPTY | {"house": "2"}))
    view.offer("house", [("1", "Rathaus"), ("2", "Schule")])
    chooser = view.form.field("house").input
    assert isinstance(chooser, ChoiceField)
    assert chooser.currentText() == "Schule"
    assert chooser.itemText(0) == "keine Angabe"
    assert view.typed() == {}
    with pytest.raises(TypeError):
        view.offer("title", [])


def test_nothing_can_be_changed_when_it_is_read_only(view: RecordFormView, qtbot: QtBot) -> None:
    view.load(Data(EMPTY | {"title": "Fest"}))
    view.set_read_only(True)
    type_into(qtbot, view, "title", "Los")
    assert view.typed() == {}
    segments = view.form.field("few").input
    assert isinstance(segments, SegmentedChoice)
    assert not segments.isEnabled()
    view.set_read_only(False)
    type_into(qtbot, view, "title", "Los")
    assert view.typed() == {"title": "Los"}


def test_a_section_is_hidden_with_all_that_belongs_to_it(qtbot: QtBot, theme: Theme) -> None:
    sections = [
        RecordSection("Was", "project", ["title"]),
        RecordSection("Kosten", "euro", [("planned", "area")], note="Brutto."),
    ]
    made = RecordFormView(theme, FIELDS, sections)
    qtbot.addWidget(made)
    made.show()
    assert set(made.texts()) == {"title", "planned", "area"}
    made.form.show_section(1, False)
    assert not made.form.field("planned").isVisible()
    made.form.show_section(1, True)
    assert made.form.field("planned").isVisible()
