"""Printing a PDF through the system: full page, white, at the printer's sharpness."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.workspace import Progress, silent

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
    loaded = LoadedPdf(data)
    printer = choose_printer(title, parent, pages=loaded.document.pageCount(), fine=fine)
    if printer is not None:
        print_pdf(loaded.document, printer)
    return printer is not None


def choose_printer(title: str, parent: QWidget, *, pages: int = 1, fine: bool = False) -> QPrinter | None:
    """Ask for printer and copies before there is anything to print; ``None`` when cancelled.

    title: of the dialog and of the job. fine: 600 rather than 300 dpi. ``UserError`` K-601 without
    a printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise UserError("K-601")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(FINE_DPI if fine else USUAL_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, pages)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_data(data: bytes, printer: QPrinter, progress: Progress = silent) -> None:
    """Print a PDF from memory, on any thread; see ``print_pdf``."""
    loaded = LoadedPdf(data)
    print_pdf(loaded.document, printer, progress)


def print_pdf(document: QPdfDocument, printer: QPrinter, progress: Progress = silent) -> None:
    """Print the chosen pages over the full sheet on white; ``UserError`` K-603 when it is not taken.

    ``progress`` is called before each page and may raise to stop; the job is withdrawn then.
    """
    _take_page_size(document, printer)
    first = max(1, printer.fromPage()) - 1
    last = printer.toPage() or document.pageCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("K-603")
    try:
        for page in range(first, last):
            progress(page - first, last - first)
            if page > first:
                _turn_page(printer)
            _draw_page(document, page, printer, painter)
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end():
        raise UserError("K-603")


def _turn_page(printer: QPrinter) -> None:
    if not printer.newPage():
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
