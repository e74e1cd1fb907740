"""A number with its unit, which can be chosen where several are taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.measures.formula import show
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.inputs import LineField
from klikks_desktop.ui.widgets.label import Label

SHARE: Final = "%"
_PARTS: Final = re.compile(r"(?P<number>[+\-−]?[\d.,' ]*\d)\s*(?P<unit>[^\s\d.,'].*)", re.ASCII)


class AmountField(QWidget):
    """``value`` is the text as it is kept: the number alone in the own unit, else with the chosen one.

    Whoever types the unit behind the number finds it chosen when the field is left. A share without
    unit of its own is asked for in percent.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._own = unit
        self._others: tuple[str, ...] = ()
        self._default = ""
        self._optional = ""
        self.line = LineField(theme, name)
        self.unit = ChoiceField(theme, [], self.tr("Einheit: {what}").format(what=name))
        self._label = Label(theme, unit, "body", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.line, 3)
        self._row.addWidget(self.unit, 2)
        self._row.addWidget(self._label, 2)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self.edited)
        self.line.left.connect(self._leave)
        self.unit.edited.connect(self._change_unit)
        theme.changed.connect(self._restyle)
        self.set_units(())
        self._restyle()

    def set_units(self, others: Sequence[str]) -> None:
        """Take these units besides the own one; the chosen one stays where it is still among them."""
        if self._others == tuple(others) and self.unit.count():
            return  # Nothing moves while somebody types.
        kept = self.value()
        chosen = self.unit.value()
        self._others = tuple(others)
        own = ("", self._own_words())
        rest = [(unit, unit) for unit in self._others]
        self.unit.set_choices([*rest, own] if self._asks_percent else [own, *rest])
        self.unit.set_value(chosen if chosen in self._others else SHARE if self._asks_percent else "")
        self.unit.setVisible(bool(self._others))
        self._label.setVisible(not self._others)
        self.set_value(kept)

    def set_default(self, text: str, otherwise: str = "") -> None:
        """What stands in while nothing is typed, a plain decimal; ``otherwise`` where there is nothing."""
        self._default, self._optional = text, otherwise
        self._show_default()

    def value(self) -> str:
        """The text with its unit, empty without a number."""
        text, unit = self.line.text().strip(), self.unit.value()
        if not text or not unit or _PARTS.fullmatch(text):
            return text
        return f"{text} {unit}"

    def set_value(self, text: str) -> None:
        """Show a text; a unit behind the number that is taken here becomes the chosen one."""
        number, unit = self._parted(text)
        self.line.set_value(number)
        if number:
            self.unit.set_value(unit)
        self._show_default()

    def set_problem(self, problem: bool) -> None:
        """Red edge on or off; the text stays."""
        self.line.set_problem(problem)

    def set_read_only(self, read_only: bool) -> None:
        """The number stays selectable."""
        self.line.setReadOnly(read_only)
        self.unit.setEnabled(not read_only)

    def default_words(self) -> str:
        """The default with its unit as people read it, "" without one."""
        if not self._default:
            return ""
        value = Decimal(self._default)
        if self._asks_percent:
            return f"{show(value * 100)} %"
        return f"{show(value)} {self._own}".rstrip()

    @property
    def shows_default(self) -> bool:
        """Whether the empty field itself says what stands in for it."""
        return self.unit.value() == (SHARE if self._asks_percent else "")

    @property
    def _asks_percent(self) -> bool:
        return not self._own and SHARE in self._others

    def _own_words(self) -> str:
        if self._asks_percent:
            return self.tr("Anteil")
        # Beside the upper heating value the lower one has to be named.
        return f"{self._own} Hi" if f"{self._own} Hs" in self._others else self._own

    def _parted(self, text: str) -> tuple[str, str]:
        """Number and unit of a text; the text as it is where the unit is none of these."""
        found = _PARTS.fullmatch(text.strip())
        if not found:
            return text, ""
        wanted = _folded(found["unit"])
        if self._own and wanted in {_folded(self._own), _folded(self._own_words())}:
            return found["number"], ""
        for unit in self._others:
            if _folded(unit) == wanted:
                return found["number"], unit
        return text, ""

    def _leave(self) -> None:
        """Move a typed unit to where units are chosen."""
        number, unit = self._parted(self.line.text())
        if number != self.line.text():
            self.line.set_value(number)
            self.unit.set_value(unit)
        self.left.emit()

    def _change_unit(self) -> None:
        self._show_default()
        if self.line.text().strip():
            self.edited.emit()
            self.left.emit()

    def _show_default(self) -> None:
        words = ""
        if self._default and self.shows_default:
            number = self.default_words().removesuffix(f" {SHARE if self._asks_percent else self._own}")
            words = self.tr("Vorgabe {number}").format(number=number)
        self.line.setPlaceholderText(words or self._optional)

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(2))


def _folded(unit: str) -> str:
    return unit.replace(" ", "").replace("m3", "m³").replace("€", "EUR").casefold()
