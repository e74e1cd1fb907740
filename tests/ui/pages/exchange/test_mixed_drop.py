"""A folder of mails dropped on the window: reports are looked at, post of the office above is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import catalogue
from klikks_desktop.domain.records import Delivery, DeliveryKind, Receipt, Role
from klikks_desktop.services.exchange import delivery, importing, receipts
from klikks_desktop.services.pack import drafting, writing
from klikks_desktop.services.pack.accepted import accepted
from klikks_desktop.services.region.announcements import save_announcement
from klikks_desktop.services.region.returns import write_returns
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.pack import PackDialog
from klikks_desktop.ui.dialogs.post_file import PostDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.inbox import InboxPage
from klikks_desktop.ui.pages.post import PostPage
from tests.ui.pages.conftest import Take
from tests.ui.pages.exchange.conftest import enrol_both
from tests.ui.pages.exchange.test_inbox_page import shown, take

pytestmark = pytest.mark.usefixtures("enrolled")
Drop = Callable[..., None]


def post_of(above: Workspace, below: Workspace, folder: Path) -> None:
    """What an office sends back: the receipt of a report, a return with news, a programme pack."""
    folder.mkdir()
    aside = folder.parent / f"{folder.name}-entwurf"
    aside.mkdir()
    report = delivery.export_sync_file(below, aside / "b.klikks").path
    taken = importing.import_files(above, [report])
    assert taken[0].problem is None
    save_announcement(above, title="Anmeldung bis Ende März")
    drafting.change_draft(above, title="Klima im Land", programme="Klima im Land")
    (receipt,) = receipts.write_receipts(above, receipts.handled(above, taken), aside / "q")
    (back,) = write_returns(above, [below.keys.installation], aside / "r")
    receipt.rename(folder / "b-quittung.klikks")
    back.rename(folder / "c-rueck.klikks")
    writing.write_draft(above, folder / "d-paket.klikkspaket")


def agree(dialogs: list[str]) -> None:
    """Take whatever is asked about, one dialog at a time, and note what it was."""

    def note(dialog: PostDialog | PackDialog) -> None:
        dialogs.append(type(dialog).__name__)
        QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)

    def post(dialog: PostDialog) -> None:
        note(dialog)
        when_shown(PostDialog, last)

    def last(dialog: PostDialog) -> None:
        note(dialog)
        when_shown(PackDialog, note)

    when_shown(PostDialog, post)


def kinds(workspace: Workspace) -> list[DeliveryKind]:
    """Of what was received."""
    with workspace.store.read() as reader:
        return [each.kind for each in reader.find(Delivery, direction="empfangen", order=("handled_at",))]


def test_on_the_inbox_of_a_region_with_an_office(
    *,
    qtbot: QtBot,
    region_page: InboxPage,
    region: Workspace,
    town: Workspace,
    take_workspace: Workspace,
    drop: Drop,
    tmp_path: Path,
) -> None:
    office = take_workspace
    enrol_both(region, office, tmp_path / "oben")
    first = delivery.export_sync_file(town, tmp_path / "erster.klikks").path
    importing.import_files(region, [first])
    folder = tmp_path / "mails"
    post_of(office, region, folder)
    delivery.export_sync_file(town, folder / "a-bericht.klikks")
    asked: list[str] = []
    agree(asked)
    drop(region_page, folder)
    qtbot.waitUntil(lambda: len(asked) == 3, timeout=20_000)
    assert asked == ["PostDialog", "PostDialog", "PackDialog"]
    qtbot.waitUntil(lambda: "Programmpaket angenommen" in region_page.told.accessibleName(), timeout=20_000)
    told = region_page.told.accessibleName()
    assert "Quittung abgelegt" in told
    assert "Rücksendung übernommen: 1 Eintrag neu" in told
    assert {name: row[2] for name, row in shown(region_page).items()} == {"a-bericht.klikks": "bereit"}
    rows = take(qtbot, region_page)
    assert rows["a-bericht.klikks"][2] == "übernommen"
    assert kinds(region) == [DeliveryKind.REPORT, DeliveryKind.RETURN, DeliveryKind.REPORT]
    with region.store.read() as reader:
        assert reader.count(Receipt) == 1
    assert accepted(region) is not None


@pytest.fixture
def take_workspace(take: Take) -> Workspace:
    """A coordinating office."""
    return take("leitstelle", "Landesagentur", Role.REGION)


def test_on_the_post_page_of_a_town(
    *, qtbot: QtBot, window: MainWindow, region: Workspace, town: Workspace, drop: Drop, tmp_path: Path
) -> None:
    folder = tmp_path / "mails"
    post_of(region, town, folder)
    own = delivery.export_sync_file(town, folder / "e-eigener-bericht.klikks").path
    (folder / "2025").mkdir()
    window.shell.show_page("post")
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    asked: list[str] = []
    refused: list[str] = []

    def read(dialog: MessageDialog) -> None:
        refused.append(dialog.windowTitle())
        dialog.reject()

    agree(asked)
    when_shown(MessageDialog, read, tries=2000)
    drop(window, folder)
    qtbot.waitUntil(lambda: len(asked) == 3, timeout=20_000)
    assert asked == ["PostDialog", "PostDialog", "PackDialog"]
    qtbot.waitUntil(lambda: "Programmpaket angenommen" in page.told.accessibleName(), timeout=20_000)
    told = page.told.accessibleName()
    assert "Quittung abgelegt" in told
    assert "Rücksendung übernommen: 1 Eintrag neu" in told
    assert "Die Unterordner von „mails“ wurden nicht durchsucht." in told
    assert own.exists()
    assert refused == [catalogue()["K-517"].title]
    assert kinds(town) == [DeliveryKind.RETURN]
