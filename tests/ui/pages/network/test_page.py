"""The way back in the region's window: work list, news, preview, writing; and remarks on any record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Announcement, Delivery, DeliveryKind, Remark, RemarkKind
from klikks_desktop.services.exchange import delivery, enrolment, importing
from klikks_desktop.services.exchange.receipts import post_folder
from klikks_desktop.services.region.announcements import announcements
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.announcement import AnnouncementDialog
from klikks_desktop.ui.dialogs.remark import AnswerDialog, RemarkDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.network import NetworkPage
from klikks_desktop.ui.pages.network.page import NETWORK, NEWS, PREVIEW, WORK
from klikks_desktop.ui.pages.network.work_part import DONE, HERE, OPEN
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.remark_list import MOST, RemarkList


def fill(**fields: object) -> Callable[[QDialog], None]:
    """Type into a dialog and press its verb."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, RemarkDialog | AnswerDialog | AnnouncementDialog)
        for name, value in fields.items():
            dialog.fields[name].set_value(value if isinstance(value, bool) else str(value))
        dialog.verb.click()

    return act


@pytest.fixture
def paired(town: Workspace, region: Workspace, tmp_path: Path) -> Workspace:
    """The region, with the town's report taken."""
    file, reply = tmp_path / "i.json", tmp_path / "a.klikks"
    enrolment.create_enrolment_file(region, file)
    at_town = enrolment.accept_enrolment_file(town, file, reply)
    at_region = enrolment.read_answer(region, reply)
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)
    importing.import_files(region, [delivery.export_sync_file(town, tmp_path / "b.klikks").path])
    return region


@pytest.fixture
def key(town: Workspace) -> str:
    return town.own_place().key


@pytest.fixture
def asked(paired: Workspace, town: Workspace, key: str) -> Remark:
    """What the town asked for, as its report brings it."""
    made = Remark(
        id=uuid4(), source=town.keys.installation, place_key=key, kind=RemarkKind.SUPPORT,
        text="Wer hilft bei der Kita?", made_on=town.today, shared=True,
    )  # fmt: skip
    with paired.store.write("x", undoable=False) as unit:
        unit.add(made)
    return made


@pytest.fixture
def page(region_window: MainWindow, paired: Workspace) -> NetworkPage:
    region_window.shell.show_page("network")
    page = region_window.shell.page("network")
    assert isinstance(page, NetworkPage)
    page.reload()
    return page


def items(page: NetworkPage) -> list[str]:
    model = page.work.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def press(remarks: RemarkList, name: str) -> None:
    (button,) = (each for item in remarks.items for each in item.buttons if each.accessibleName() == name)
    button.click()


def test_a_request_is_answered_and_settled(page: NetworkPage, paired: Workspace, asked: Remark) -> None:
    page.reload()
    assert page.tabs.row.tabText(WORK) == "Arbeitsliste (1)"
    assert page.work.place.text() == "Stadt Auenbrück"
    when_shown(QDialog, fill(text="Wir kommen vorbei."))
    press(page.work.remarks, "Antworten: Wer hilft bei der Kita?")
    assert page.tabs.row.tabText(WORK) == "Arbeitsliste", "the next step is the town's"
    press(page.work.remarks, "Erledigt: Wer hilft bei der Kita?")
    with paired.store.read() as reader:
        own = reader.find(Remark, source=None)
        assert reader.get(Remark, asked.id) == asked, "the town's row is never edited"
    assert {each.text for each in own} == {"Wir kommen vorbei.", "Erledigt."}
    assert all(each.shared for each in own)


def test_the_list_is_searched_and_filtered(
    page: NetworkPage, paired: Workspace, asked: Remark, key: str
) -> None:
    task = add_remark(paired, place_key=key, kind=RemarkKind.TASK, text="Foto schicken")
    add_remark(paired, place_key=key, kind=RemarkKind.FEEDBACK, text="Gut gemacht")
    add_remark(paired, place_key=key, kind=RemarkKind.NOTE, text="nur hier")
    page.reload()
    assert items(page) == ["Wer hilft bei der Kita?", "Foto schicken", "Gut gemacht"]
    for state, shown in ((HERE, "Wer hilft bei der Kita?"), (OPEN, "Foto schicken"), (DONE, "Gut gemacht")):
        page.work.filter.choose(state)
        assert items(page) == [shown]
    page.work.filter.choose("all")
    page.work.search.setText("foto")
    assert items(page) == ["Foto schicken"]
    page.work.search.clear()
    page.open_record(task.id)
    assert page.work.table.selected_key() == task.id


