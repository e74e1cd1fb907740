"""Preview, printing and help."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.help import HelpView
from klikks_desktop.ui.printing import LoadedPdf, print_pdf, print_with_dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.pdf_preview import PdfPreview


@pytest.fixture
def pdf(gallery: ModuleType) -> bytes:
    return gallery.sample_pdf()


def test_preview_shows_white_paper_on_a_dark_desk(qtbot: QtBot, theme: Theme, pdf: bytes) -> None:
    theme.set_mode("dark")
    preview = PdfPreview(theme, "Vorschau · A4 hoch")
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.set_pdf(pdf, "Urkunde für Ayşe Yıldırım")
    with qtbot.waitExposed(preview):
        preview.show()
    assert preview.page_count() == 1

    def is_painted() -> bool:
        image = preview.grab().toImage()
        return image.pixelColor(250, 500) == QColor("white")

    qtbot.waitUntil(is_painted)
    image = preview.grab().toImage()
    assert image.pixelColor(8, 300) == theme.colour("sunken")
    names = {w.accessibleName(): w.accessibleDescription() for w in preview.findChildren(QWidget)}
    assert names["Vorschau · A4 hoch"] == "Urkunde für Ayşe Yıldırım"


def test_preview_refuses_what_is_no_pdf(qtbot: QtBot, theme: Theme, pdf: bytes) -> None:
    preview = PdfPreview(theme, "Vorschau")
    qtbot.addWidget(preview)
    with pytest.raises(UserError) as caught:
        preview.set_pdf(b"no pdf at all")
    assert caught.value.code == "K-602"
    preview.set_pdf(pdf)
    preview.show_natural_size()
    assert preview.page_count() == 1
    preview.clear()
    assert preview.page_count() == 0


def test_printing_fills_the_sheet_as_the_renderer_draws_it(pdf: bytes, tmp_path: Path) -> None:
    target = tmp_path / "druck.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(150)
    loaded = LoadedPdf(pdf)
    print_pdf(loaded.document, printer)
    with pikepdf.open(target) as printed:
        assert len(printed.pages) == 1
        box = [round(float(edge)) for edge in printed.pages[0].MediaBox]
    assert box == [0, 0, 595, 842]
    again = LoadedPdf(target.read_bytes())
    size = QSize(300, 424)
    assert difference(on_white(loaded, size), on_white(again, size)) < 6


def on_white(loaded: LoadedPdf, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.drawImage(0, 0, loaded.document.render(0, size))
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """Mean difference of grey over a grid of points."""
    points = [(x, y) for x in range(0, one.width(), 2) for y in range(0, one.height(), 2)]
    total = sum(abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) for x, y in points)
    return total / len(points)


def test_without_a_printer_it_is_said(qtbot: QtBot, pdf: bytes) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(UserError) as caught:
        print_with_dialog(pdf, "Urkunde", window)
    assert caught.value.code == "K-601"


@pytest.fixture
def help_view(qtbot: QtBot, theme: Theme, tmp_path: Path) -> HelpView:
    (tmp_path / "urkunden.md").write_text("# Urkunden\n\nSo drucken Sie.\n", encoding="utf-8")
    (tmp_path / "start.md").write_text("# Erste Schritte\n\n[Urkunden](urkunden.md)\n", encoding="utf-8")
    view = HelpView(theme, tmp_path)
    qtbot.addWidget(view)
    return view


def shown(view: HelpView) -> str:
    return view.findChild(QTextBrowser).toPlainText()


def test_help_begins_with_the_start_page_and_lists_no_codes(help_view: HelpView) -> None:
    listing = help_view.findChild(QListWidget)
    assert [listing.item(n).text() for n in range(listing.count())] == ["Erste Schritte", "Urkunden"]
    help_view.show_page("gibt es nicht")
    assert "Erste Schritte" in shown(help_view)


def test_help_lists_the_pages_of_a_role_first_and_begins_by_itself(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    for name, title in (("map", "Karte"), ("a", "Zuletzt"), ("z", "Allgemein"), ("start", "Anfang")):
        (tmp_path / f"{name}.md").write_text(f"# {title}\n\nText.\n", encoding="utf-8")
    view = HelpView(theme, tmp_path, ["overview", "map"])
    qtbot.addWidget(view)
    listing = view.findChild(QListWidget)
    assert [listing.item(n).text() for n in range(4)] == ["Anfang", "Karte", "Allgemein", "Zuletzt"]
    assert not shown(view)
    view.begin()
    assert shown(view).startswith("Anfang")
    view.show_page("map")
    view.begin()
    assert shown(view).startswith("Karte")


def test_every_code_has_a_page(help_view: HelpView) -> None:
    help_view.show_page("K-601")
    assert "K-601 Kein Drucker gefunden" in shown(help_view)
    assert "Was Sie tun können" in shown(help_view)


def test_links_stay_inside(help_view: HelpView) -> None:
    browser = help_view.findChild(QTextBrowser)
    help_view.show_page("start")
    browser.anchorClicked.emit(QUrl("urkunden.md"))
    assert "So drucken Sie." in shown(help_view)
    browser.anchorClicked.emit(QUrl("https://example.org"))
    assert "So drucken Sie." in shown(help_view)


def test_search_finds_codes_and_texts(help_view: HelpView) -> None:
    listing = help_view.findChild(QListWidget)
    help_view.search("Drucker")
    assert any("K-601" in listing.item(n).text() for n in range(listing.count()))
