"""SVG coats of arms as PNG, drawn by Qt; also for the command line, which has no window."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def rasterise_svg(svg: bytes, width: int) -> bytes:
    """Draw a checked SVG ``width`` pixels wide on nothing; ``ValueError`` when Qt cannot read it."""
    ensure_application()
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise ValueError("not an SVG picture")
    height = max(1, round(width * size.height() / size.width()))
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes for the format
    return bytes(buffer.data().data())


def ensure_application() -> None:
    """Qt needs an application for fonts and pictures; without a display an offscreen one."""
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    _applications.append(QApplication(["klikks-desktop"]))


# Qt needs somebody to hold the application until the process ends.
_applications: list[QGuiApplication] = []
