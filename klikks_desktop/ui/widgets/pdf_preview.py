"""A PDF as paper on a desk: always white, also in the dark."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.label import IconLabel, Label, Separator


class PdfPreview(Card):
    """Shows a PDF from memory; "Ganze Seite" and "100 %" at the right of its head.

    title: "Vorschau · A4 hoch"; also the accessible name of the paper.
    note: what is said below the paper ("PDF/A-3a und PDF/UA-1 …"), empty for nothing.
    short_note: the same for narrow windows.
    """

    def __init__(
        self, theme: Theme, title: str, note: str = "", short_note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, 0, parent=parent)
        self._notes = (note, short_note or note)
        self._slim = False
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = _Desk(theme)
        self._view.setDocument(self._document)
        self._view.setAccessibleName(title)
        self._title = Label(theme, title, "body", "muted")
        self._whole = Button(theme, self.tr("Ganze Seite"), "quiet")
        self._natural = Button(theme, self.tr("100 %"), "quiet")
        self._whole.clicked.connect(self.show_whole_page)
        self._natural.clicked.connect(self.show_natural_size)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._whole)
        self._head.addWidget(self._natural)
        self.body.addLayout(self._head)
        self.body.addWidget(Separator(theme))
        self.body.addWidget(self._view, 1)
        self._foot = QHBoxLayout()
        if note:
            self.body.addWidget(Separator(theme))
            self._foot.addWidget(IconLabel(theme, "shield", "ok", 4))
            self._note = Label(theme, note, "small", "muted", wrap=True)
            self._foot.addWidget(self._note, 1)
            self.body.addLayout(self._foot)
        theme.changed.connect(self._space)
        self._space()
        self.show_whole_page()

    def set_pdf(self, data: bytes, description: str = "") -> None:
        """Show another PDF at the same place of the page; ``UserError`` K-602 when it cannot be read.

        description: what the paper says, for a screen reader.
        """
        bar = self._view.verticalScrollBar()
        place = bar.value()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._document.status() != QPdfDocument.Status.Ready:
            raise UserError("K-602")
        self._view.setAccessibleDescription(description)
        self._show_bar()
        bar.setValue(place)

    def clear(self) -> None:
        """An empty desk."""
        self._document.close()

    def page_count(self) -> int:
        """Pages shown."""
        return self._document.pageCount()

    def set_slim(self, slim: bool) -> None:
        """In a narrow window: the short note, and only the button that changes something."""
        self._slim = slim
        if self._notes[0]:
            self._note.setText(self._notes[slim])
        self._show_bar()

    def show_whole_page(self) -> None:
        """Fit one page into the desk."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._show_bar()

    def show_natural_size(self) -> None:
        """One centimetre of paper is about one centimetre on the screen."""
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(1.0)
        self._show_bar()

    def _show_bar(self) -> None:
        """One page that fits needs no scroll bar, although the view counts the desk around it as more."""
        whole = self._view.zoomMode() == QPdfView.ZoomMode.FitInView
        self._whole.setVisible(not (self._slim and whole))
        self._natural.setVisible(not self._slim or whole)
        fits = whole and self.page_count() <= 1
        policies = Qt.ScrollBarPolicy
        self._view.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        )

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(1)
        self._head.setContentsMargins(side, top, self.theme.px(2), top)
        self._foot.setContentsMargins(side, top * 2, side, top * 2)
        self._foot.setSpacing(self.theme.px(2))


class _Desk(QPdfView):
    """The view with the colours of the desk and a shadow along the edge of the paper."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper, then its shadow at the right and below."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        shade = self.theme.colour("border").darker(125)
        width = max(2.0, self.theme.u / 2)
        for paper in self._papers():
            painter.fillRect(QRectF(paper.right(), paper.top() + width, width, paper.height()), shade)
            painter.fillRect(QRectF(paper.left() + width, paper.bottom(), paper.width(), width), shade)
        painter.end()

    def _papers(self) -> list[QRectF]:
        """Where the view has laid the pages, in viewport coordinates."""
        document, margins, area = self.document(), self.documentMargins(), self.viewport().size()
        sizes = [self._paper_size(document.pagePointSize(page)) for page in range(document.pageCount())]
        widest = max((size.width() for size in sizes), default=0)
        total = max(widest + margins.left() + margins.right(), area.width())
        papers, y = [], float(margins.top())
        for size in sizes:
            papers.append(
                QRectF(
                    (total - size.width()) / 2 - self.horizontalScrollBar().value(),
                    y - self.verticalScrollBar().value(),
                    size.width(),
                    size.height(),
                )
            )
            y += size.height() + self.pageSpacing()
        return papers

    def _paper_size(self, points: QSizeF) -> QSizeF:
        resolution = self.screen().logicalDotsPerInch() / 72
        if self.zoomMode() == QPdfView.ZoomMode.Custom:
            return points * resolution * self.zoomFactor()
        margins, area = self.documentMargins(), self.viewport().size()
        room = QSizeF(area.width() - margins.left() - margins.right(), area.height() - self.pageSpacing())
        return points.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _restyle(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.colour("sunken"))
        self.setPalette(palette)
        margin = self.theme.px(5)
        self.setDocumentMargins(QMargins(margin, margin, margin, margin))
        self.setPageSpacing(2 * margin)
