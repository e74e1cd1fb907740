"""The town's post: what came is shown, answered, ticked off, and leads to its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import (
    Announcement,
    NetworkContact,
    Peer,
    Project,
    Remark,
    RemarkKind,
)
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.region.announcements import save_announcement
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.region.returns import receivers, write_returns
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.post_file import PostDialog
from klikks_desktop.ui.dialogs.remark import AnswerDialog, RemarkDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.post import PostPage
from klikks_desktop.ui.pages.post.page import NETWORK, NEWS, REMARKS
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.pill import Pill
from tests.ui.pages.conftest import open_window


def write(text: str, **fields: str) -> Callable[[QDialog], None]:
    """Type into a dialog and press its verb."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, RemarkDialog | AnswerDialog)
        for name, value in {"text": text, **fields}.items():
            dialog.fields[name].set_value(value)
        dialog.verb.click()

    return act


@pytest.fixture
def project(town: Workspace) -> Project:
    made = Project(id=uuid4(), place_id=town.own_place().id, title="Neue Lampen")
    with town.store.write("x") as unit:
        unit.add(made)
    return made


@pytest.fixture
def filled(town: Workspace, project: Project) -> Workspace:
    """What a return brought: a question on a project, a task, news, a person of another town."""
    office, place, today = uuid4(), town.own_place(), town.today
    shared = {"source": office, "place_key": place.key, "made_on": today, "shared": True}
    rows = [
        Remark(
            id=uuid4(), kind=RemarkKind.QUESTION, text="Wann beginnt es?", about=project.id,
            about_title="Neue Lampen", **shared,
        ),
        Remark(
            id=uuid4(), kind=RemarkKind.TASK, text="Foto schicken", due_on=today + timedelta(days=3), **shared
        ),
        Remark(
            id=uuid4(), kind=RemarkKind.FEEDBACK, text="Gut", about=UUID(int=5), about_title="Weg", **shared
        ),
        Announcement(
            id=uuid4(), source=office, title="Treffen", text="Im Rathaus.", made_on=today,
            due_on=today + timedelta(days=9),
        ),
        NetworkContact(
            id=uuid4(), source=office, name="Mia Muster", place_name="Stadt Celle", topics="Solarenergie"
        ),
    ]  # fmt: skip
    peer = Peer(id=office, role="region", name="Agentur", sign_key="x", age_key="y", upward=True)
    with town.store.write("x", undoable=False) as unit:
        unit.add(peer, *rows)
    return town


