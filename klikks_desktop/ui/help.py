"""Help: pages in Markdown, and a page for every code K-nnn made from the error catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from klikks_desktop.domain.errors import ErrorText, catalogue
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.inputs import SearchField

START = "start"


class HelpView(QWidget):
    """List of pages with search at the left, the page at the right; links stay inside the help.

    folder: ``resources/help``; each ``name.md`` begins with its title. Codes are pages too. first: names in
    the order in which they follow the start page; the rest comes by title.
    """

    page_shown = Signal(str)

    def __init__(
        self, theme: Theme, folder: Path, first: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        codes = {code: self._code_page(code, text) for code, text in sorted(catalogue().items())}
        self._codes = frozenset(codes)
        self._texts = _load_pages(folder, first) | codes
        self._search = SearchField(theme, self.tr("Hilfe durchsuchen"))
        self._search.searched.connect(self._filter)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Seiten der Hilfe"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setWordWrap(True)
        self._list.currentItemChanged.connect(self._follow_list)
        self._browser = _Reading()
        self._browser.setAccessibleName(self.tr("Hilfetext"))
        self._browser.setFrameShape(QFrame.Shape.NoFrame)
        self._browser.setOpenLinks(False)
        self._browser.anchorClicked.connect(self._follow_link)
        self._search.left_downwards.connect(self._list.setFocus)
        self._column = QVBoxLayout()
        self._column.addWidget(self._search)
        self._column.addWidget(self._list, 1)
        card = Card(theme, 4)
        card.body.addWidget(self._browser)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(card, 3)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.setFocus)
        self._filter("")
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, name: str) -> None:
        """Show a page by its file name without ending or a code; the start page when there is none."""
        name = name if name in self._texts else START
        self._search.clear()
        self._fill("", keep=name)
        for place in range(self._list.count()):
            if self._list.item(place).data(Qt.ItemDataRole.UserRole) == name:
                self._list.setCurrentRow(place)
                return

    def begin(self) -> None:
        """Show the start page where nothing was asked for yet."""
        if self._list.currentItem() is None:
            self.show_page(START)

    def search(self, text: str) -> None:
        """Look for a text, as if typed into the search field."""
        self._search.setText(text)

    def _filter(self, text: str) -> None:
        self._fill(text.casefold().strip())

    def _fill(self, wanted: str, keep: str = "") -> None:
        """Pages that hold the text; of the many codes only what is sought, or ``keep``."""
        self._list.clear()
        for name, page in self._texts.items():
            listed = name not in self._codes or wanted or name == keep
            if listed and wanted in page.casefold():
                item = QListWidgetItem(_title(page))
                item.setData(Qt.ItemDataRole.UserRole, name)
                self._list.addItem(item)

    def _follow_list(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = str(item.data(Qt.ItemDataRole.UserRole))
        self._browser.setMarkdown(self._texts[name])
        self._set_type()
        self.page_shown.emit(name)

    def _follow_link(self, link: QUrl) -> None:
        """Pages and codes only: this program opens nothing outside."""
        name = link.toString().removesuffix(".md")
        if name in self._texts:
            self.show_page(name)

    def _set_type(self) -> None:
        """Titles in the serif of the program, lines with air."""
        roles = {1: "page_slim", 2: "section", 3: "strong"}
        block = self._browser.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            spacing = QTextBlockFormat()
            level = block.blockFormat().headingLevel()
            height = 100 if level else 125
            spacing.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if level:
                spacing.setTopMargin(self.theme.px(3 if level > 1 else 0))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                letters = QTextCharFormat()
                letters.setFont(self.theme.font(roles.get(level, "strong")))
                cursor.mergeCharFormat(letters)
            spacing.setBottomMargin(self.theme.px(1.5))
            cursor.mergeBlockFormat(spacing)
            block = block.next()

    def _code_page(self, code: str, text: ErrorText) -> str:
        parts = (
            (self.tr("Was ist passiert"), text.happened),
            (self.tr("Was ist erhalten"), text.kept),
            (self.tr("Was Sie tun können"), text.advice),
        )
        body = "\n\n".join(f"## {head}\n\n{_plain(words)}" for head, words in parts)
        return f"# {code} {_plain(text.title)}\n\n{body}\n"

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(4))
        self._column.setSpacing(self.theme.px(3))
        self._list.setFont(self.theme.font())
        self._browser.document().setDefaultFont(self.theme.font())
        self._browser.document().setDocumentMargin(self.theme.px(2))
        self._browser.set_measure(self._browser.fontMetrics().averageCharWidth() * 80)
        item = self._list.currentItem()
        if item is not None:
            self._follow_list(item)


class _Reading(QTextBrowser):
    """Lines of a length that the eye follows; the scroll bar stays at the edge."""

    def __init__(self) -> None:
        super().__init__()
        self._measure = 0
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)

    def set_measure(self, pixels: int) -> None:
        """How long a line may be at most."""
        self._measure = pixels
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorter lines where there is less room."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        self.setLineWrapColumnOrWidth(max(1, min(self._measure, self.viewport().width())))


def _load_pages(folder: Path, first: Sequence[str]) -> dict[str, str]:
    texts = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    order = {name: place for place, name in enumerate([START, *first])}
    names = sorted(texts, key=lambda name: (order.get(name, len(order)), _title(texts[name]).casefold()))
    return {name: texts[name] for name in names}


def _title(page: str) -> str:
    return page.partition("\n")[0].lstrip("# ")


def _plain(text: str) -> str:
    """Catalogue texts hold ``{facts}`` that only an actual error fills."""
    return text.replace("{", "‹").replace("}", "›")
