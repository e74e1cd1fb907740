"""Names and values of a record, one pair a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import IconLabel, Label

ICON = 4.5
"""Size of an icon in units."""


class KeyValues(QWidget):
    """A list of (icon, name, value); the icon may be empty. Values can be selected and copied.

    An icon is an icon's name or ``name:role`` for one in another colour than muted. wrap: names may be
    long and break, too. indent: room for an icon also where no pair has one, beside a list with icons.
    """

    def __init__(
        self,
        theme: Theme,
        pairs: Sequence[tuple[str, str, str]] = (),
        *,
        wrap: bool = False,
        indent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._wrap, self._indent = wrap, indent
        self._is_bare = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, int(wrap))
        self._grid.setColumnStretch(2, 1)
        theme.changed.connect(self._restyle)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[tuple[str, str, str]]) -> None:
        """Show other pairs."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # Without a parent it would be shown as a window of its own by Qt's pending show.
                widget.hide()
                widget.deleteLater()
        for row, (icon, name, value) in enumerate(pairs):
            self._add(row, icon, name, value)
        self._is_bare = not any(icon for icon, _name, _value in pairs)
        self._restyle()

    def _add(self, row: int, icon: str, name: str, value: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if icon:
            shape, _, role = icon.partition(":")
            self._grid.addWidget(IconLabel(self.theme, shape, role or "muted", ICON), row, 0, top)
        self._grid.addWidget(Label(self.theme, name, "body", "muted", wrap=self._wrap), row, 1, top)
        shown = value or "–"
        label = Label(self.theme, shown, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | top)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{name}: {shown}")
        self._grid.addWidget(label, row, 2, top)

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self.theme.px(2))
        self._grid.setVerticalSpacing(self.theme.px(2))
        # A column without an icon has no gap beside it.
        self._grid.setColumnMinimumWidth(0, self.theme.px(ICON + 2) if self._is_bare and self._indent else 0)
