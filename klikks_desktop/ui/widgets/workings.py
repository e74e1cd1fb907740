"""The way a result was reckoned (Rechenweg), step by step, to read, select and copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Step
from klikks_desktop.ui.theme import Theme

LINE_BREAK: Final = "\u2028"


class Workings(QTextEdit):
    """Each step with title, formula, the same with numbers, result and sources; as high as its text.

    source_words: a key of a source or a factor set in words.
    """

    def __init__(
        self, theme: Theme, source_words: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._source_words = source_words
        self._steps: Sequence[tuple[Step, str]] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Rechenweg"))
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._write)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = [(step, self._sources_of(step)) for step in steps]
        self._write()

    def sizeHint(self) -> QSize:
        """As high as the text in this width."""
        return QSize(self.theme.px(60), self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as the text in this width."""
        return QSize(self.theme.px(30), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        document = self.document()
        document.setTextWidth(max(self.viewport().width(), self.theme.px(30)))
        return round(document.size().height()) + self.theme.px(1)

    def _write(self) -> None:
        theme = self.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        self.setPalette(palette)
        self.clear()
        cursor = QTextCursor(self.document())
        for place, (step, sources) in enumerate(self._steps):
            self._line(cursor, f"{place + 1}. {step.title}", "strong", "text", gap=3 if place else 0)
            self._line(cursor, _equation(step), "body", "text")
            if step.note:
                self._line(cursor, step.note, "small", "muted")
            if sources:
                self._line(cursor, sources, "small", "muted")
        self.updateGeometry()

    def _sources_of(self, step: Step) -> str:
        """The sources of a step in words, looked up once and not at every change of the look."""
        if not step.sources:
            return ""
        words = "; ".join(dict.fromkeys(self._source_words(each) for each in step.sources))
        return self.tr("Quelle: {words}").format(words=words)

    def _line(self, cursor: QTextCursor, text: str, font: str, colour: str, *, gap: float = 0) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(self.theme.px(gap or 0.5))
        look = QTextCharFormat()
        chosen: QFont = self.theme.font(font)
        look.setFont(chosen)
        look.setForeground(self.theme.colour(colour))
        if cursor.position():
            cursor.insertBlock(block, look)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(text, look)


def _equation(step: Step) -> str:
    """The formula, and below it the same with numbers and what comes out."""
    filled = step.filled
    if step.value is not None:
        value = f"= {show(step.value)}"
        unit = f" {step.unit}".rstrip()
        if filled.endswith(value):
            filled += unit
        elif not filled.endswith(value + unit):
            filled = f"{filled} {value}{unit}".strip()
    return LINE_BREAK.join(part for part in (step.formula, filled) if part)
