"""Whatever is dropped on a window: it says with a code what is wrong, and the data are as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from klikks_desktop.services.dump import dump
from klikks_desktop.services.exchange import enrolment, importing, receipts
from klikks_desktop.services.pack import drafting, writing
from klikks_desktop.services.region import returns
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.inbox import InboxPage

pytestmark = pytest.mark.usefixtures("enrolled")
Files = dict[str, Path]
Drop = Callable[..., None]


def everything(workspace: Workspace, tmp_path: Path) -> bytes:
    """The dump from its tables on: its head says when it was written."""
    out = tmp_path / "alles.json"
    dump(workspace, out)
    data = out.read_bytes()
    out.unlink()
    return data.partition(b'"tables":')[2]


@pytest.fixture
def good(region: Workspace, town: Workspace, export: Callable[[str], Path], tmp_path: Path) -> Files:
    """A good file of each kind."""
    report = export("bericht.klikks")
    taken = importing.import_files(region, [report])
    (receipt,) = receipts.write_receipts(region, receipts.handled(region, taken), tmp_path / "q")
    (back,) = returns.write_returns(region, [town.keys.installation], tmp_path / "r")
    drafting.change_draft(region, title="Klima vor Ort")
    pack = writing.write_draft(region, tmp_path / "paket.klikkspaket")
    invitation = enrolment.create_enrolment_file(region, tmp_path / "anmeldung-neu.json")
    return {"report": report, "receipt": receipt, "return": back, "pack": pack, "invitation": invitation}


@pytest.fixture
def bad(good: Files, tmp_path: Path) -> list[Path]:
    """Each of them cut, changed by a bit, and empty; a letter, bytes without any sense, a folder."""
    made = []
    for name, file in good.items():
        data = file.read_bytes()
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]
        for what, content in (("halb", data[:middle]), ("anders", flipped), ("leer", b"")):
            made.append(tmp_path / f"{name}-{what}{file.suffix}")
            made[-1].write_bytes(content)
    for suffix in (".klikks", ".klikkspaket", ".json", ".pdf"):
        made.append(tmp_path / f"zufall{suffix}")
        made[-1].write_bytes(bytes(range(256)) * 20)
    return made


def test_on_the_window_of_a_town(
    *,
    qtbot: QtBot,
    window: MainWindow,
    town: Workspace,
    good: Files,
    bad: list[Path],
    drop: Drop,
    when_shown: Callable[..., None],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ordner.klikks"
    folder.mkdir()
    window.shell.show_page("exchange")
    before = everything(town, tmp_path)
    codes: list[str] = []

    def read(dialog: MessageDialog) -> None:
        codes.append(dialog.windowTitle())
        dialog.reject()

    for file in (*bad, folder, good["report"]):
        told = len(codes)
        when_shown(MessageDialog, read)
        drop(window, file)
        qtbot.waitUntil(lambda told=told: len(codes) > told, timeout=20_000)
    assert len(codes) == len(bad) + 2
    assert everything(town, tmp_path) == before


def test_on_the_window_of_a_region(
    *,
    qtbot: QtBot,
    region_page: InboxPage,
    region: Workspace,
    good: Files,
    bad: list[Path],
    drop: Drop,
    when_shown: Callable[..., None],
    tmp_path: Path,
) -> None:
    region_page.reload()
    before = everything(region, tmp_path)
    packs = [file for file in bad if file.suffix == ".klikkspaket"]
    told: list[str] = []

    def read(dialog: MessageDialog) -> None:
        told.append(dialog.windowTitle())
        dialog.reject()

    for number, file in enumerate((*packs, good["pack"])):
        when_shown(MessageDialog, read)
        drop(region_page, file)
        qtbot.waitUntil(lambda number=number: len(told) > number, timeout=20_000)
    others = [*(file for file in bad if file not in packs), good["receipt"], good["return"]]
    drop(region_page, *others)
    model = region_page.files.now.model
    qtbot.waitUntil(lambda: model.rowCount() == len(others), timeout=20_000)
    words = [model.row(place).cell(3).text for place in range(model.rowCount())]
    assert all(word.startswith("abgelehnt K-") for word in words), words
    assert not region_page.files.take.isEnabled() or not region_page.files.take.isVisible()
    assert everything(region, tmp_path) == before
