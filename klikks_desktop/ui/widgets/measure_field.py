"""One input of a measure: label, value, how good it is, and below it default, source or problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.measures.model import Input, InputKind
from klikks_desktop.domain.records import Grade
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.amount_field import AmountField
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.date_field import DateField
from klikks_desktop.ui.widgets.label import IconLabel, Label

GRADE_WIDTH: Final = 32
"""Width in units of the choice of grades."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that is known from elsewhere. text: to be taken over; sentence: where it comes from."""

    text: str
    sentence: str


class MeasureField(QWidget):
    """``edited`` at every keystroke, ``left`` when a person is done; both carry the key of the input."""

    edited = Signal(str)
    left = Signal(str)
    entered = Signal(str)

    def __init__(self, theme: Theme, field: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.key = field.key
        self.problem = ""
        self._field = field
        self._source = ""
        self._offer: Offer | None = None
        self._locked = False
        self.input = self._make_input()
        self.input.setObjectName(field.key)
        self._label = Label(theme, field.title, "label", wrap=True)
        self._label.setBuddy(self.input)
        self.grade = ChoiceField(
            theme,
            [(grade.value, grade.value) for grade in Grade],
            _tr("Datengüte: {what}").format(what=field.title),
        )
        self._build()
        target = self.input.line if isinstance(self.input, AmountField) else self.input
        target.installEventFilter(self)
        self.input.edited.connect(self._tell_edited)
        self.input.left.connect(self._tell_left)
        self.grade.edited.connect(self._tell_left)
        self._take.clicked.connect(self._take_offer)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.fit(field)

    # ------------------------------------------------------------------ values

    @property
    def has_grade(self) -> bool:
        """Whether somebody may say how good the value is: the measure's own numbers."""
        return self._field.kind is InputKind.NUMBER and not self._field.is_common

    def text(self) -> str:
        """The text as it is kept; empty for a choice that nobody made."""
        return self._chosen if isinstance(self.input, ChoiceField) else self.input.value()

    def set_text(self, text: str) -> None:
        """Show a text; a choice that was not made shows what stands in for it."""
        if isinstance(self.input, ChoiceField):
            self._chosen = self._choice_of(text)
            self.input.set_value(self._chosen or self._field.default)
        else:
            self.input.set_value(text)
        self._describe()

    def set_grade(self, word: str) -> None:
        """Show how good the value is; nothing said counts as estimated."""
        self.grade.set_value(word or Grade.ESTIMATED.value)

    # ------------------------------------------------------------------ showing

    def fit(
        self, field: Input, source: str = "", units: tuple[str, ...] = (), offer: Offer | None = None
    ) -> None:
        """Follow the other inputs: default, units, choices; source: of the default, in words."""
        self._field, self._source, self._offer = field, source, offer
        if isinstance(self.input, AmountField):
            self.input.set_units(units)
            self.input.set_default(field.default, _tr("freiwillig") if field.optional else "")
        elif isinstance(self.input, DateField):
            shown = format_short(date.fromisoformat(field.default)) if field.default else ""
            self.input.setPlaceholderText(_tr("Vorgabe {what}").format(what=shown) if shown else "")
        elif not self._chosen:
            self.input.set_value(field.default)
        self._describe()

    def set_problem(self, message: str) -> None:
        """Show what is wrong in place of the help; an empty message clears it."""
        if message != self.problem:
            self.problem = message
            self.input.set_problem(bool(message))
            self._describe()

    def set_read_only(self, read_only: bool) -> None:
        """Numbers stay selectable, choices are disabled."""
        self._locked = read_only
        if isinstance(self.input, AmountField):
            self.input.set_read_only(read_only)
        elif isinstance(self.input, DateField):
            self.input.setReadOnly(read_only)
        else:
            self.input.setEnabled(not read_only)
        self.grade.setEnabled(not read_only)
        self._describe()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        value = [self.input.line, self.input.unit] if isinstance(self.input, AmountField) else [self.input]
        return [*value, *([self.grade] if self.has_grade else []), self._take]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell when the input is entered, so that the form can bring it into view."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.key)
        return False

    # ------------------------------------------------------------------ inside

    def _make_input(self) -> AmountField | DateField | ChoiceField:
        field = self._field
        self._chosen = ""
        if field.kind is InputKind.CHOICE:
            return ChoiceField(self.theme, list(field.choices.items()), field.title, _tr("freiwillig"))
        if field.kind is InputKind.DATE:
            return DateField(self.theme, field.title)
        return AmountField(self.theme, field.title, field.unit)

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout()
        self._row.addWidget(self.input, 1)
        if self.has_grade:
            policy = self.grade.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)
            self.grade.setSizePolicy(policy)
            self._row.addWidget(self.grade)
        else:
            self.grade.setParent(self)
            self.grade.hide()
        self._icon = IconLabel(self.theme, "error", "error", 4)
        self._words = Label(self.theme, "", "small", "muted", wrap=True)
        self._take = Button(self.theme, _tr("Übernehmen"), icon="check")
        self._origin = Label(self.theme, "", "small", "muted", wrap=True)
        self._offered = QWidget()
        self._offer_row = QHBoxLayout(self._offered)
        self._offer_row.setContentsMargins(0, 0, 0, 0)
        self._offer_row.addWidget(self._take)
        self._offer_row.addWidget(self._origin, 1)
        self._line = QWidget()
        self._below = QHBoxLayout(self._line)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._below.addWidget(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addLayout(self._row)
        self._column.addWidget(self._line)
        self._column.addWidget(self._offered)

    def _choice_of(self, text: str) -> str:
        """The choice that a text means: its value or its words, as tables have them."""
        wanted = text.strip().casefold()
        for value, words in self._field.choices.items():
            if wanted in {value.casefold(), words.casefold()}:
                return value
        return ""

    def _describe(self) -> None:
        text = self.problem or "\n".join(filter(None, (self._field.help, self._default_words())))
        self._words.setText(text)
        self._words.set_role("small", "error" if self.problem else "muted")
        self._icon.setVisible(bool(self.problem))
        self._line.setVisible(bool(text))
        spoken = self.input.line if isinstance(self.input, AmountField) else self.input
        spoken.setAccessibleDescription(text)
        empty = not self.text().strip()
        if self.has_grade:
            self.grade.setVisible(not empty)
        self._show_offer(empty)

    def _show_offer(self, empty: bool) -> None:
        """What is known from elsewhere, with where it comes from, while nothing is typed."""
        offer = self._offer if empty and not self._locked else None
        self._offered.setVisible(offer is not None)
        if offer is not None:
            what = self._field.choices.get(offer.text, f"{offer.text} {self._field.unit}".rstrip())
            self._take.set_label(_tr("{what} übernehmen").format(what=what))
            self._take.setAccessibleDescription(offer.sentence)
            self._origin.setText(offer.sentence)

    def _default_words(self) -> str:
        """What stands in for an empty input, where it comes from, whether to check it."""
        field = self._field
        if self.text().strip() or not field.default or not self._source:
            return ""
        if field.is_guide_value:
            words = _tr("Vorgabe: Richtwert, bitte prüfen")
        else:
            words = _tr("Vorgabe: {source}").format(source=self._source)
        if isinstance(self.input, AmountField) and not self.input.shows_default:
            # The chosen unit is another one, so the empty field cannot show it.
            return f"{words} ({self.input.default_words()})"
        return words

    def _tell_edited(self) -> None:
        if isinstance(self.input, ChoiceField):
            self._chosen = self.input.value()
        self._describe()
        self.edited.emit(self.key)

    def _tell_left(self) -> None:
        self._describe()
        self.left.emit(self.key)

    def _take_offer(self) -> None:
        if self._offer is None:
            return
        self.set_text(self._offer.text)
        self.set_grade(Grade.READ.value)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_edited()
        self._tell_left()

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(1))
        self._row.setSpacing(self.theme.px(2))
        self._below.setSpacing(self.theme.px(1.25))
        self._offer_row.setSpacing(self.theme.px(2))
        self.grade.setFixedWidth(self.theme.px(GRADE_WIDTH))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeasureField", text)