@pytest.fixture
def page(window: MainWindow, filled: Workspace) -> PostPage:
    window.changed()
    window.shell.show_page("post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    page.reload()
    return page


def texts(page: PostPage) -> list[str]:
    return [item.shown.remark.text for item in page.remarks.items]


def press(page: PostPage, name: str) -> None:
    """Press the button with this accessible name."""
    (button,) = (each for each in buttons(page) if each.accessibleName() == name)
    button.click()


def buttons(page: PostPage) -> list[Button]:
    """Those that are shown at the remarks."""
    return [button for item in page.remarks.items for button in item.buttons]


def test_what_came_is_new_until_it_is_looked_at(window: MainWindow, filled: Workspace) -> None:
    window.changed()
    button = window.shell.sidebar._buttons["post"]
    assert "4" in button.accessibleName()
    window.shell.show_page("post")
    assert "4" not in button.accessibleName()


def test_everything_is_in_its_tab(page: PostPage) -> None:
    titles = [page.tabs.row.tabText(index) for index in range(4)]
    assert titles == ["Fragen und Aufgaben (2)", "Nachrichten (1)", "Vernetzung (1)", "Quittungen"]
    assert texts(page)[2:] == ["Gut"]
    assert [item.accessibleName() for item in page.news.items] == ["Treffen"]
    assert page.network.table.model.row(0).cell(3).text == "über die Kommune"
    assert page.head.subtitle.text() == "Agentur"


def test_only_a_deadline_that_is_near_is_amber(page: PostPage, town: Workspace) -> None:
    with town.store.write("x", undoable=False) as unit:
        (news,) = unit.find(Announcement)
        for days in (-1, 14, 15, 200):
            due = town.today + timedelta(days=days)
            unit.add(replace(news, id=uuid4(), title=str(days), due_on=due))
    page.reload()
    pills = {item.accessibleName(): item.findChildren(Pill)[0]._state for item in page.news.items}
    assert pills == {"Treffen": "warn", "-1": "past", "14": "warn", "15": "info", "200": "info"}


def test_a_question_is_answered_and_a_task_ticked_off(page: PostPage, town: Workspace) -> None:
    when_shown(QDialog, write("Im Mai"))
    press(page, "Antworten: Wann beginnt es?")
    assert page.tabs.row.tabText(REMARKS) == "Fragen und Aufgaben (1)"
    press(page, "Erledigt: Foto schicken")
    assert page.tabs.row.tabText(REMARKS) == "Fragen und Aufgaben"
    with town.store.read() as reader:
        own = {each.text: each for each in reader.find(Remark, source=None)}
    assert own["Im Mai"].shared
    assert own["Erledigt."].done_on == town.today
    press(page, "Wieder öffnen: Foto schicken")
    assert page.tabs.row.tabText(REMARKS) == "Fragen und Aufgaben (1)"


def test_the_focus_stays_where_one_works(page: PostPage, qtbot: QtBot) -> None:
    """With the keyboard, one after the other; the list is made anew each time."""
    (button,) = (each for each in buttons(page) if each.accessibleName() == "Erledigt: Foto schicken")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused in buttons(page)
    assert focused.accessibleName().endswith(": Foto schicken")


def test_an_empty_answer_is_refused_at_the_field(page: PostPage) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        dialog.verb.click()
        said.append(dialog.fields["text"].problem)
        dialog.reject()

    when_shown(QDialog, act)
    press(page, "Antworten: Wann beginnt es?")
    assert said == ["Es steht kein Text darin."]


def test_support_is_asked_for_on_a_project(page: PostPage, town: Workspace, project: Project) -> None:
    when_shown(QDialog, write("Wer hilft?", about=str(project.id)))
    page.ask.click()
    assert "nächsten Bericht" in page.told.accessibleName()
    with town.store.read() as reader:
        (asked,) = reader.find(Remark, source=None)
    assert (asked.kind, asked.about, asked.about_title) == (RemarkKind.SUPPORT, project.id, "Neue Lampen")
    when_shown(QDialog, write("Wer hilft uns?"))
    press(page, "Ändern: Wer hilft?")
    assert "Wer hilft uns?" in texts(page)
    press(page, "Löschen: Wer hilft uns?")
    assert "Wer hilft uns?" not in texts(page)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert "Wer hilft uns?" in texts(page)


def test_a_remark_leads_to_its_record_or_says_that_it_is_gone(page: PostPage) -> None:
    press(page, "Weg: Gut")
    assert "nicht mehr" in page.told.accessibleName()
    press(page, "Neue Lampen: Wann beginnt es?")
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.shell.current == "projects"
    assert window.shell.page("projects").detail.name == "Neue Lampen"


def test_the_deadlines_lead_here(page: PostPage, window: MainWindow, filled: Workspace) -> None:
    with filled.store.read() as reader:
        news = reader.find(Announcement)[0]
        task = reader.find(Remark, kind=RemarkKind.TASK)[0]
    window.go(Target.POST, news.id)
    assert page.tabs.current == NEWS
    window.go(Target.POST, task.id)
    assert page.tabs.current == REMARKS


def test_the_network_is_searched(page: PostPage, qtbot: QtBot) -> None:
    assert page.search_widget() is None
    page.tabs.choose(NETWORK)
    field = page.search_widget()
    assert field is page.network.search
    for text, count in (("solar", 1), ("celle", 1), ("Windrad", 0)):
        page.network.search.setText(text)
        assert page.network.table.model.rowCount() == count


def test_without_post_the_first_step_is_offered(window: MainWindow) -> None:
    window.shell.show_page("post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    assert page.empty.isVisible()
    assert not page.card.isVisible()
    when_shown(QDialog, write("Hilfe"))
    page.empty.secondary.click()
    assert page.card.isVisible()


def test_while_somebody_else_writes_nothing_can_be_answered(
    filled: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    reading = open_workspace(
        filled.folder, clock=filled.clock, resources=filled.shipped.folder, read_only=True
    )
    window = open_window(qtbot, reading, theme, "post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    names = [button.accessibleName() for button in buttons(page)]
    assert sorted(names) == ["Neue Lampen: Wann beginnt es?", "Weg: Gut"]
    assert not page.ask.isEnabled()
    window.close()
    reading.close()


def test_a_dropped_return_is_shown_first_and_then_taken(
    *, window: MainWindow, town: Workspace, region: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    invitation = enrolment.create_enrolment_file(region, tmp_path / "i.json")
    at_town = enrolment.accept_enrolment_file(town, invitation, tmp_path / "a.klikks")
    at_region = enrolment.read_answer(region, tmp_path / "a.klikks")
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)
    save_announcement(region, title="Anmeldung")
    add_remark(region, place_key=town.own_place().key, kind=RemarkKind.TASK, text="Foto")
    (file,) = write_returns(region, [peer.id for peer in receivers(region)], tmp_path / "post")
    window.shell.show_page("post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    shown: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PostDialog)
        shown.append(dialog.windowTitle())
        dialog.take.click()

    when_shown(QDialog, look)
    page.take_files([file])
    assert page.told.accessibleName() == "Rücksendung übernommen: 2 Einträge neu."
    when_shown(QDialog, lambda dialog: dialog.reject())
    page.take_files([file])
    assert texts(page) == ["Foto"]
    assert shown == ["Rücksendung"]


@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped_and_everything_has_a_name(
    *,
    page: PostPage,
    theme: Theme,
    qtbot: QtBot,
    mode: str,
    scale: int,
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_scale(scale)
    theme.set_mode("dark" if mode == "dark" else "light")
    for tab in range(4):
        page.tabs.choose(tab)
        qtbot.wait(10)
        assert find_clipped(page) == []
    page.tabs.choose(REMARKS)
    page.open.setFocus()
    met: list[str] = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName(), f"{focused} has no name"
        met.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert met.index("Datei öffnen …") < met.index("Post") < met.index("Erledigt: Foto schicken")
