"""The form of a patron: fields by section, consents that unfold, certificates below."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.domain.patron_form import CONSENT_SUFFIXES, FIELDS
from klikks_desktop.domain.records import ConsentForm, Place, Purpose
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.services.places.places import localities_of
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.certificate_lines import CertificateLines
from klikks_desktop.ui.pages.patrons.fields import (
    CERTIFICATES,
    CONSENT_PARTS,
    CONSENTS,
    INDENTED,
    OFFICE,
    patron_sections,
    to_text,
    to_value,
)
from klikks_desktop.ui.pages.patrons.words import TITLES, proof_words, term_words, withdrawn_words
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_field import CheckField
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.label import Label


class PatronFormView(QWidget):
    """The form with what belongs to it.

    ``left`` when a field was left with something new in it, ``withdrawn`` when the tick of a
    consent was taken away, ``paper_wanted`` carries the key of a form to print.
    """

    left = Signal()
    withdrawn = Signal(object)
    certificate_wanted = Signal()
    paper_wanted = Signal(str)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: PatronForm | None = None
        self._shown: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._visited: set[str] = set()
        self.form = FormView(host.theme, patron_sections(), parent=self)
        self._names = [name for name in FIELDS if name in self.form.values()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self._add_parts()
        self.form.field_left.connect(self._tell_left)
        self.form.field_edited.connect(self._follow_edit)
        host.theme.changed.connect(self._indent)
        self._indent()

    # ------------------------------------------------------------------ showing

    def begin(self, place: Place) -> None:
        """Empty, for a new patron of ``place``."""
        self._data = None
        self._visited = set()
        self._offer_localities(place, "")
        self._set(dict.fromkeys(self._names, ""))
        self._show_state()
        self.form.verticalScrollBar().setValue(0)

    def load(self, data: PatronForm) -> None:
        """Show another person from the top."""
        self._data = data
        self._visited = set(FIELDS) if data.patron is not None else set()
        self._offer_localities(data.place, data.texts["locality"])
        self._set(data.texts)
        self._show_state()
        self.form.verticalScrollBar().setValue(0)

    def refresh(self, data: PatronForm, saved: Collection[str] = ()) -> None:
        """The same person, read again; what is typed and not ``saved`` yet stays."""
        typed = set(self.typed()) - set(saved)
        self._data = data
        self._visited |= set(saved)
        if data.texts["locality"] != self._shown.get("locality"):
            self._offer_localities(data.place, data.texts["locality"])
        self._set({name: text for name, text in data.texts.items() if name not in typed})
        self._show_state()

    def typed(self) -> dict[str, str]:
        """Texts that differ from what was shown; ticks taken away go their own way."""
        texts = {name: to_text(value) for name, value in self.form.values().items()}
        purposes = set(Purpose)
        return {
            name: text
            for name, text in texts.items()
            if text != self._shown.get(name, "") and (text or name not in purposes)
        }

    def seen(self) -> dict[str, str]:
        """The texts that are typed over: as loaded, also where they were changed elsewhere since."""
        return dict(self._seen)

    def cleared(self, purpose: Purpose) -> dict[str, str]:
        """Texts that say nothing about ``purpose`` any more."""
        return {purpose.value + suffix: "" for suffix in CONSENT_SUFFIXES}

    def go_to_problem(self) -> None:
        """Show everything that is to be checked and lead to the first."""
        self._visited = set(FIELDS)
        self._show_problems()
        self.form.go_to_problem()

    def set_read_only(self, read_only: bool) -> None:
        """Show everything and let nothing be changed."""
        self.form.set_read_only(read_only)
        for button in self._papers.values():
            button.setVisible(not read_only)
        self._certificates.setVisible(not read_only)

    # ------------------------------------------------------------------ inside

    def _add_parts(self) -> None:
        """What lies in the sections and is no field, in its place of the Tab order too."""
        theme = self._host.theme
        self._terms = Label(theme, "", "small", "muted", wrap=True)
        self._duty = Button(theme, self.tr("Pflichtenbelehrung drucken"), "quiet", "print")
        self._consent = Button(theme, self.tr("Einwilligung drucken"), "quiet", "print")
        self._information = Button(theme, self.tr("Informationsblatt drucken"), "quiet", "print")
        self._papers = {"duty-notice": self._duty, "consent": self._consent, "information": self._information}
        for key, button in self._papers.items():
            button.clicked.connect(partial(self.paper_wanted.emit, key))
        self._withdrawn = Label(theme, "", "small", "muted", wrap=True)
        self._certificates = CertificateLines(theme)
        self._certificates.wanted.connect(self.certificate_wanted)
        office, consents = self.form.section(OFFICE), self.form.section(CONSENTS)
        office.addWidget(self._terms)
        office.addLayout(_flow(theme, self._duty))
        consents.addWidget(self._withdrawn)
        consents.addLayout(_flow(theme, self._consent, self._information))
        self.form.section(CERTIFICATES).addWidget(self._certificates)
        _after(self.form.field("duty_notice_on").input, self._duty)
        _after(self.form.field(f"{Purpose.PUBLICITY}_evidence").input, self._consent)
        _after(self._consent, self._information)

    def _indent(self) -> None:
        """Let what is asked about a consent stand under it."""
        for purpose, parts in CONSENT_PARTS.items():
            for part in set(parts) & set(INDENTED):
                field = self.form.field(purpose.value + part)
                field.setContentsMargins(self._host.theme.px(6.5), 0, 0, 0)

    def _set(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields that show something else; note what is shown now."""
        values = self.form.values()
        wanted = {name: to_value(name, texts[name]) for name in self._names if name in texts}
        self.form.set_values({name: value for name, value in wanted.items() if value != values[name]})
        values = self.form.values()
        self._shown |= {name: to_text(values[name]) for name in wanted}
        self._seen |= {name: texts[name] for name in wanted}

    def _offer_localities(self, place: Place, chosen: str) -> None:
        """The localities of the place; one that is not among them is still shown."""
        names = [locality.name for locality in localities_of(self._host.workspace, place.id)]
        known = {name.casefold() for name in names}
        extra = [chosen] if chosen and chosen.casefold() not in known else []
        field = self.form.field("locality").input
        if isinstance(field, ChoiceField):
            choices = [("", self.tr("ganze Kommune")), *((name, name) for name in [*names, *extra])]
            field.set_choices(choices)

    def _show_state(self) -> None:
        """Everything that follows from the texts: problems, hints, consents, terms, certificates."""
        data = self._data
        self._show_problems()
        self._show_title()
        self._show_consents()
        terms = data.terms if data else ()
        told = len(terms) > 1 or any(term.ended_on for term in terms)
        self._terms.setVisible(told)
        self._terms.setText(self.tr("Amtszeiten: {terms}").format(terms="; ".join(map(term_words, terms))))
        self._certificates.show_certificates(data.certificates if data else ())
        self._certificates.offer(data is not None and data.appointment is not None)

    def _show_problems(self) -> None:
        data = self._data
        problems = [] if data is None else data.problems
        hints = {} if data is None else {hint.field: hint.message for hint in data.hints}
        for name in self._names:
            if name != "address":
                self.form.field(name).set_help(hints.get(name, ""))
        seen = [p for p in problems if p.field in self._visited or self._shown.get(p.field)]
        self.form.show_problems(seen)

    def _show_title(self) -> None:
        title = TITLES.get(to_text(self.form.values()["address"]), "")
        words = self.tr("Auf der Urkunde: {title}").format(title=title) if title else ""
        self.form.field("address").set_help(words)

    def _show_consents(self) -> None:
        values = self.form.values()
        consents = self._data.consents if self._data else ()
        lines = []
        for purpose, parts in CONSENT_PARTS.items():
            ticked = bool(values[purpose.value])
            for part in parts:
                self.form.field(purpose.value + part).setVisible(ticked)
            gone = withdrawn_words(consent for consent in consents if consent.purpose is purpose)
            check = self.form.field(purpose.value).input
            if isinstance(check, CheckField):
                check.set_proof(self._proof(purpose) if ticked else gone or self.tr("liegt nicht vor"))
                if ticked and gone:
                    lines.append(self.tr("{name}: zuvor {gone}").format(name=check.text(), gone=gone))
        self._withdrawn.setText("\n".join(lines))
        self._withdrawn.setVisible(bool(lines))

    def _proof(self, purpose: Purpose) -> str:
        values = self.form.values()
        form = to_text(values[f"{purpose.value}_form"])
        try:
            given_on: date | None = parse_date(to_text(values[f"{purpose.value}_on"]))
        except DateError:
            given_on = None
        return proof_words(given_on, ConsentForm(form) if form else None)

    def _tell_left(self, name: str) -> None:
        self._visited.add(name)
        if name in set(Purpose) and not self.form.values()[name]:
            self.withdrawn.emit(Purpose(name))
        else:
            self.left.emit()

    def _follow_edit(self, name: str) -> None:
        if name == "address":
            self._show_title()
        elif name in set(Purpose):
            self._show_consents()


def _flow(theme: Theme, *buttons: Button) -> FlowLayout:
    flow = FlowLayout(theme)
    for button in buttons:
        flow.addWidget(button)
    return flow


def _after(before: QWidget, button: Button) -> None:
    """Let Tab lead from a field to the button below it."""
    QWidget.setTabOrder(before, button)
