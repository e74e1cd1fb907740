"""Receipts in the windows: written after an import, dropped on the town, kept as proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Delivery, DeliveryKind, Direction
from klikks_desktop.services.exchange import delivery, importing, receipts
from klikks_desktop.services.exchange.exchange_log import VERDICT_WORDS
from klikks_desktop.services.exchange.proof import open_receipt, sent_files
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.dialogs.post_file import PostDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.pages.delivery.sent_dialog import SentDialog
from klikks_desktop.ui.pages.inbox import InboxPage
from klikks_desktop.ui.pages.post import PostPage
from klikks_desktop.ui.pages.post.page import RECEIPTS

pytestmark = pytest.mark.usefixtures("enrolled")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the region chooses to have its receipts."""
    made = tmp_path / "quittungen"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(made))
    return made


@pytest.fixture
def receipt(town: Workspace, region: Workspace, tmp_path: Path) -> Path:
    """The receipt for one report of the town."""
    report = delivery.export_sync_file(town, tmp_path / "bericht.klikks").path
    outcomes = importing.import_files(region, [report])
    (written,) = receipts.write_receipts(region, receipts.handled(region, outcomes), tmp_path)
    return written


def post_page(window: MainWindow) -> PostPage:
    page = window.shell.page("post")
    assert isinstance(page, PostPage)
    return page


def accept(dialog: QDialog) -> None:
    dialog.accept()


def test_after_an_import_all_receipts_are_written_in_one_go(
    *,
    qtbot: QtBot,
    region_page: InboxPage,
    region: Workspace,
    export: Callable[[str], Path],
    drop: Callable[..., None],
    folder: Path,
) -> None:
    drop(region_page, export("eins.klikks"), export("zwei.klikks"))
    qtbot.waitUntil(region_page.files.take.isVisible, timeout=20_000)
    assert not region_page.files.answer.isVisible()
    region_page.files.take.click()
    qtbot.waitUntil(region_page.files.answer.isVisible, timeout=20_000)
    region_page.files.answer.click()
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: "2 Quittungen geschrieben" in region_page.told.accessibleName(), timeout=20_000)
    assert receipts.post_folder(region, Path()) == folder
    region_page.files.aside.click()
    assert not region_page.files.answer_missing.isVisible(), "none is missing"


def test_receipts_that_were_not_written_at_once_are_offered_later(
    *, qtbot: QtBot, region_page: InboxPage, region: Workspace, export: Callable[[str], Path], folder: Path
) -> None:
    importing.import_files(region, [export("eins.klikks"), export("zwei.klikks")])
    region_page.reload()
    assert region_page.files.answer_missing.text() == "2 fehlende Quittungen schreiben …"
    region_page.files.answer_missing.click()
    qtbot.waitUntil(lambda: not region_page.files.answer_missing.isVisible(), timeout=20_000)
    assert len(list(folder.iterdir())) == 2


def test_a_receipt_dropped_on_the_towns_window_is_shown_first(
    *,
    window: MainWindow,
    town: Workspace,
    receipt: Path,
    drop: Callable[..., None],
    when_shown: Callable[..., None],
) -> None:
    said: list[str] = []

    def leave(dialog: PostDialog) -> None:
        said.append(dialog.windowTitle())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_shown(PostDialog, leave)
    drop(window, receipt)
    assert said == ["Quittung"]
    assert sent_files(town)[0].receipt is None, "looking files nothing"
    page = post_page(window)
    page.tabs.choose(0)
    page.set_width_class(slim=False, two_panes=False)
    when_shown(PostDialog, accept)
    drop(window, receipt)
    assert window.shell.current == "post"
    assert page.told.accessibleName().startswith("Quittung abgelegt: Ihr Bericht vom")
    assert sent_files(town)[0].word == "angekommen"
    assert page.tabs.row.tabText(RECEIPTS) == "Quittungen (1)"
    assert page.tabs.current == RECEIPTS
    assert page.receipts.table.selected_key() == sent_files(town)[0].receipt.receipt.id
    assert page.receipts.print.isVisible(), "in one pane it stands before the list"