def test_news_are_written_changed_and_deleted(page: NetworkPage, paired: Workspace) -> None:
    today = paired.today
    when_shown(QDialog, fill(title="Anmeldung", due_on=format_short(today + timedelta(days=9))))
    page.begin_new()
    assert page.tabs.current == NEWS
    row = page.news.table.model.row(0)
    assert (row.cell(0).text, row.cell(3).text) == ("Anmeldung", "geht mit")
    page.news.table.select(row.key)
    when_shown(
        QDialog,
        fill(title="Anmeldung zum Programm", due_on="", until=format_short(today - timedelta(days=1))),
    )
    page.news.change.click()
    assert page.news.table.model.row(0).cell(3).text == "abgelaufen"

    def delete(dialog: QDialog) -> None:
        assert isinstance(dialog, AnnouncementDialog)
        dialog.delete.click()

    when_shown(QDialog, delete)
    page.news.change.click()
    assert page.news.table.model.rowCount() == 0
    assert "Strg+Z" in page.told.accessibleName()
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert page.news.table.model.rowCount() == 1


def test_wrong_news_are_refused_at_their_field(page: NetworkPage, paired: Workspace) -> None:
    said: list[tuple[str, str]] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, AnnouncementDialog)
        for fields in ({"title": ""}, {"title": "A", "due_on": "31.02.2027"}, {
            "due_on": "31.03.2027", "until": "01.03.2027",
        }):  # fmt: skip
            for name, value in fields.items():
                dialog.fields[name].set_value(value)
            dialog.verb.click()
            said.extend((name, field.problem) for name, field in dialog.fields.items() if field.problem)
            QTest.keyClick(dialog.fields[said[-1][0]].input, Qt.Key.Key_1)
            assert not dialog.fields[said[-1][0]].problem, "it spoke of what was there before"
        dialog.reject()

    when_shown(QDialog, act)
    page.begin_new()
    assert [name for name, _ in said] == ["title", "due_on", "until"]
    with paired.store.read() as reader:
        assert reader.count(Announcement) == 0


def test_what_goes_is_shown_and_written(
    *,
    page: NetworkPage,
    paired: Workspace,
    key: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_remark(paired, place_key=key, kind=RemarkKind.TASK, text="Foto schicken")
    add_remark(paired, place_key=key, kind=RemarkKind.NOTE, text="Geheim")
    page.reload()
    page.tabs.choose(PREVIEW)
    row = page.preview.table.model.row(0)
    assert (row.cell(0).text, row.cell(1).text, row.cell(2).text) == ("Stadt Auenbrück", "1", "–")
    shown = " ".join(part.text() for part in page.preview._parts if hasattr(part, "text"))
    assert "Foto schicken" in shown
    assert "Geheim" not in shown
    folder = tmp_path / "raus"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    for button, count in ((page.write, 1), (page.preview.one, 2)):
        button.click()
        qtbot.waitUntil(lambda count=count: len(list(folder.iterdir())) == count, timeout=20_000)
        qtbot.waitUntil(lambda: "1 Rücksendung geschrieben" in page.told.accessibleName(), timeout=20_000)
        page.told.set_text("")
    assert post_folder(paired, Path()) == folder
    with paired.store.read() as reader:
        assert reader.count(Delivery, kind=DeliveryKind.RETURN) == 2
    assert "heute" in page.preview.table.model.row(0).cell(2).text


def test_without_towns_the_first_step_is_offered(region_window: MainWindow) -> None:
    region_window.shell.show_page("network")
    page = region_window.shell.page("network")
    assert isinstance(page, NetworkPage)
    assert page.empty.isVisible()
    assert not page.write.isVisible()
    page.begin_new()
    assert QApplication.activeModalWidget() is None
    page.empty.primary.click()
    assert region_window.shell.current == "exchange"


@pytest.fixture
def remarks(region_window: MainWindow, paired: Workspace, qtbot: QtBot) -> Iterator[RemarkList]:
    """The list as the detail of a record embeds it."""
    made = RemarkList(region_window)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_own_remarks_on_a_record(remarks: RemarkList, paired: Workspace, key: str) -> None:
    project = uuid4()
    changes: list[None] = []
    remarks.changed.connect(lambda: changes.append(None))
    remarks.show_record(key, project, "Neue Lampen")
    assert remarks.nothing.text() == "Noch kein Vermerk."
    when_shown(QDialog, fill(kind=RemarkKind.NOTE.name, text="Anrufen"))
    remarks.write.click()
    when_shown(QDialog, fill(kind=RemarkKind.TASK.name, text="Foto", due_on="01.12.2030", shared=False))
    remarks.write.click()
    with paired.store.read() as reader:
        found = {each.text: each for each in reader.find(Remark)}
    assert {(each.about, each.about_title) for each in found.values()} == {(project, "Neue Lampen")}
    assert not any(each.shared for each in found.values())
    when_shown(QDialog, fill(shared=True))
    press(remarks, "Ändern: Foto")
    with paired.store.read() as reader:
        assert reader.get(Remark, found["Foto"].id).shared
    assert [item.shown.remark.text for item in remarks.items] == ["Foto", "Anrufen"]
    press(remarks, "Löschen: Anrufen")
    assert len(remarks.items) == 1
    assert len(changes) == 4
    remarks.show_record(key, uuid4(), "Anderes")
    assert remarks.items == []
    wanted: list[object] = []
    remarks.record_wanted.connect(wanted.append)
    remarks.show_place(key, "Stadt Auenbrück")
    press(remarks, "Neue Lampen: Foto")
    assert wanted == [project]


def test_a_note_has_nothing_to_tick(remarks: RemarkList, key: str) -> None:
    seen: list[bool] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, RemarkDialog)
        for kind in (RemarkKind.NOTE, RemarkKind.TASK):
            dialog.fields["kind"].input.set_value(kind.name)
            dialog.fields["kind"].edited.emit("kind")
            seen.append(dialog.fields["shared"].isVisible())
        dialog.reject()

    remarks.show_place(key, "Stadt Auenbrück")
    when_shown(QDialog, act)
    remarks.write.click()
    assert seen == [False, True]


