"""Text inputs: one line, several lines, search.

Every input of a form has ``value``, ``set_value``, ``set_problem`` and two signals: ``edited`` while
a person types or chooses, ``left`` when they are done with it.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import IconLabel


def mark_problem(widget: QWidget, problem: bool) -> None:
    """Give an input of the style sheet the red edge, or take it away."""
    widget.setProperty("problem", "true" if problem else "false")
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def asks_undo(event: QEvent) -> bool:
    """Whether Qt asks if Strg+Z shall stay within the field."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    return cast("QKeyEvent", event).matches(QKeySequence.StandardKey.Undo)


class LineField(QLineEdit):
    """One line of text."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, name: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._settled = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.left.connect(self._settle)
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self.left)
        theme.changed.connect(self.updateGeometry)

    def value(self) -> str:
        """The text as typed."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Show a text from its beginning."""
        self.setText(value)
        self.setCursorPosition(0)
        self._settle()

    def set_problem(self, problem: bool) -> None:
        """Red edge on or off; the text stays."""
        mark_problem(self, problem)

    def event(self, event: QEvent) -> bool:
        """Strg+Z undoes typing within the field only until it is left; then it is the window's."""
        if asks_undo(event) and self.text() == self._settled:
            event.ignore()
            return False
        return super().event(event)

    def _settle(self) -> None:
        self._settled = self.text()

    def sizeHint(self) -> QSize:
        """Some twenty characters wide, one control high."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        """Never lower than a control."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.theme.height("control"))


class SearchField(LineField):
    """Search while typing: ``searched`` carries the text, ``left_downwards`` leads into the list below.

    Esc empties the field.
    """

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, name, placeholder or name, parent)
        self._glass = IconLabel(theme, "search", "muted", 4.5, self)
        self.textChanged.connect(self.searched)
        theme.changed.connect(self._place)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Down leaves towards the hits."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the glass at the left."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._glass.sizeHint()
        self._glass.setGeometry(
            self.theme.px(2.5), (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.setTextMargins(self.theme.px(6.5), 0, 0, 0)


class TextField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field.

    lines: height in lines of text.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str = "",
        placeholder: str = "",
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._lines = lines
        self._loading = False
        self._settled = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell_edited)
        theme.changed.connect(self.updateGeometry)

    def value(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self._loading = True
        self.setPlainText(value)
        self._loading = False
        self._settled = self.toPlainText()

    def set_problem(self, problem: bool) -> None:
        """Red edge on or off; the text stays."""
        mark_problem(self, problem)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        height = self.fontMetrics().lineSpacing() * self._lines + self.theme.px(4)
        return QSize(self.fontMetrics().averageCharWidth() * 30, height)

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Strg+Z undoes typing within the field only until it is left; then it is the window's."""
        if asks_undo(event) and self.toPlainText() == self._settled:
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settled = self.toPlainText()
            self.left.emit()

    def _tell_edited(self) -> None:
        if not self._loading:
            self.edited.emit()
