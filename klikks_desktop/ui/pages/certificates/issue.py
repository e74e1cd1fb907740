"""Issuing one person's certificate."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate, CertificateKind
from klikks_desktop.services.people.patrons import PatronForm, load_form
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.frame import PREVIEW_AFTER_MS, IssueFrame
from klikks_desktop.ui.pages.certificates.words import ROLES
from klikks_desktop.ui.widgets.button import Button


class PersonIssue(IssueFrame):
    """One person's certificate. ``print_wanted`` and ``save_wanted`` ask for the deed."""

    print_wanted = Signal()
    save_wanted = Signal()
    record_wanted = Signal(object)

    def __init__(self, host: Host) -> None:
        self.main = Button(host.theme, "", "big", "print")
        self.save = Button(host.theme, "", "secondary", "document")
        self.form: PatronForm | None = None
        self.existing: Certificate | None = None
        super().__init__(host, self.main, self.save)
        self.main.clicked.connect(self._do_main)
        self.save.clicked.connect(self.save_wanted)
        self.options_form.kind_changed.connect(self._find_existing)

    def load(self, patron_id: UUID) -> None:
        """Show this person or draft; K-140 when gone."""
        form = load_form(self._host.workspace, patron_id)
        is_same = self.form is not None and self.form.id == form.id
        self.form = form
        if not is_same:
            term, today = form.appointment, self._host.workspace.today
            is_over = term is not None and term.last_day is not None and term.last_day < today
            kind = CertificateKind.THANKS if is_over else CertificateKind.APPOINTMENT
            self.options_form.begin([form.place], kind, today)
        self._find_existing()
        self._show_buttons()
        self.draw_soon(after_ms=PREVIEW_AFTER_MS if is_same else 0)

    def forget(self) -> None:
        """Begin anew with whoever comes next."""
        self.form = None
        self.preview.clear()

    @property
    def is_draft(self) -> bool:
        """Not appointed yet."""
        return self.form is not None and self.form.patron is None

    def title(self) -> tuple[str, str]:
        """Title of the page and the line below: whose certificate, in which state."""
        form = self.form
        if form is None:
            return self.tr("Urkunde"), ""
        state = self.tr("noch nicht gedruckt")
        if form.patron is None:
            state = self.tr("Entwurf, noch nicht ernannt")
        elif self.existing is not None:
            state = self.tr("Urkunde {number}").format(number=self.existing.number)
        parts = (form.texts[part].strip() for part in ("given_name", "family_name"))
        name = " ".join(part for part in parts if part) or self.tr("Ohne Namen")
        role = ROLES[form.patron.address] if form.patron else ""
        line = " · ".join(filter(None, (role, form.place.designation, state)))
        return self.tr("Urkunde für {name}").format(name=name), line

    def subject(self) -> UUID | None:
        """The person shown."""
        return self.form.id if self.form else None

    def judge(self, problem: UserError | None) -> None:
        """Complete, or what lacks; the buttons follow."""
        locked = self._host.workspace.store.read_only
        date_wrong = bool(self.options_form.problem_count())
        ready = problem is None and not date_wrong and not locked
        self.save.setEnabled(ready and not self.is_draft)
        self.main.setEnabled(ready or self.is_draft)
        self._way = None
        if locked:
            words = self.tr(
                "Der Arbeitsbereich ist nur zum Lesen geöffnet. Ausstellen ist hier nicht möglich."
            )
            self.foot.tell("warn", words)
        elif date_wrong:
            self.foot.tell("error", self.tr("Das Datum auf der Urkunde ist zu prüfen."), self.tr("Zum Feld"))
        elif problem is not None:
            self.tell_problem(problem)
        elif self.is_draft:
            self.foot.tell("info", self.tr("Ein Entwurf: Die Urkunde gibt es nach der Ernennung."))
        elif self.existing is not None:
            self.foot.tell("info", self.tr("Es gibt schon eine gültige Urkunde."), self.tr("Zeigen"))
        else:
            self.foot.tell("ok", self.tr("Alle Angaben vollständig. Zeichensatz geprüft."))

    def set_slim(self, slim: bool) -> None:
        """Shorter words where there is no room."""
        super().set_slim(slim)
        self.main.set_kind("primary" if slim else "big")
        self._show_buttons()

    def _show_buttons(self) -> None:
        if self.is_draft:
            self.main.set_label(self.tr("Erst ernennen"), "person")
        else:
            self.main.set_label(self.tr("Urkunde drucken"), "print")
        self.save.set_label(
            self.tr("Als PDF") if self._slim else self.tr("Als PDF speichern"),
            "" if self._slim else "document",
        )
        self.save.setVisible(not self.is_draft)

    def _find_existing(self) -> None:
        """A valid certificate of this kind for the current term."""
        form, kind = self.form, self.options_form.kind
        found = [
            line
            for line in (form.certificates if form else ())
            if line.kind is kind
            and line.voided_on is None
            and form is not None
            and form.appointment is not None
            and line.appointment_id == form.appointment.id
        ]
        self.existing = found[-1] if found else None

    def _do_main(self) -> None:
        if self.is_draft:
            self.person_wanted.emit(self.subject())
        else:
            self.print_wanted.emit()

    def _take_way(self) -> None:
        if self._way is None and self.existing is not None and not self.options_form.problem_count():
            self.record_wanted.emit(self.existing.id)
        else:
            super()._take_way()
