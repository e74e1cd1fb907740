"""One place with its dates, its office and its people; nothing here can be changed, and why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.participation_fields import dated_steps
from klikks_desktop.services.exchange.place_report import PlaceDetail, ReportedPerson
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.step_strip import StepStrip
from klikks_desktop.ui.widgets.table import RecordTable


class PlaceCard(Card):
    """``person_wanted`` carries the id of the person to open; ``went_back`` leads to the list."""

    person_wanted = Signal(object)
    went_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5, parent=parent)
        self.back = Button(theme, self.tr("Alle Kommunen"), "quiet", "chevron-left")
        self.back.hide()
        self.title = Label(theme, "", "record", wrap=True)
        self.subtitle = Label(theme, "", "body", "muted", wrap=True)
        self.facts = KeyValues(theme)
        self.steps = StepStrip(theme)
        self.office = KeyValues(theme)
        self.parts = Label(theme, "", "body", "muted", wrap=True)
        self.heading = Label(theme, "", "section", wrap=True)
        columns = [Column("name", self.tr("Name, Kontakt")), Column("term", self.tr("Amtszeit"))]
        self.people = RecordTable(theme, columns, self.tr("Patinnen und Paten"), two_lines=True)
        self.note = Label(
            theme,
            self.tr("Diese Angaben pflegt die Kommune. Eine Berichtigung kommt mit ihrer nächsten Datei."),
            "small",
            "muted",
            wrap=True,
        )
        self._build()

    def show_place(self, detail: PlaceDetail, today: date) -> None:
        """Show one place."""
        place = detail.place
        self.title.setText(place.designation)
        self.subtitle.setText(" · ".join(part for part in (place.county, place.state, place.key) if part))
        self.facts.set_pairs(_facts(self, detail, today))
        self.steps.set_steps(dated_steps(detail.participation))
        self.office.set_pairs(
            [
                ("townhall", self.tr("Stelle"), place.office),
                ("mail", self.tr("Postfach"), place.contact_email),
                ("person", self.tr("Telefon"), place.contact_phone),
            ]
        )
        parts = ", ".join(detail.localities)
        self.parts.setText(self.tr("Ortsteile: {names}").format(names=parts or "–"))
        words = self.tr("Patinnen und Paten: {n} im Amt, {named} mit Namen")
        self.heading.setText(words.format(n=detail.in_office, named=len(detail.people)))
        rows = [_row(person) for person in detail.people]
        nobody = self.tr("Niemand mit Namen gemeldet.")
        self.people.set_rows(rows, count_words(len(rows), "Person", "Personen") if rows else nobody)

    def show_way_back(self, shown: bool) -> None:
        """In one pane: offer the way back to the list."""
        self.back.setVisible(shown)

    def enter(self) -> None:
        """Go to the people."""
        self.people.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        scroll = ScrollPage(self.theme)
        line, below = Separator(self.theme), Separator(self.theme)
        for part in (self.facts, self.steps, line, self.office, below, self.parts):
            scroll.body.addWidget(part)
        scroll.body.addWidget(self.heading)
        scroll.body.addWidget(self.people, 1)
        self.people.setMinimumHeight(self.theme.px(62))
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.title, self.subtitle):
            self.body.addWidget(widget)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.note)
        self.back.clicked.connect(self.went_back)
        self.people.activated.connect(self._want)

    def _want(self, person: UUID) -> None:
        self.person_wanted.emit(person)


def _facts(card: PlaceCard, detail: PlaceDetail, today: date) -> list[tuple[str, str, str]]:
    reported = detail.reported_at.astimezone().date() if detail.reported_at else None
    age = f"{format_short(reported)}, {age_words(reported, today)}" if reported else ""
    return [
        ("import", card.tr("Bericht vom"), age),
        ("history", card.tr("Nicht mehr im Amt"), str(detail.ended)),
    ]


def _row(person: ReportedPerson) -> Row:
    contacts = " · ".join(part for part in (person.locality, person.email, person.phone) if part)
    term = Cell("")
    if person.begins_on is not None:
        until = f"bis {_day(person.last_day)}" if person.last_day else "unbefristet"
        term = Cell(f"ab {_day(person.begins_on)}", until, sort=person.begins_on.toordinal())
    return Row(person.id, (Cell(person.name, contacts or "ohne Kontakt"), term))


def _day(day: date | None) -> str:
    return format_short(day) if day else ""
