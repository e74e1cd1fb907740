"""The form of a measure from the description of its inputs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from klikks_desktop.domain.measures.model import Input, Measure
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Grade
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.fold import Fold
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.measure_field import MeasureField, Offer

ALWAYS_SHOWN: Final = ("I", "Z")
"""Common inputs that people have at hand; the others are folded away."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """How the form is fitted at the moment, by key."""

    inputs: Mapping[str, Input]
    units: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    offers: Mapping[str, Offer]


class MeasureForm(QScrollArea):
    """What the measure needs first, investment and grant, then economics and prices, folded.

    ``left`` when a person has left an input: save ``typed`` and call ``refresh``. ``edited`` at every
    keystroke: reckon and call ``fit``. Whatever is typed stays in its field, right or wrong.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.measure = measure
        self._fields: dict[str, MeasureField] = {}
        self._loaded: dict[str, tuple[str, str]] = {}
        self._seen: dict[str, tuple[str, str]] = {}
        self._folded = [each for each in measure.inputs if each.is_common and each.key not in ALWAYS_SHOWN]
        self._stored: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
        self._fitted: Fitted | None = None
        self._before: QWidget | None = None
        self._locked = False
        self._judged: dict[str, str] = {}
        self._visited: set[str] = set()
        self._problems: Sequence[Problem] = ()
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._bar = InfoBar(theme, "error", "")
        self._bar.hide()
        self._sentence = Label(theme, measure.sentence, "body", "muted", wrap=True)
        self.fold = Fold(theme, self.tr("Wirtschaftlichkeit und Preise"))
        self._fill(content)
        theme.changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------------ values

    def load(self, texts: Mapping[str, str], grades: Mapping[str, str], *, fresh: bool = False) -> None:
        """Show another potential from the top; a fresh one is not reproached with what is still empty."""
        self._visited = set() if fresh else {each.key for each in self.measure.inputs}
        self._stored = (texts, grades)
        self._set(self._fields)
        self.verticalScrollBar().setValue(0)

    def refresh(
        self, texts: Mapping[str, str], grades: Mapping[str, str], saved: Collection[str] = ()
    ) -> None:
        """The same potential, read again; what is typed and not among ``saved`` stays."""
        typed = {key for key in self._fields if self._now(key) != self._loaded[key]} - set(saved)
        self._stored = (texts, grades)
        self._set(key for key in self._fields if key not in typed)

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """Texts and grades that differ from what was loaded."""
        changed = {key: self._now(key) for key in self._fields if self._now(key) != self._loaded[key]}
        texts = {key: now[0] for key, now in changed.items() if now[0] != self._loaded[key][0]}
        return texts, {key: now[1] for key, now in changed.items() if now[1] != self._loaded[key][1]}

    def seen(self) -> tuple[dict[str, str], dict[str, str]]:
        """Texts and grades that are typed over: as loaded, also where they were changed elsewhere since."""
        texts = {key: text for key, (text, _grade) in self._seen.items()}
        return texts, {key: grade for key, (_text, grade) in self._seen.items()}

    def field(self, key: str) -> MeasureField:
        """The input with this key."""
        return self._fields[key]

    # ------------------------------------------------------------------ following

    def fit(
        self,
        measure: Measure,
        units: Mapping[str, tuple[str, ...]],
        sources: Mapping[str, str],
        offers: Mapping[str, Offer],
    ) -> None:
        """Show what counts now, with the defaults of now."""
        self._fitted = Fitted({each.key: each for each in measure.inputs}, units, sources, offers)
        for key in self._fields:
            self._fit_field(key, self._fitted)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each at its input once that was visited, those of none above; others are cleared."""
        self._problems = problems
        seen = self._visited | {key for key, field in self._fields.items() if field.text().strip()}
        # The sign of the formula, "(P_old)", helps on the command line; beside the input it is a riddle.
        told = {each.field: each.message.replace(f" ({each.field})", "") for each in reversed(problems)}
        for key, field in self._fields.items():
            field.set_problem(told.get(key, "") if key in seen else "")
        known = {each.key for each in self.measure.inputs}
        others = [message for key, message in told.items() if key not in known]
        self._bar.set_text(" ".join(others))
        self._bar.setVisible(bool(others))
        self._note_fold(sum(each.key in told for each in self._folded))

    def set_read_only(self, read_only: bool) -> None:
        """Show everything and let nothing be changed."""
        self._locked = read_only
        for field in self._fields.values():
            field.set_read_only(read_only)

    def go_to_problem(self) -> None:
        """Show everything that is to be checked and lead to the first."""
        self._visited = {each.key for each in self.measure.inputs}
        self.show_problems(self._problems)
        wrong = {each.field for each in self._problems}
        for each in self.measure.inputs:
            if each.key in wrong:
                self.go_to(each.key)
                return
        self.verticalScrollBar().setValue(0)

    def go_to(self, key: str = "") -> None:
        """Put the cursor into an input, the first without a key."""
        key = key or next(iter(self._fields))
        if any(each.key == key for each in self._folded):
            self.fold.set_open(True)
        field = self._fields[key]
        field.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bring_into_view(key)

    def chain_after(self, before: QWidget) -> None:
        """Let Tab lead from ``before`` through the form in reading order, though it was made later."""
        self._before = before
        own = [field for key, field in self._fields.items() if all(each.key != key for each in self._folded)]
        folded = [field for field in self._fields.values() if field not in own]
        chain = [stop for field in own for stop in field.stops()]
        chain += [self.fold.button, *(stop for field in folded for stop in field.stops())]
        for stop in chain:
            QWidget.setTabOrder(before, stop)
            before = stop

    # ------------------------------------------------------------------ inside

    def _fill(self, content: QWidget) -> None:
        self._column.addWidget(self._bar)
        self._column.addWidget(self._sentence)
        inputs = self.measure.inputs
        for each in (each for each in inputs if not each.is_common):
            self._column.addWidget(self._make(each))
        self._column.addWidget(Separator(self.theme))
        for each in (each for each in inputs if each.key in ALWAYS_SHOWN):
            self._column.addWidget(self._make(each))
        self.fold.toggled.connect(self._unfold)
        self._column.addWidget(self.fold)
        self._column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self._loaded = {key: self._now(key) for key in self._fields}

    def _make(self, each: Input) -> MeasureField:
        field = self._fields[each.key] = MeasureField(self.theme, each)
        field.edited.connect(self.edited)
        field.left.connect(self._tell_left)
        field.entered.connect(self._bring_into_view)
        return field

    def _now(self, key: str) -> tuple[str, str]:
        field = self._fields[key]
        text, grade = field.text(), field.grade.value()
        if not field.has_grade or not text.strip():
            return text, ""
        # What nobody has judged is shown as estimated and kept without a grade.
        return text, grade if grade != Grade.ESTIMATED.value or self._judged.get(key) else ""

    def _set(self, keys: Iterable[str]) -> None:
        texts, grades = self._stored
        for key in keys:
            field = self._fields[key]
            if field.text() != texts.get(key, ""):
                field.set_text(texts.get(key, ""))
            self._judged[key] = grades.get(key, "")
            field.set_grade(self._judged[key])
            self._loaded[key] = self._now(key)
            self._seen[key] = (texts.get(key, ""), grades.get(key, ""))

    def _tell_left(self, key: str) -> None:
        self._visited.add(key)
        self.left.emit()

    def _note_fold(self, count: int) -> None:
        if not count:
            words = self.tr("Nutzungsdauer, Zins, Betriebskosten und Energiepreise, mit Vorgaben belegt")
            self.fold.set_note(words)
            return
        one, many = self.tr("Darin ist 1 Angabe zu prüfen."), self.tr("Darin sind {count} Angaben zu prüfen.")
        self.fold.set_note(one if count == 1 else many.format(count=count), "error")

    def _unfold(self, shown: bool) -> None:
        """Make what was folded away when somebody first wants it."""
        new = [each for each in self._folded if each.key not in self._fields] if shown else []
        for each in new:
            self.fold.body.addWidget(self._make(each))
            self._set([each.key])
            self._fields[each.key].set_read_only(self._locked)
            if self._fitted is not None:
                self._fit_field(each.key, self._fitted)
        if new:
            self.show_problems(self._problems)
            if self._before is not None:
                self.chain_after(self._before)

    def _fit_field(self, key: str, now: Fitted) -> None:
        field, fitted = self._fields[key], now.inputs.get(key)
        if fitted is not None:
            field.fit(fitted, now.sources.get(key, ""), now.units.get(key, ()), now.offers.get(key))
        field.setVisible(fitted is not None)

    def _bring_into_view(self, key: str) -> None:
        # After the layout: a help that turned into a problem needs its room first.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self._fields[key], 0, self.theme.px(3)))

    def _restyle(self) -> None:
        theme = self.theme
        side = theme.px(5)
        self._column.setContentsMargins(side, theme.px(3), side, theme.px(4))
        self._column.setSpacing(theme.px(3.5))
