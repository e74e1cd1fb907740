"""The record of one patron: head, form, foot. Saves when a field is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.records import Place, Purpose
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.patrons.form import PatronFormView
from klikks_desktop.ui.pages.patrons.withdraw_dialog import WithdrawDialog
from klikks_desktop.ui.pages.patrons.words import OWN_PAPERS
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.records.pills import STANDING_PILLS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.record_parts import FormFoot


class PatronDetail(RecordPane):
    """Shows a person, or an empty form that becomes a draft with its first entry.

    ``wants_end`` and ``wants_reappointment`` ask the page for a dialog, ``wants_paper`` for a form to
    print, a report or a letter, ``wants_card`` for the person's address card.
    """

    wants_end = Signal()
    wants_reappointment = Signal()
    wants_paper = Signal(str)
    wants_card = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Personen"), parent)
        self._place: Place | None = None
        self.form_data: PatronForm | None = None
        theme = host.theme
        self.main = Button(theme, self.tr("Ernennen"), "primary", "check")
        self.more = Button(
            theme, self.tr("Mehr"), icon="chevron-down", name=self.tr("Mehr: weitere Schritte")
        )
        self.view = PatronFormView(host, self)
        self.foot = FormFoot(theme, self.main, self.more)
        self.fill(self.view, self.foot)
        self._make_menu()
        self._connect()
        theme.changed.connect(self._restyle_head)
        self._restyle_head()

    @property
    def record(self) -> UUID | None:
        """Id of the person shown; ``None`` for an empty form."""
        return self.form_data.id if self.form_data else None

    @property
    def place(self) -> Place | None:
        """The place of the person shown or begun."""
        return self._place

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported this person."""
        patron = self.form_data.patron if self.form_data else None
        return patron is not None and patron.source is not None

    @property
    def is_begun(self) -> bool:
        """Whether an empty form waits for its first entry."""
        return self.form_data is None and self._place is not None

    @property
    def name(self) -> str:
        """Given and family name as typed."""
        texts = self.form_data.texts if self.form_data else {}
        name = " ".join(texts.get(part, "").strip() for part in ("given_name", "family_name")).strip()
        return name or self.tr("Ohne Namen")

    # ------------------------------------------------------------------ showing

    def begin_for(self, place: Place) -> None:
        """Show an empty form for a new patron of ``place``."""
        self.settle()
        self._place = place
        self.form_data = None
        self.view.begin(place)
        self._show_frame()

    def forget(self) -> None:
        """Show nobody."""
        self.form_data = None
        self._place = None

    def enter(self) -> None:
        """Put the cursor into the first field."""
        self.view.form.go_to("address")

    def load(self, record: UUID, *, fresh: bool = False) -> None:  # noqa: ARG002 - an empty form is not loaded
        """Show a person; ``UserError`` K-140 when gone."""
        self.settle()
        form = patrons.load_form(self._host.workspace, record)
        self.form_data, self._place = form, form.place
        self.view.load(form)
        self._show_frame()

    def refresh(self) -> None:
        """Read the same person again, keeping what is being typed; K-140 when gone."""
        if self.form_data is None:
            return
        form = patrons.load_form(self._host.workspace, self.form_data.id)
        self.form_data = form
        self.view.refresh(form)
        self._show_frame()

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if typed := self.view.typed():
            self._save(typed)

    # ------------------------------------------------------------------ saving

    def _connect(self) -> None:
        self.view.left.connect(self.settle)
        self.view.withdrawn.connect(self._withdraw)
        self.view.certificate_wanted.connect(self._go_to_certificates)
        self.view.paper_wanted.connect(self.wants_paper)
        self.foot.wants_problem.connect(self.view.go_to_problem)
        self.main.clicked.connect(self._do_main)

    def _save(self, texts: Mapping[str, str]) -> None:
        workspace, known, place = self._host.workspace, self.form_data, self._place
        if place is None or (known is None and not any(text.strip() for text in texts.values())):
            return
        if known is None:
            form = self._host.attempt(lambda: patrons.begin_draft(workspace, place.id, texts))
        else:
            seen = self.view.seen()
            form = self._host.attempt(lambda: patrons.save_texts(workspace, known.id, texts, seen))
        if form is not None:
            self._take(form, texts)

    def _take(self, form: PatronForm, saved: Collection[str] = ()) -> None:
        """Something was saved: show it and tell."""
        self.form_data = form
        self.view.refresh(form, saved)
        self._show_frame()
        self._host.changed()
        self.saved.emit(form.id)

    def _do_main(self) -> None:
        """Appoint a draft, enter a missing term, or go on to the certificate."""
        self.settle()
        form = self.form_data
        if form is None:
            return
        if form.patron is None:
            done = self._host.attempt(lambda: patrons.appoint(self._host.workspace, form.id))
            if done is not None:
                self._take(done)
        elif form.appointment is None:
            self.view.form.go_to("begins_on")
        else:
            self._go_to_certificates()

    def _go_to_certificates(self) -> None:
        self.settle()
        self._host.go(Target.CERTIFICATES, self.record)

    def _withdraw(self, purpose: Purpose) -> None:
        """A tick was taken away: a proven consent is withdrawn as of a day, a mere tick just goes."""
        form, workspace = self.form_data, self._host.workspace
        if form is None:
            return
        day: date | None = workspace.today
        held = [c for c in form.consents if c.purpose is purpose and c.withdrawn_on is None]
        if any(consent.is_proven for consent in held):
            dialog = WithdrawDialog(self._host, purpose, self)
            day = dialog.on if dialog.ask() else None
        if day is not None:
            on = day
            self._host.attempt(lambda: consents.take_back(workspace, form.id, purpose, on=on))
            self._save(self.view.cleared(purpose))
        self.refresh()

    # ------------------------------------------------------------------ frame

    def _show_frame(self) -> None:
        form, locked = self.form_data, self.is_locked
        self._show_head(form)
        self.show_bars(self._place)
        self.view.set_read_only(locked)
        self.foot.setVisible(not locked)
        self._show_foot(form)

    def _show_head(self, form: PatronForm | None) -> None:
        if form is None:
            self.head.show_record(self.tr("Neue Patin, neuer Pate"), self.tr("Entwurf"), "draft")
        elif form.patron is not None and form.has_draft:
            self.head.show_record(self.name, self.tr("Änderung offen"), "draft")
        else:
            self.head.show_record(self.name, form.state.word, STANDING_PILLS[form.state.standing])

    def _show_foot(self, form: PatronForm | None) -> None:
        today = self._host.workspace.today
        appointed = form is not None and form.patron is not None
        if form is None:
            self.foot.show_saved(self.tr("Wird beim Verlassen eines Feldes gesichert"))
        else:
            self.foot.show_saved(saved_sentence(form.saved_at, today))
        self.foot.show_open(len({problem.field for problem in form.problems}) if form else 0)
        if form is None:
            self.main.setEnabled(False)
        if not appointed:
            self.main.set_label(self.tr("Ernennen"), "check")
        elif form is not None and form.appointment is None:
            self.main.set_label(self.tr("Amtszeit eintragen"), "calendar")
        else:
            self.main.set_label(self.tr("Urkunde ausstellen"), "certificate")
        term = form.appointment if form else None
        self.more.setVisible(appointed and term is not None)
        # Beside an open change there is room for one more button, and the certificate waits anyway.
        self.main.setVisible(not appointed or not (form and form.problems))
        self._end.setEnabled(term is not None and term.ended_on is None)
        # An open change speaks of the term that is; it must not end up in the next one.
        self._again.setEnabled(form is not None and not form.has_draft)

    def _restyle_head(self) -> None:
        """As high without its buttons, so that a new form moves nothing."""
        self.head.setMinimumHeight(self.theme.height("control") + self.theme.px(5))

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Weitere Schritte"))
        self._end = self.menu.addAction(self.tr("Amtszeit beenden …"))
        self._end.triggered.connect(self.wants_end)
        self._again = self.menu.addAction(self.tr("Erneut ernennen …"))
        self._again.triggered.connect(self.wants_reappointment)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Als Adresskarte sichern (vCard) …")).triggered.connect(self.wants_card)
        self.menu.addSeparator()
        for paper, title in OWN_PAPERS.items():
            self.menu.addAction(title).triggered.connect(partial(self.wants_paper.emit, paper))
        self.more.clicked.connect(self._open_menu)

    def _open_menu(self) -> None:
        self.settle()
        height = self.menu.sizeHint().height()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, -height)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatronDetail", text)
