"""Head and foot of a record: its name and state above, what is saved and the main action below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.pill import Pill, State


class RecordHead(QWidget):
    """Name in serif, state pill, icon buttons at the right; ``went_back`` from the way back to the list."""

    went_back = Signal()

    def __init__(self, theme: Theme, back: str, *actions: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._back = Button(theme, back, "quiet", "chevron-left")
        self._back.clicked.connect(self.went_back)
        self._back.hide()
        self._title = _Title(theme, "", "record", wrap=True)
        self._pill = Pill(theme, "", "draft")
        self._pill.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._title.setSizePolicy(policy)
        self._row.addWidget(self._title)
        self._row.addWidget(self._pill)
        self._row.addStretch(1)
        for action in actions:
            self._row.addWidget(action)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, title: str, state_text: str = "", state: State = "draft") -> None:
        """Show name and state; without text the pill goes."""
        self._title.setText(title)
        self._pill.set_state(state_text, state)
        self._pill.setVisible(bool(state_text))

    def show_way_back(self, shown: bool) -> None:
        """In one pane: offer the way back to the list."""
        self._back.setVisible(shown)

    def _restyle(self) -> None:
        side, top = self.theme.px(5), self.theme.px(2.5)
        self._row.setContentsMargins(side, top, self.theme.px(3), top)
        self._row.setSpacing(self.theme.px(2.5))


class _Title(Label):
    """In one line where there is room; Qt would break it to a third of its width."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())


class FormFoot(QWidget):
    """Says what is saved; leads to what is still to be checked; holds the main action.

    ``wants_problem`` when a person asks for the open point. more: a further button before the main one.
    """

    wants_problem = Signal()

    def __init__(
        self,
        theme: Theme,
        main: Button | None = None,
        more: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.main = main
        self._icon = IconLabel(theme, "draft", "muted", 4)
        self._saved = Label(theme, "", "body", "muted", wrap=True)
        self._open = Button(theme, "")
        self._open.clicked.connect(self.wants_problem)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._saved, 1)
        self._row.addWidget(self._open)
        for button in filter(None, (more, main)):
            self._row.addWidget(button)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_open(0)

    def show_saved(self, text: str) -> None:
        """For example "Gesichert, 10:42 Uhr"."""
        self._saved.setText(text)
        self._icon.setVisible(bool(text))

    def show_open(self, count: int) -> None:
        """So many fields are to be checked; the main action waits for none."""
        if count:
            words = self.tr("1 Angabe prüfen") if count == 1 else self.tr("{count} Angaben prüfen")
            self._open.set_label(words.format(count=count))
        self._open.setVisible(bool(count))
        if self.main is not None:
            self.main.setEnabled(not count)

    def _restyle(self) -> None:
        side, top = self.theme.px(5), self.theme.px(2.5)
        self._row.setContentsMargins(side, top, side, top)
        self._row.setSpacing(self.theme.px(2))
