"""Two windows on one database: what both typed is asked, what one typed stays, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.conflict import Conflict, Difference
from klikks_desktop.domain.energy.cells import CellChange
from klikks_desktop.domain.records import Patron, Place, Remark, Role
from klikks_desktop.services.energy import buildings, consumption
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.projects import attachments, projects
from klikks_desktop.services.savings.target_path import save_target_points, target_points
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace
from klikks_desktop.ui.dialogs.conflict import MINE, THEIRS, ConflictDialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.remark import RemarkDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.buildings.detail import CONSUMPTION
from klikks_desktop.ui.pages.overview.target_dialog import TargetDialog
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"
ERIKA = {"address": "Frau", "given_name": "Erika", "family_name": "Muster", "begins_on": "1.1.2026"}


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def pair(postgres: Any, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two colleagues of one town hall."""
    given: dict[str, Any] = {"clock": clock, "resources": RESOURCES, "server": postgres.database()}
    with closing(create_workspace(tmp_path / "anna", role=Role.MUNICIPALITY, name="Stadt", **given)) as anna:
        place = places.describe_place(anna.shipped, anna.new_id(), "03358021").place
        places.add_place(anna, place)
        patrons.add_patron(anna, place.id, {**ERIKA, "email": "erika@example.org"})
        (tmp_path / "berta").mkdir()
        shutil.copy(tmp_path / "anna" / "keys.json", tmp_path / "berta")
        with closing(open_workspace(tmp_path / "berta", **given)) as berta:
            yield anna, berta


def stored(workspace: Workspace) -> Patron:
    with workspace.store.read() as reader:
        return reader.find(Patron)[0]


def answering(act: Callable[[ConflictDialog], object]) -> None:
    """Do this in the dialog that comes next."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConflictDialog)
        act(dialog)

    QTimer.singleShot(0, answer)


@pytest.fixture
def page(pair: tuple[Workspace, Workspace], theme: Theme, qtbot: QtBot) -> Iterator[Any]:
    """Anna's window with Erika in sight."""
    window = MainWindow(pair[0], theme, "patrons")
    qtbot.addWidget(window)
    window.resize(1366, 697)
    window.show()
    page: Any = window.shell.page("patrons")
    page.open_record(stored(pair[0]).id)
    yield page
    window.close()


def type_email(page: Any, text: str) -> None:
    page.detail.view.form.field("email").set_value(text)
    page.detail.settle()


def test_the_choice_of_a_person_is_stored(pair: tuple[Workspace, Workspace], page: Any) -> None:
    anna, berta = pair
    patrons.save_texts(berta, stored(berta).id, {"email": "berta@example.org", "phone": "05191 1"})
    answering(lambda dialog: dialog.take.click())
    type_email(page, "anna@example.org")
    assert (stored(anna).email, stored(anna).phone) == ("anna@example.org", "05191 1")
    patrons.save_texts(berta, stored(berta).id, {"email": "noch.einmal@example.org"})
    answering(lambda dialog: (dialog.all_theirs.click(), dialog.take.click()))
    type_email(page, "anna.neu@example.org")
    assert stored(anna).email == "noch.einmal@example.org"
    assert page.detail.view.form.field("email").input.value() == "noch.einmal@example.org"


def test_who_wants_to_think_keeps_what_was_typed(pair: tuple[Workspace, Workspace], page: Any) -> None:
    anna, berta = pair
    patrons.save_texts(berta, stored(berta).id, {"email": "berta@example.org"})
    answering(lambda dialog: dialog.later.click())
    type_email(page, "anna@example.org")
    assert stored(anna).email == "berta@example.org"
    assert page.detail.view.form.field("email").input.value() == "anna@example.org"
    # Reading again does not forget what it was typed over.
    page.reload()
    answering(lambda dialog: dialog.take.click())
    page.detail.settle()
    assert stored(anna).email == "anna@example.org"


def test_what_only_the_other_changed_stays_without_asking(
    pair: tuple[Workspace, Workspace], page: Any
) -> None:
    anna, berta = pair
    patrons.save_texts(berta, stored(berta).id, {"phone": "05191 1"})
    type_email(page, "anna@example.org")
    assert (stored(anna).email, stored(anna).phone) == ("anna@example.org", "05191 1")
    assert page.detail.view.form.field("phone").input.value() == "05191 1"


def test_f5_shows_what_others_did(pair: tuple[Workspace, Workspace], page: Any) -> None:
    _, berta = pair
    patrons.save_texts(berta, stored(berta).id, {"phone": "05191 1"})
    keys = page.window().findChildren(QShortcut)
    next(each for each in keys if each.key() == QKeySequence("F5")).activated.emit()
    assert page.detail.view.form.field("phone").input.value() == "05191 1"


@pytest.fixture
def open_page(pair: tuple[Workspace, Workspace], theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., Any]]:
    """Shows a record on a page of Anna's window."""
    windows: list[MainWindow] = []

    def show(key: str, record: UUID) -> Any:
        window = MainWindow(pair[0], theme, key)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 697)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        page: Any = window.shell.page(key)
        page.open_record(record)
        return page

    yield show
    for window in windows:
        window.close()


