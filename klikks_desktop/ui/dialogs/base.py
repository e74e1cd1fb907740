"""Ground of every dialog: title in serif, body, foot with help at the left and actions at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import IconLabel, Label, Separator


class Dialog(QDialog):
    """A dialog 150 u wide; Esc rejects, Enter presses the last action shown.

    Content goes into ``body``; actions are added from the harmless one to the primary.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        subtitle: str = "",
        *,
        icon: str = "",
        icon_colour: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._actions: list[Button] = []
        self.body = QVBoxLayout()
        self._foot = _Foot(theme)
        self._head = self._make_head(title, subtitle, icon, icon_colour)
        self._content = _Content()
        self._content.arranged.connect(self._grow)
        self._inner = QVBoxLayout(self._content)
        self._inner.addLayout(self._head)
        self._inner.addWidget(Separator(theme))
        self._inner.addLayout(self.body, 1)
        self._scroll = QScrollArea()
        self._scroll.setProperty("plain", "true")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        theme.changed.connect(self._restyle)
        self._restyle()

    def add_action(self, button: Button) -> Button:
        """Add an action at the right of the foot; the last one is the default."""
        self._actions.append(button)
        self._foot.row.addWidget(button)
        return button

    def add_foot_note(self, widget: QWidget) -> None:
        """Add something at the left of the foot: a code, a way to the help."""
        self._foot.notes.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the default action wherever the cursor is in a line of text."""
        shown = [action for action in self._actions if action.isVisibleTo(self)]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown:
            shown[-1].click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first input of the body, else on the default action."""
        super().showEvent(event)
        self._fit_height()
        if not event.spontaneous():
            self._to_the_middle()
        inputs = (child for child in self._content.findChildren(QWidget) if child.isVisibleTo(self))
        if self._actions and not any(child.focusPolicy() & Qt.FocusPolicy.TabFocus for child in inputs):
            self._actions[-1].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("surface"))
        painter.end()

    def _make_head(self, title: str, subtitle: str, icon: str, icon_colour: str) -> QHBoxLayout:
        head = QHBoxLayout()
        if icon:
            head.addWidget(IconLabel(self.theme, icon, icon_colour, 9))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.theme, title, "dialog", wrap=True))
        if subtitle:
            words.addWidget(Label(self.theme, subtitle, "body", "muted", wrap=True))
        head.addLayout(words, 1)
        return head

    def _restyle(self) -> None:
        theme = self.theme
        self._inner.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(5))
        self._inner.setSpacing(theme.px(4))
        self._head.setSpacing(theme.px(5))
        self.body.setSpacing(theme.px(4))
        wanted = theme.width("dialog")
        screen = self.screen().availableGeometry().width()
        self.setMinimumWidth(min(wanted, screen - theme.px(8)))
        if self.isVisible():
            self._fit_height()

    def _fit_height(self) -> None:
        """As high as the wrapped texts are in this width; what the screen cannot hold scrolls."""
        self._become(self._wanted_size())

    def _grow(self) -> None:
        """A field that appears while the dialog is open is seen at once; it never shrinks under the hand."""
        if self.isVisible():
            self._become(self.size().expandedTo(self._wanted_size()))

    def _to_the_middle(self) -> None:
        # Qt did it by the height from before, which knew nothing of wrapped texts.
        parent, room, frame = self.parentWidget(), self.screen().availableGeometry(), self.frameGeometry()
        frame.moveCenter((parent.window().frameGeometry() if parent else room).center())
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        self.move(left, max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())))

    def _become(self, size: QSize) -> None:
        """Take a size, and move up where the actions would leave the screen below."""
        self.resize(size)
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        below = frame.bottom() - room.bottom()
        if self.isVisible() and below > 0:
            self.move(frame.left(), max(room.top(), frame.top() - below))

    def _wanted_size(self) -> QSize:
        needs = (part.minimumSizeHint().width() for part in (self._content, self._foot))
        width = max(self.minimumWidth(), *needs)
        layout = self._inner
        wanted = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        most = self.screen().availableGeometry().height() - self.theme.px(8)
        return QSize(width, min(wanted + self._foot.sizeHint().height(), most))


class _Content(QWidget):
    """Head and body; as high as its texts are in the width it has. ``arranged`` when something changed."""

    arranged = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell that parts came, went or changed their size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arranged.emit()
        return done

    def minimumSizeHint(self) -> QSize:
        """No height of its own where texts wrap: the scroll area would keep that of much shorter lines."""
        needed = super().minimumSizeHint()
        layout = self.layout()
        return QSize(needed.width(), 0) if layout is not None and layout.hasHeightForWidth() else needed


class _Foot(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.notes = QHBoxLayout()
        self.row.addLayout(self.notes)
        self.row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("raised"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))
        painter.end()

    def _restyle(self) -> None:
        theme = self.theme
        self.row.setContentsMargins(theme.px(6), theme.px(3), theme.px(6), theme.px(3))
        self.row.setSpacing(theme.px(2))
        self.notes.setSpacing(theme.px(3))