def test_the_list_of_earlier_files_says_what_arrived(
    town_page: DeliveryPage, town: Workspace, receipt: Path, tmp_path: Path
) -> None:
    delivery.export_sync_file(town, tmp_path / "neu.klikks")
    open_receipt(town, receipt)
    dialog = SentDialog(town_page._host, town_page)
    states = {
        dialog.table.model.row(n).cell(0).text: dialog.table.model.row(n).cell(3).text for n in range(2)
    }
    assert states["neu.klikks"] == "abgegeben"
    assert states["bericht.klikks"].startswith("angekommen am ")
    dialog.deleteLater()


def test_a_receipt_is_opened_from_the_page_of_reports(
    *,
    town_page: DeliveryPage,
    receipt: Path,
    monkeypatch: pytest.MonkeyPatch,
    when_shown: Callable[..., None],
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(receipt)], ""))
    when_shown(PostDialog, accept)
    town_page.receipt.click()
    assert town_page.told.isVisible()
    assert "angekommen und übernommen" in town_page.told.accessibleName()


def test_what_is_no_post_is_refused_in_words(
    *, window: MainWindow, tmp_path: Path, drop: Callable[..., None], when_shown: Callable[..., None]
) -> None:
    letter = tmp_path / "brief.pdf"
    letter.write_bytes(b"%PDF-1.7 nichts")
    said: list[str] = []

    def read(dialog: MessageDialog) -> None:
        said.append(dialog.windowTitle())
        dialog.reject()

    when_shown(MessageDialog, read)
    drop(window, letter)
    assert said == ["Keine Datei von KlikKS"]


def test_an_enrolment_file_still_goes_where_towns_enrol(
    *,
    window: MainWindow,
    region: Workspace,
    tmp_path: Path,
    drop: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from klikks_desktop.services.exchange import enrolment

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    drop(window, enrolment.create_enrolment_file(region, tmp_path / "neu.json"))
    assert window.shell.current == "exchange"


def test_a_receipt_has_the_word_that_the_region_has_for_it(
    *, window: MainWindow, town: Workspace, region: Workspace, export: Callable[[str], Path], tmp_path: Path
) -> None:
    first, second = export("eins.klikks"), export("zwei.klikks")
    importing.import_files(region, [second])
    wanted = receipts.handled(region, importing.import_files(region, [first]))
    (written,) = receipts.write_receipts(region, wanted, tmp_path)
    view = open_receipt(town, written)
    window.shell.show_page("post")
    page = post_page(window)
    page.reload()
    assert page.receipts.table.model.row(0).cell(2).text == VERDICT_WORDS[view.receipt.verdict] == "älter"


def test_a_receipt_is_shown_printed_and_taken_along(
    *,
    qtbot: QtBot,
    window: MainWindow,
    town: Workspace,
    receipt: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_receipt(town, receipt)
    window.shell.show_page("post")
    page = post_page(window)
    page.reload()
    page.tabs.choose(RECEIPTS)
    part = page.receipts
    assert part.table.model.row(0).cell(2).text == "übernommen"
    target = tmp_path / "ablage.klikks"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    part.save.click()
    assert target.read_bytes() == receipt.read_bytes()
    part.print.click()
    dialog = part.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.close()


def test_the_log_tells_kinds_apart(region: Workspace, receipt: Path) -> None:
    with region.store.read() as reader:
        sent = reader.find(Delivery, direction=Direction.SENT)
    assert [each.kind for each in sent] == [DeliveryKind.RECEIPT]


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_clipped(
    *,
    window: MainWindow,
    town: Workspace,
    receipt: Path,
    scale: int,
    find_clipped: Callable[[QWidget], list[str]],
    qtbot: QtBot,
) -> None:
    open_receipt(town, receipt)
    window.theme.set_scale(scale)
    window.shell.show_page("post")
    page = post_page(window)
    page.reload()
    page.tabs.choose(RECEIPTS)
    qtbot.wait(20)
    assert find_clipped(page) == []
