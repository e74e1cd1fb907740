"""One line of text with suggestions: any text may be typed, the usual ones are at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.inputs import LineField


class SuggestField(LineField):
    """A text field that offers texts while typing; Alt+Down or the chevron offers all of them."""

    def __init__(
        self,
        theme: Theme,
        suggestions: Sequence[str],
        name: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, placeholder, parent)
        self._model = QStringListModel(list(suggestions), self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := self._completer.popup()) is not None:
            popup.setAccessibleName(self.tr("Vorschläge"))
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)
        words = self.tr("Vorschläge zeigen")
        words = f"{words}: {name}" if name else words
        self._button = Button(theme, "", "quiet", "chevron-down", name=words, parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.offer_all)
        self.setToolTip(self.tr("Alt+Pfeil nach unten zeigt Vorschläge"))
        theme.changed.connect(self._place)
        self._place()

    def offer_all(self) -> None:
        """Show every suggestion below the field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def setReadOnly(self, read_only: bool) -> None:
        """A read-only field offers nothing."""
        super().setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down offers all."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.offer_all()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chevron at the right."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.height() - 4
        self._button.setGeometry(self.width() - size - 2, 2, size, size)
        self.setTextMargins(0, 0, size - self.theme.px(1), 0)

    def _take(self) -> None:
        self.edited.emit()
        self.left.emit()
