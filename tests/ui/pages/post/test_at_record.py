"""What the regional management asks about a record is told there, with the way to the answer."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from klikks_desktop.domain.records import Patron, Potential, Project, Record, Remark, RemarkKind
from klikks_desktop.services.region.remarks import add_remark, answer, asked, set_done
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.post import PostPage
from klikks_desktop.ui.pages.post.page import NETWORK, REMARKS
from klikks_desktop.ui.pages.settings.page import SettingsPage
from klikks_desktop.ui.pages.settings.place_section import PlaceSection
from klikks_desktop.ui.records.asked_bar import AskedBar
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from tests.ui.pages.conftest import open_window

KINDS = [
    (Target.PROJECT, "projects", Project),
    (Target.POTENTIAL, "potentials", Potential),
    (Target.PATRON, "patrons", Patron),
]


def say(
    town: Workspace, text: str, about: UUID | None, kind: RemarkKind = RemarkKind.QUESTION, place: str = ""
) -> Remark:
    """What a return brings."""
    remark = Remark(
        id=uuid4(),
        source=uuid4(),
        place_key=place or town.own_place().key,
        kind=kind,
        about=about,
        text=text,
        made_on=town.today,
        shared=True,
    )
    with town.store.write("x", undoable=False) as unit:
        unit.add(remark)
    return remark


def first(town: Workspace, kind: type[Record]) -> UUID:
    with town.store.read() as reader:
        return reader.fields(kind, ("id",), source=None)[0][0]


def second(town: Workspace, kind: type[Record]) -> UUID:
    with town.store.read() as reader:
        return reader.fields(kind, ("id",), source=None)[1][0]


@pytest.fixture
def window(qtbot: QtBot, works: Workspace, theme: Theme) -> MainWindow:
    return open_window(qtbot, works, theme, "overview")


def bar_at(window: MainWindow, target: Target, page: str, record: UUID) -> AskedBar:
    window.changed()
    window.go(target, record)
    shown = window.shell.page(page)
    assert isinstance(shown, RecordPage)
    assert shown.detail.record == record
    return shown.detail.asked


@pytest.mark.parametrize(("target", "page", "kind"), KINDS)
def test_a_question_stands_at_its_record_and_leads_to_the_answer(
    works: Workspace, window: MainWindow, target: Target, page: str, kind: type[Record]
) -> None:
    say(works, "Etwas anderes", None)
    record = first(works, kind)
    question = say(works, "Wann beginnt es?\nUnd womit?", record)
    assert not bar_at(window, target, page, second(works, kind)).isVisible()
    bar = bar_at(window, target, page, record)
    assert bar.isVisible()
    assert bar.accessibleName() == "Frage vom Regionalmanagement: Wann beginnt es?"
    bar.findChildren(Button)[0].click()
    assert window.shell.current == "post"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Antworten: Wann beginnt es?"
    answer(works, question.id, "Im Mai")
    assert not bar_at(window, target, page, record).isVisible()


def test_a_question_about_the_municipality_stands_at_its_master_data(
    works: Workspace, window: MainWindow
) -> None:
    say(works, "Stimmt die Anschrift noch?", None)
    say(works, "Zum Projekt", first(works, Project))
    say(works, "Für einen anderen Ort", None, place="03351006")
    window.changed()
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    section = page.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    assert section.asked.accessibleName() == "Frage vom Regionalmanagement: Stimmt die Anschrift noch?"
    assert section.asked.isVisible()
    section.asked.findChildren(Button)[0].click()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Antworten: Stimmt die Anschrift noch?"


def test_several_are_counted_and_settled_ones_are_not(works: Workspace, window: MainWindow) -> None:
    record = first(works, Project)
    done = say(works, "Foto schicken", record, RemarkKind.TASK)
    say(works, "Wann?", record)
    say(works, "Wo?", record)
    say(works, "Gut gemacht", record, RemarkKind.FEEDBACK)
    set_done(works, done.id)
    bar = bar_at(window, Target.PROJECT, "projects", record)
    assert bar.accessibleName() == "2 Fragen und 1 Rückmeldung vom Regionalmanagement"


def test_an_own_request_is_not_told_as_the_regions(works: Workspace, window: MainWindow) -> None:
    record = first(works, Project)
    key = works.own_place().key
    add_remark(works, place_key=key, kind=RemarkKind.SUPPORT, text="Hilfe", about=record)
    assert not bar_at(window, Target.PROJECT, "projects", record).isVisible()


def test_the_remark_is_in_sight_below_many_others(works: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    for at in range(30):
        say(works, f"Frage {at}\nmit\nvielen\nZeilen", None)
    with works.store.read() as reader:
        last = min(reader.find(Remark), key=lambda each: each.id)
    window.changed()
    window.shell.show_page("post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    page.tabs.choose(NETWORK)
    window.go(Target.POST, last.id)
    assert page.tabs.current == REMARKS
    item = next(each for each in page.remarks.items if each.shown.remark.id == last.id)
    qtbot.waitUntil(lambda: not item.visibleRegion().isEmpty())


def test_a_record_without_remarks_costs_one_question_of_the_database(works: Workspace) -> None:
    place, record = works.own_place(), first(works, Project)
    for at in range(5):
        say(works, f"Frage {at}", uuid4())
    said: list[str] = []
    with works.store.read() as reader:
        engine = reader.connection.engine
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    assert asked(works, place.key, record) == []
    assert len([each for each in said if "remark" in each]) == 1
