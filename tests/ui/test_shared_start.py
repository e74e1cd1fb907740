"""The start on a database server: asks for the password, leads to the first start, says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from klikks_desktop import app, paths
from klikks_desktop.domain.records import Role
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.assistant.window import AssistantWindow
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.password import PasswordDialog
from klikks_desktop.ui.frame import Frame
from klikks_desktop.ui.theme import Theme

SECRET = "sehr geheim"  # noqa: S105 - of an invented person


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def shared(postgres: Any, tmp_path: Path) -> Iterator[Any]:
    """The address of a region's database; its keys lie in ``tmp_path / "region"``."""
    address = postgres.database()
    given: dict[str, Any] = {"clock": clock, "resources": paths.resources_dir(), "server": address}
    create_workspace(tmp_path / "region", role=Role.REGION, name="Nord", **given).close()
    return address


def start(theme: Theme, folder: Path) -> Workspace | None:
    frame = Frame(theme)
    try:
        return app._open(folder, theme, frame, read_only=False, wish=lambda _target: None)
    finally:
        frame.deleteLater()


def in_turn(*acts: Callable[[Any], object]) -> list[type[QDialog]]:
    """Do these in the dialogs that come one after the other; which ones came."""
    seen: list[type[QDialog]] = []
    waiting = list(acts)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            seen.append(type(dialog))
            waiting.pop(0)(dialog)
        if waiting:
            QTimer.singleShot(0, act)

    QTimer.singleShot(0, act)
    return seen


def type_password(text: str) -> Callable[[PasswordDialog], None]:
    def act(dialog: PasswordDialog) -> None:
        line = dialog.fields["password"].input
        assert isinstance(line, QLineEdit)
        assert line.echoMode() is QLineEdit.EchoMode.Password
        line.setText(text)
        dialog.verb.click()

    return act


def test_the_password_is_asked_until_it_is_right(
    theme: Theme, postgres: Any, shared: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.asking(shared, "dora", SECRET) as hers:
        monkeypatch.setenv("KLIKKS_DATABASE_URL", hers.shown)
        seen = in_turn(type_password("falsch"), type_password(SECRET))
        workspace = start(theme, tmp_path / "region")
        assert seen == [PasswordDialog, PasswordDialog]
        assert workspace is not None
        with closing(workspace), closing(workspace.again()) as worker:
            assert worker.name == "Nord"
        in_turn(lambda dialog: dialog.reject())
        assert start(theme, tmp_path / "region") is None
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [each for each in files if SECRET.encode() in each]


def test_an_empty_database_leads_to_the_first_start(
    theme: Theme, postgres: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLIKKS_DATABASE_URL", postgres.database().shown)
    seen = in_turn(lambda dialog: dialog.reject())
    assert start(theme, tmp_path / "neu") is None
    assert seen == [AssistantWindow]


def test_a_server_that_is_down_is_told(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIKKS_DATABASE_URL", f"postgresql://a@/b?host={tmp_path}")
    seen = in_turn(lambda dialog: dialog.reject())
    assert start(theme, tmp_path / "region") is None
    assert seen == [MessageDialog]
