"""A theme for every test of the window; Qt warnings and windows left open fail the test."""

from __future__ import annotations

import gc
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
# Said by the offscreen platform about itself.
PLATFORM_NOISE = ("This plugin does not support",)


@pytest.fixture(scope="module", autouse=True)
def _old_things_stay() -> None:
    """What was there before a file's first window is not looked through again after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def quiet_qt(qapp: QApplication) -> Iterator[None]:
    """Whatever Qt warns of is a finding; so is a window that outlives its test."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(PLATFORM_NOISE):
            said.append(message)

    before = qInstallMessageHandler(listen)
    yield
    let_go()
    left = [f"{type(widget).__name__} {widget.accessibleName()}" for widget in qapp.topLevelWidgets()]
    if left:
        for widget in qapp.topLevelWidgets():
            widget.hide()
            widget.deleteLater()
        let_go()
    qInstallMessageHandler(before)
    assert not said, f"Qt said: {said}"
    assert not left, f"windows left: {left}"


def let_go() -> None:
    """Run what Qt and Python have put off."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def resources() -> Path:
    """The shipped resources of the checkout."""
    return RESOURCES


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %."""
    made = Theme(qapp, RESOURCES, "light")
    yield made
    if (made.mode, made.scale) != ("light", 100):
        let_go()  # whatever still stands would be styled anew
        made.set_mode("light")
        made.set_scale(100)


@pytest.fixture
def find_clipped() -> Callable[[QWidget], list[str]]:
    """Texts that do not fit where they stand."""
    return clipped_texts


def clipped_texts(root: QWidget) -> list[str]:
    """Words of every visible label and button inside ``root`` that is smaller than its text."""
    found = [
        f"label {label.text()!r} {label.size().toTuple()}"
        for label in root.findChildren(QLabel)
        if label.isVisibleTo(root) and label.text() and not _label_fits(label)
    ]
    for button in root.findChildren(QAbstractButton):
        narrow = button.width() < button.minimumSizeHint().width()
        if button.isVisibleTo(root) and button.text() and narrow:
            found.append(f"button {button.text()!r} {button.size().toTuple()}")
    return found


def _label_fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    needed = label.fontMetrics().size(0, label.text())
    return needed.width() <= label.width() + 1 and needed.height() <= label.height() + 1


@pytest.fixture
def gallery() -> ModuleType:
    """The pictures' pages, as examples of whole pages."""
    spec = importlib.util.spec_from_file_location("klikks_gallery", Path(__file__).with_name("gallery.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
