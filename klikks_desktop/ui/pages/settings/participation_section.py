"""How far the municipality has come in the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.participation_fields import STEPS, dated_steps
from klikks_desktop.domain.records import Participation, Place
from klikks_desktop.services.places import places
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.place_specs import place_spec
from klikks_desktop.ui.widgets.record_form import spec_of
from klikks_desktop.ui.widgets.step_strip import StepStrip

SIGNUP: Final = "signup_deadline"
"""The one field here that belongs to the place itself."""
NUMBER: Final = "resolution_number"
_PAIRS: Final = (
    ("agreement_on", "call_on"),
    ("appointment_on", "onboarding_on"),
    ("analysis_on", "workshop_on"),
    ("projects_on", "networking_on"),
)
_STEPS: Final = {step.name: step for step in STEPS}


class ParticipationSection(Section):
    """The ten steps with their days, seen at a glance and entered below."""

    about_place = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._place: Place | None = None
        self._stored: Participation | None = None
        self.strip = StepStrip(host.theme)
        rows: list[FieldSpec | tuple[FieldSpec, FieldSpec]] = [
            _spec("contact_on", alone=True),
            (
                _spec("resolution_on"),
                FieldSpec(NUMBER, self.tr("Nummer des Beschlusses"), optional=True),
            ),
            *((_spec(first), _spec(second)) for first, second in _PAIRS),
        ]
        note = self.tr(
            "Ein Schritt ist getan, wenn sein Tag gekommen ist. Alle Tage gehen mit dem nächsten Bericht "
            "an die Region, die Nummer des Beschlusses nicht."
        )
        signup = FormSection(
            self.tr("Anmeldung"),
            "calendar",
            [place_spec(SIGNUP, kind="date", optional=True, width=51)],
            self.tr("Bis wann die Kommune sich zum Programm anmelden kann. Leer: kein Termin."),
        )
        self.form = FormView(
            host.theme,
            [FormSection(self.tr("Teilnahme am Programm"), "document", rows, note, [self.strip]), signup],
        )
        self.form.field_left.connect(self._save)
        card = Card(host.theme, 0)
        card.body.addWidget(self.form, 1)
        card.body.addWidget(Separator(host.theme))
        card.body.addLayout(self._make_foot())
        self.column.addWidget(card)
        host.theme.changed.connect(self._space)
        self._space()

    def reload(self, place: Place | None) -> None:
        """Show the dates of a place; what is no date stays as typed."""
        same = self._place is not None and place is not None and place.id == self._place.id
        self._place = place
        self._stored = places.participation_of(self.host.workspace, place.id) if place else None
        stored = self._stored or Participation(id=self.host.workspace.new_id())
        texts = {step.name: step.write(getattr(stored, step.name)) for step in STEPS}
        texts |= {
            NUMBER: stored.resolution_number,
            SIGNUP: _short(place.signup_deadline if place else None),
        }
        self.strip.set_steps(dated_steps(stored, self.host.workspace.today))
        typed = self.form.values()
        wrong = [name for name in texts if same and self.form.field(name).problem and typed[name]]
        for name in texts.keys() - wrong:
            self.form.field(name).set_problem("")
        self.form.set_values({name: text for name, text in texts.items() if name not in wrong})
        self.form.set_read_only(self.host.workspace.store.read_only)

    def write_sign_up(self) -> None:
        """Ask for what the letter needs and show it; without a day to sign up by the field says so."""
        from klikks_desktop.ui.pages.settings.signup_dialog import SignUpDialog

        place = self._place
        if place is None:
            return
        if place.signup_deadline is None:
            if not self.form.field(SIGNUP).problem:
                self.form.field(SIGNUP).set_problem(self.tr("Der Brief nennt diesen Tag. Bitte eintragen."))
            self.form.go_to(SIGNUP)
            return
        SignUpDialog(self.host, place, self).ask()

    def _make_foot(self) -> QHBoxLayout:
        self.letter = Button(self.theme, self.tr("Anmeldung zum Programm schreiben …"), icon="document")
        self.letter.clicked.connect(self.write_sign_up)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.letter)
        self._foot.addStretch(1)
        return self._foot

    def _space(self) -> None:
        side, top = self.theme.px(5), self.theme.px(3)
        self._foot.setContentsMargins(side, top, side, top)

    def _save(self, name: str) -> None:
        place, stored = self._place, self._stored
        if place is None or stored is None:
            return
        if name == SIGNUP:
            self._save_signup(place)
            return
        # Any: to the checker ``replace`` takes every field of the record.
        days: dict[str, Any] = {step.name: self._day(step.name, getattr(stored, step.name)) for step in STEPS}
        changed = replace(stored, **days, resolution_number=str(self.form.values()[NUMBER]).strip())
        if changed == stored:
            return
        saved = self.host.attempt(lambda: places.save_participation(self.host.workspace, changed, stored))
        if saved is not None:
            self.reload(place)
            self.host.changed()

    def _save_signup(self, place: Place) -> None:
        day = self._day(SIGNUP, place.signup_deadline)
        if day == place.signup_deadline:
            return
        changed = replace(place, signup_deadline=day)
        stored = self.host.attempt(lambda: places.update_place(self.host.workspace, changed, place))
        if stored is not None:
            self.reload(stored)
            self.host.changed()

    def _day(self, name: str, before: date | None) -> date | None:
        """The date typed; the stored one while what is typed is none."""
        field = self.form.field(name)
        text = str(field.input.value()).strip()
        try:
            day = parse_date(text) if text else None
        except DateError as error:
            field.set_problem(str(error))
            return before
        field.set_problem("")
        return day


def _spec(name: str, *, alone: bool = False) -> FieldSpec:
    return spec_of(_STEPS[name], alone=alone)


def _short(day: date | None) -> str:
    return format_short(day) if day else ""
