"""Printing a PDF through the system: full page, white, at the printer's sharpness."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.errors import UserError

BANDS: Final = 8
"""A page is rendered in so many strips: A4 at 600 dpi in one piece takes 140 MB."""
FINE_DPI: Final = 600
USUAL_DPI: Final = 300


class LoadedPdf:
    """A PDF in memory, with the buffer it is read from."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            raise UserError("K-602")


def print_with_dialog(data: bytes, title: str, parent: QWidget, *, fine: bool = False) -> bool:
    """Ask for printer and copies, then print; False when the person thought better of it.

    data: the PDF. ``UserError`` K-601 without a printer, K-602 for an unreadable file, K-603 when
    the printer does not take the job.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise UserError("K-601")
    loaded = LoadedPdf(data)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(FINE_DPI if fine else USUAL_DPI)
    _take_page_size(loaded.document, printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, loaded.document.pageCount())
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if chosen:
        print_pdf(loaded.document, printer)
    return chosen


def print_pdf(document: QPdfDocument, printer: QPrinter) -> None:
    """Print the chosen pages over the full sheet on white; ``UserError`` K-603 when it is not taken."""
    _take_page_size(document, printer)
    first = max(1, printer.fromPage()) - 1
    last = printer.toPage() or document.pageCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("K-603")
    for page in range(first, last):
        if page > first and not printer.newPage():
            painter.end()
            raise UserError("K-603")
        _draw_page(document, page, printer, painter)
    if not painter.end():
        raise UserError("K-603")


def _take_page_size(document: QPdfDocument, printer: QPrinter) -> None:
    points = document.pagePointSize(0)
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _draw_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    """Strip by strip, each on white: the renderer leaves paper transparent."""
    points = document.pagePointSize(page)
    scale = printer.paperRect(QPrinter.Unit.DevicePixel).width() / points.width()
    whole = QSize(round(points.width() * scale), round(points.height() * scale))
    height = -(-whole.height() // BANDS)
    for top in range(0, whole.height(), height):
        strip = QRect(0, top, whole.width(), min(height, whole.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(strip)
        drawn = document.render(page, strip.size(), options)
        white = QImage(strip.size(), QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        brush = QPainter(white)
        brush.drawImage(0, 0, drawn)
        brush.end()
        painter.drawImage(QRectF(strip), white)
