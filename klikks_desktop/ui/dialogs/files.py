"""Asking for files and folders; never overwrites without a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """One existing file. kinds: filter as Qt writes it, ``Tabellen (*.xlsx *.csv)``."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), kinds)
    return Path(name) if name else None


def choose_files(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> list[Path]:
    """Any number of existing files."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder or Path.home()), kinds)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget, title: str, folder: Path | None = None) -> Path | None:
    """A folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder or Path.home()))
    return Path(name) if name else None


def choose_target(parent: QWidget, title: str, kinds: str, suggested: Path) -> Path | None:
    """Where to write a file; the dialog itself asks before an existing one is replaced."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if not name:
        return None
    target = Path(name)
    return target if target.suffix else target.with_suffix(suggested.suffix)