def test_a_cell_of_a_sheet_stays_typed_until_it_is_settled(
    pair: tuple[Workspace, Workspace], open_page: Callable[..., Any], qtbot: QtBot
) -> None:
    anna, berta = pair
    house = buildings.new_building(anna, anna.own_place().id, "Rathaus")
    meter = buildings.add_meter(anna, house, name="S 1")
    page = open_page("buildings", house)
    page.detail.tabs.choose(CONSUMPTION)
    sheet = page.detail.consumption.sheet
    key = sheet.model.grid.cell(3, 0).key
    assert key.meter_id == meter
    consumption.save_cells(berta, [CellChange(key, "900")])
    sheet.view.setFocus()
    sheet.go_to(3, 0)
    qtbot.keyClicks(sheet.view, "8")
    page.reload()
    answering(lambda dialog: dialog.later.click())
    sheet.settle()
    qtbot.waitUntil(lambda: isinstance(sheet.view.indexWidget(sheet.model.index(3, 0)), QLineEdit))
    assert sheet.view.indexWidget(sheet.model.index(3, 0)).text() == "8"
    answering(lambda dialog: dialog.take.click())
    sheet.settle()
    assert sheet.model.grid.cell(3, 0).text == "8"
    grid = consumption.grid(berta, house)
    assert grid.cell(3, 0).text == "8"


def test_the_description_of_a_file(
    pair: tuple[Workspace, Workspace], open_page: Callable[..., Any], tmp_path: Path
) -> None:
    anna, berta = pair
    project = projects.new_project(anna, anna.own_place().id)
    (tmp_path / "Angebot.pdf").write_bytes(b"%PDF-1.7")
    file = attachments.add_attachment(anna, project, tmp_path / "Angebot.pdf", "Angebot")
    page = open_page("projects", project)
    box = page.detail.papers.files
    box.caption.set_value("Angebot A")
    attachments.set_caption(berta, file.id, "Angebot B")
    page.reload()
    assert box.caption.input.value() == "Angebot A", "reading again keeps what is being typed"
    answering(lambda dialog: (dialog.all_theirs.click(), dialog.take.click()))
    box.settle()
    assert box.caption.input.value() == "Angebot B"
    box.caption.set_value("Angebot C")
    box.settle()
    assert [each.caption for each in attachments.list_attachments(berta, project)] == ["Angebot C"]


def test_the_target_path_stays_open_until_it_is_settled(pair: tuple[Workspace, Workspace], page: Any) -> None:
    anna, berta = pair
    place = anna.own_place()
    dialog = TargetDialog(page.window(), place, page)
    dialog.rows[0][0].set_value("2030")
    dialog.rows[0][1].set_value("20")
    save_target_points(berta, place.id, [("2030", "30")])
    answering(lambda asked: asked.later.click())
    dialog.save.click()
    assert not dialog.is_changed
    answering(lambda asked: asked.take.click())
    dialog.save.click()
    assert dialog.is_changed
    assert [(each.year, each.tonnes) for each in target_points(berta, place.id)] == [(2030, 20)]
    dialog.deleteLater()


def test_a_remark_stays_typed_while_the_server_is_away(
    pair: tuple[Workspace, Workspace], page: Any, postgres: Any
) -> None:
    anna, berta = pair
    dialog = RemarkDialog(page.window(), anna.own_place().key, "Stadt", parent=page)
    dialog.fields["text"].set_value("Bitte um ein Gespräch")
    told: list[str] = []

    def read() -> None:
        message = QApplication.activeModalWidget()
        assert isinstance(message, MessageDialog)
        told.append(message._code)
        message.reject()

    postgres.stop()
    QTimer.singleShot(0, read)
    assert not dialog.finish()
    postgres.start()
    assert told == ["K-251"]
    assert not dialog.fields["text"].problem
    assert dialog.finish(), "the same window connects by itself"
    with berta.store.read() as reader:
        assert [each.text for each in reader.find(Remark)] == ["Bitte um ein Gespräch"]
    dialog.deleteLater()


def test_a_whole_record_is_laid_over_the_others(pair: tuple[Workspace, Workspace]) -> None:
    anna, berta = pair
    shown: Place = anna.own_place()

    def changed(**values: str) -> Place:
        return Place(**{**{name: getattr(shown, name) for name in shown.__slots__}, **values})

    places.update_place(berta, changed(contact_phone="1", contact_email="berta@example.org"), shown)
    assert places.update_place(anna, changed(street="Poststraße 12"), shown).contact_phone == "1"
    with pytest.raises(Conflict) as caught:
        places.update_place(anna, changed(contact_phone="2", city="Soltau-Mitte"), shown)
    clash = {each.name: each for each in caught.value.differences}
    assert clash["contact_phone"] == Difference("contact_phone", "Telefon des Amtes", "", "2", "1")
    assert clash["contact_phone"].is_clash
    assert not clash["contact_email"].takes_mine
    caught.value.redo({"contact_phone", "city"})
    now = berta.own_place()
    assert (now.contact_phone, now.city, now.street) == ("2", "Soltau-Mitte", "Poststraße 12")
    assert now.contact_email == "berta@example.org"


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_dialog_has_room_and_names(
    theme: Theme, qtbot: QtBot, percent: int, find_clipped: Callable[..., list[str]]
) -> None:
    theme.set_scale(percent)
    long = "Ein langer Satz, der umbricht. " * 8
    found = (
        Difference("a", "Nächster Schritt", "", long, "Angebot einholen"),
        Difference("b", "Titel", "x", "x", ""),
    )
    dialog = ConflictDialog(theme, Conflict("Licht im Rathaus", found, lambda _names: None))
    qtbot.addWidget(dialog)
    dialog.show()
    assert find_clipped(dialog) == []
    assert [choice.accessibleName() for choice in dialog.choices.values()] == ["Nächster Schritt", "Titel"]
    assert [choice.value() for choice in dialog.choices.values()] == [MINE, THEIRS]
