"""The card over the map: what the chosen area has, and the way into it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.map.legend import NOT_PARTICIPATING
from klikks_desktop.domain.map.values import AreaValue, Level, ReportState, Subject
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.pill import Pill, State

_STATES: Final[dict[ReportState, State]] = {
    ReportState.REPORTED: "ok",
    ReportState.PARTLY: "warn",
    ReportState.OLDER: "warn",
    ReportState.MISSING: "error",
}
_FIGURES: Final = (Subject.PROJECTS, Subject.TONNES, Subject.EUROS, Subject.PATRONS)


class AreaCard(Card):
    """Name, state and figures of one area. ``enter`` leads to what lies within it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 3)
        self.title = Label(theme, "", "record")
        self.pill = Pill(theme, "", "ok")
        self.figures = {subject: Label(theme, "", "strong") for subject in _FIGURES}
        self.note = Label(theme, "", "body", "muted")
        self.enter = Button(theme, "", "quiet", "map")
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self.title, 1)
        head.addWidget(self.pill)
        self.body.addLayout(head)
        self._rows = QWidget()
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        for pair in (_FIGURES[:2], _FIGURES[2:]):
            row = QHBoxLayout()
            row.setSpacing(theme.px(1))
            for subject in pair:
                row.addWidget(self.figures[subject])
                row.addWidget(Label(theme, _unit(subject), "body", "muted"))
                row.addSpacing(theme.px(2))
            row.addStretch(1)
            rows.addLayout(row)
        self.body.addWidget(self._rows)
        self.body.addWidget(self.note)
        self.body.addWidget(self.enter)

    def show_area(self, name: str, level: Level, value: AreaValue | None) -> None:
        """Show an area; ``None`` takes no part."""
        self.title.setText(name if value is None else value.name)
        self.pill.setVisible(value is not None)
        if value is not None:
            words = _reports(value)
            self.pill.set_state(words, _STATES[value.report_state])
        for subject, label in self.figures.items():
            label.setText("–" if value is None else value.words(subject))
        self.note.setText(NOT_PARTICIPATING)
        self.note.setVisible(value is None)
        self._rows.setVisible(value is not None)
        self.enter.setVisible(level is not Level.MUNICIPALITY)
        self.enter.set_label(
            self.tr("Kreise zeigen") if level is Level.STATE else self.tr("Gemeinden zeigen")
        )
        self.setAccessibleName(name if value is None else value.sentence)
        self.body.activate()


def _reports(value: AreaValue) -> str:
    return f"{value.reports} berichtet" if value.places > 1 else value.report_state.value


def _unit(subject: Subject) -> str:
    return {Subject.TONNES: "t CO₂e/a", Subject.EUROS: "Euro/a"}.get(subject, subject.label)
