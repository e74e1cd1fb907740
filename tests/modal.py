"""What a person does in a dialog that keeps the rest of the window waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

D = TypeVar("D", bound=QDialog)


def when_shown(kind: type[D], act: Callable[[D], object], tries: int = 400) -> None:
    """Do this in the next dialog of that kind, as soon as it waits for a person."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind) and found.isVisible():
            try:
                act(found)
            except BaseException:
                # Otherwise the dialog would wait for ever.
                found.reject()
                raise
        elif tries:
            when_shown(kind, act, tries - 1)

    QTimer.singleShot(10, look)


def pick_file(path: Path, *further: Path) -> None:
    """Type a path into the next file dialog and press Enter; further paths into those that follow."""

    def fill(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)
        if further:
            pick_file(*further)

    when_shown(QFileDialog, fill)
