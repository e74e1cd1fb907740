"""Ground of a page, and two panes that become one where it gets narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.page_head import PageHead


class Page(QWidget):
    """Head and ``body`` (a vertical layout). The shell calls ``set_width_class`` as its width changes."""

    def __init__(self, theme: Theme, head: PageHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.head = head
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
        self._blank: QWidget | None = None
        self._waiting: list[QWidget] = []
        theme.changed.connect(self._restyle)
        self._restyle()

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget right below the head."""
        self.body.insertWidget(1, widget)

    def put_at_foot(self, widget: QWidget) -> None:
        """Show a widget below the content, which does not move for it."""
        self.body.addWidget(widget)

    def wait(self, *, waiting: bool) -> None:
        """Show nothing below the head as long as it is not known what there is; then all as it was."""
        if self._blank is None:
            self._blank = QWidget(self)
            self.body.insertWidget(1, self._blank, 1)
        if waiting and not self._waiting:
            items = filter(None, map(self.body.itemAt, range(self.body.count())))
            parts = filter(None, (item.widget() for item in items))
            mine = (self.head, self._blank)
            self._waiting = [part for part in parts if part not in mine and not part.isHidden()]
        for part in self._waiting:
            part.setVisible(not waiting)
        self._blank.setVisible(waiting)
        if not waiting:
            self._waiting = []

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:  # noqa: ARG002 - pages with panes use both
        """Adapt to a narrow window or large text."""
        self.head.set_slim(slim)

    def _restyle(self) -> None:
        self.body.setSpacing(self.theme.px(3 if self.theme.scale > 140 else 4))


class Panes(QWidget):
    """A list and a record side by side, or one of them at a time.

    The record is ``detail`` units wide; the list takes the rest. In one pane the list shows until
    ``show_record`` is called; the page leads back with ``show_list``.
    """

    def __init__(
        self,
        theme: Theme,
        listing: QWidget,
        record: QWidget,
        detail: float = 122,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.listing = listing
        self.record = record
        self._detail = detail
        self._two = True
        self._record_shown = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(listing, 1)
        self._row.addWidget(record)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def two_panes(self) -> bool:
        """Whether both are seen."""
        return self._two

    def set_two_panes(self, two: bool) -> None:
        """Show both, or one at a time."""
        self._two = two
        self._restyle()

    def set_record(self, record: QWidget) -> None:
        """Put the record itself in the place of what stood for it."""
        self._row.replaceWidget(self.record, record)
        self.record.hide()
        self.record.deleteLater()
        self.record = record
        self._restyle()

    def show_record(self) -> None:
        """In one pane: show the record instead of the list."""
        self._record_shown = True
        self._restyle()

    def show_list(self) -> None:
        """In one pane: back to the list."""
        self._record_shown = False
        self._restyle()

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(4))
        self.listing.setVisible(self._two or not self._record_shown)
        self.record.setVisible(self._two or self._record_shown)
        fixed = self._two and self._detail > 0
        self.record.setMinimumWidth(self.theme.px(self._detail) if fixed else 0)
        self.record.setMaximumWidth(self.theme.px(self._detail) if fixed else 16_777_215)


class ScrollPage(QScrollArea):
    """Scrolls a page's content downwards when it is higher than the window; never sideways."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._content = content = QWidget()
        self.viewport().setAutoFillBackground(False)
        self.body = QVBoxLayout(content)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._keep_off)
        theme.changed.connect(self._restyle)
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """As wide as the content, no matter how high."""
        content = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(content, self.theme.px(20))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the page when the content needs another width: Qt tells it only of another height."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _restyle(self) -> None:
        self._gap = self._wanted_gap()
        self.body.setContentsMargins(0, 0, self._gap, self.theme.px(1))
        self.body.setSpacing(self.theme.px(4))

    def _keep_off(self) -> None:
        """Hold the content off the scroll bar; without one it is as wide as the head of the page.

        Who has set a margin of its own keeps it.
        """
        margins = self.body.contentsMargins()
        if margins.right() == self._gap:
            self._gap = self._wanted_gap()
            margins.setRight(self._gap)
            self.body.setContentsMargins(margins)

    def _wanted_gap(self) -> int:
        return self.theme.px(1) if self.verticalScrollBar().maximum() else 0
