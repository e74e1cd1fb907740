"""The joint number (gemeinsame Nummer): large, in groups, and a field for what is heard on the phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.label import Label

_A_ROW = 3
"""Groups in one row: two rows of three are read aloud without losing one's place."""


class JointNumberPanel(QWidget):
    """Six groups of five digits, each to be selected and read on its own, and the field below.

    number: as the services give it, groups parted by blanks.
    """

    def __init__(self, theme: Theme, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        card = Card(theme, 4, "sunken")
        card.body.addWidget(Label(theme, self.tr("Gemeinsame Nummer"), "label", "muted"))
        self.groups = [_Group(theme, place, group) for place, group in enumerate(number.split(), start=1)]
        self._grid = QGridLayout()
        for place, group in enumerate(self.groups):
            self._grid.addWidget(group, place // _A_ROW, place % _A_ROW)
        card.body.addLayout(self._grid)
        self.heard = FormField(
            theme,
            FieldSpec(
                "heard",
                self.tr("Was die andere Seite Ihnen vorliest"),
                placeholder=self.tr("30 Ziffern"),
                help=self.tr(
                    "Tippen Sie ab, was Sie hören, nicht, was hier steht. Leerzeichen sind erlaubt."
                ),
            ),
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(card)
        self._column.addWidget(self.heard)
        self.heard.edited.connect(self._forget_problem)
        self.setFocusProxy(self.heard.input)
        theme.changed.connect(self._restyle)
        self._restyle()

    def typed(self) -> str:
        """What was typed, as it was typed."""
        return str(self.heard.input.value())

    def set_problem(self, message: str) -> None:
        """Say at the field why the number was not taken; the text stays."""
        self.heard.set_problem(message)
        self.heard.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_problem(self) -> None:
        self.heard.set_problem("")

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(4))
        self._grid.setHorizontalSpacing(self.theme.px(6))
        self._grid.setVerticalSpacing(self.theme.px(1))


class _Group(Label):
    """Five digits of equal width, reached by Tab and copied with Strg+C."""

    def __init__(self, theme: Theme, place: int, digits: str) -> None:
        super().__init__(theme, digits, "figure")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Said digit by digit: a screen reader would make a number in the ten thousands of it.
        self.setAccessibleName(
            self.tr("Gruppe {place}: {digits}").format(place=place, digits=" ".join(digits))
        )

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