def test_a_long_list_says_what_it_leaves_out(remarks: RemarkList, paired: Workspace, key: str) -> None:
    with paired.store.write("x") as unit:
        unit.add(
            *(
                Remark(
                    id=uuid4(), place_key=key, kind=RemarkKind.NOTE, text=str(number), made_on=paired.today
                )
                for number in range(MOST + 3)
            )
        )
    remarks.show_place(key, "Stadt Auenbrück")
    assert len(remarks.items) == MOST
    assert remarks.nothing.text() == "3 weitere sind nicht gezeigt."


@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped_and_everything_has_a_name(
    *,
    page: NetworkPage,
    theme: Theme,
    asked: Remark,
    qtbot: QtBot,
    mode: str,
    scale: int,
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_scale(scale)
    theme.set_mode("dark" if mode == "dark" else "light")
    page.reload()
    for tab in (WORK, NEWS, PREVIEW, NETWORK):
        page.tabs.choose(tab)
        qtbot.wait(10)
        assert find_clipped(page) == []
    assert page.minimumSizeHint().width() <= 1180, "goes sideways in a window of 1366"
    buttons = [button for button in page.findChildren(Button) if button.isVisible()]
    assert len([button for button in buttons if button.kind in ("primary", "big")]) == 1
    page.tabs.choose(WORK)
    page.write.setFocus()
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName(), f"{focused} has no name"
        QTest.keyClick(focused, Qt.Key.Key_Tab)


@pytest.fixture
def from_above(paired: Workspace) -> Announcement:
    """News that the coordinating office sent."""
    made = Announcement(
        id=uuid4(), source=uuid4(), title="Landestagung", text="In Hannover, 10 Uhr.",
        due_on=paired.today + timedelta(days=5), made_on=paired.today,
    )  # fmt: skip
    with paired.store.write("x", undoable=False) as unit:
        unit.add(made)
    return made


def test_news_from_above_are_shown_and_can_be_passed_on(
    region_window: MainWindow, page: NetworkPage, from_above: Announcement
) -> None:
    region_window.go(Target.POST, from_above.id)
    assert region_window.shell.current == "network"
    assert page.tabs.current == NEWS
    table = page.news.table
    assert table.selected_key() == from_above.id
    row = table.model.row(0)
    assert [row.cell(place).text for place in (0, 3)] == ["Landestagung", "vom Programm"]
    assert page.news.pass_on.isVisible()
    assert not page.news.change.isVisible()
    seen: list[str] = []

    def send(dialog: QDialog) -> None:
        assert isinstance(dialog, AnnouncementDialog)
        seen.extend(dialog.text(name) for name in ("title", "text"))
        dialog.verb.click()

    when_shown(QDialog, send)
    page.news.pass_on.click()
    assert seen == ["Landestagung", "In Hannover, 10 Uhr."]
    own = announcements(region_window.workspace)
    assert [(each.title, each.due_on) for each in own] == [("Landestagung", from_above.due_on)]
    assert own[0].id != from_above.id
    assert page.news.table.model.rowCount() == 2
