"""What happened, what is kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.errors import ErrorText, UserError
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import IconLabel, Label


class MessageDialog(Dialog):
    """A known error with its code; ``help_wanted`` carries the code.

    Without further actions the only one is "Schließen". Add others with ``add_action`` and connect
    them to ``accept`` or ``reject``.
    """

    help_wanted = Signal(str)

    def __init__(
        self, theme: Theme, code: str, text: ErrorText, subtitle: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text.title, subtitle, icon="error", icon_colour="error", parent=parent)
        self._code = code
        for icon, colour, title, words in (
            ("alert", "error", self.tr("Was ist passiert"), text.happened),
            ("shield", "ok", self.tr("Was ist erhalten"), text.kept),
            ("chevron-right", "primary", self.tr("Was Sie tun können"), text.advice),
        ):
            self.body.addLayout(_part(theme, icon, colour, title, words))
        self.add_foot_note(Label(theme, code, "strong", "muted"))
        help_button = Button(theme, self.tr("Hilfe zu {code}").format(code=code), "quiet", "help")
        help_button.clicked.connect(self._ask_help)
        self.add_foot_note(help_button)

    @classmethod
    def for_error(cls, theme: Theme, error: UserError, parent: QWidget | None = None) -> MessageDialog:
        """The dialog of an error, with one way out."""
        dialog = cls(theme, error.code, error.text, parent=parent)
        close = dialog.add_action(Button(theme, dialog.tr("Schließen"), "primary"))
        close.clicked.connect(dialog.reject)
        return dialog

    def _ask_help(self) -> None:
        self.help_wanted.emit(self._code)


def _part(theme: Theme, icon: str, colour: str, title: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(3))
    mark = QVBoxLayout()
    mark.addWidget(IconLabel(theme, icon, colour))
    mark.addStretch(1)
    column = QVBoxLayout()
    column.setSpacing(theme.px(0.5))
    column.addWidget(Label(theme, title, "strong"))
    column.addWidget(Label(theme, words, wrap=True))
    row.addLayout(mark)
    row.addLayout(column, 1)
    return row
