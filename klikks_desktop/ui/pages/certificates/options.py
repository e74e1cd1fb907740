"""What is chosen for a certificate: design, kind, title, date, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.records import CertificateKind, Design, Place
from klikks_desktop.domain.wording import THANKS_TITLE, TITLES
from klikks_desktop.services.register.issuing import IssueOptions
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.words import KINDS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.design_choice import DesignChoice
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import DATE_WIDTH, FieldSpec, FormSection
from klikks_desktop.ui.widgets.label import Label

DEPUTY = "deputy"
SIGNATORY = "signatory"
PAIR_NEEDS = 88
"""Units: with less, the longest title does not fit into half of the width."""


class OptionsForm(FormView):
    """The choices; ``changed`` with every one, ``kind_changed`` when another kind was chosen."""

    changed = Signal()
    kind_changed = Signal()
    wording_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self.design = DesignChoice(host.theme, _tr("Gestaltung der Urkunde"))
        lead = (self.design, Label(host.theme, _tr("Angaben"), "section"))
        super().__init__(host.theme, [_section(lead)], pair_needs=PAIR_NEEDS, parent=parent)
        self._places: Sequence[Place] = ()
        self.wording = Button(host.theme, self.tr("Wortlaut ändern …"), "quiet", "settings")
        row = QHBoxLayout()
        row.addWidget(self.wording)
        row.addStretch(1)
        self.section(0).addLayout(row)
        self.set_values({"number": self.tr("folgt beim Ausstellen")})
        self.wording.clicked.connect(self.wording_wanted)
        self.design.edited.connect(self.changed)
        self.field_edited.connect(self._follow)

    def begin(self, places: Sequence[Place], kind: CertificateKind, today: date) -> None:
        """Offer what fits these places."""
        self._places = places
        place = places[0] if places else None
        self.design.set_value(place.design if place else Design.CLASSIC)
        self.set_values({"kind": kind.value, "issued_on": format_short(today)})
        self.field("issued_on").set_problem("")
        self._offer_titles()
        self._offer_signers(place if len(places) == 1 else None)

    @property
    def kind(self) -> CertificateKind:
        """Berufung or Dank."""
        return CertificateKind(str(self.field("kind").input.value()))

    @property
    def is_fine(self) -> bool:
        """Print with 600 dpi."""
        return bool(self.field("fine").input.value())

    def options(self) -> IssueOptions | None:
        """What is chosen; ``None`` when the date is none, which its field then says."""
        field = self.field("issued_on")
        try:
            day = parse_date(str(field.input.value()))
        except DateError as error:
            field.set_problem(str(error))
            return None
        field.set_problem("")
        values = self.values()
        return IssueOptions(
            kind=self.kind,
            design=self.design.value(),
            title=str(values["title"]),
            issued_on=day,
            deputy=values["signer"] == DEPUTY,
        )

    def _follow(self, name: str) -> None:
        if name == "kind":
            self._offer_titles()
            self.kind_changed.emit()
        if name == "signer":
            self._describe_signer()
        if name != "fine":
            self.changed.emit()

    def _offer_titles(self) -> None:
        titles = (THANKS_TITLE,) if self.kind is CertificateKind.THANKS else TITLES
        field = self.field("title")
        field.input.set_choices([(title, title) for title in titles])  # type: ignore[union-attr]  # a ChoiceField
        if not field.input.value():
            field.set_value(titles[0])
        field.set_read_only(len(titles) == 1)

    def _offer_signers(self, place: Place | None) -> None:
        """Names where one place issues, the office's word where several do."""
        names = [(SIGNATORY, self.tr("wie bei der Kommune eingetragen")), (DEPUTY, self.tr("die Vertretung"))]
        if place is not None:
            names = [(SIGNATORY, place.signatory_name or self.tr("noch nicht eingetragen"))]
            if place.deputy_name:
                names.append((DEPUTY, place.deputy_name))
        field = self.field("signer")
        field.input.set_choices(names)  # type: ignore[union-attr]  # a ChoiceField
        deputy = place is not None and place.deputy_signs and bool(place.deputy_name)
        field.set_value(DEPUTY if deputy else SIGNATORY)
        self._describe_signer()

    def _describe_signer(self) -> None:
        if len(self._places) != 1:
            self.field("signer").set_help("")
            return
        place = self._places[0]
        words = place.signatory_title
        if self.field("signer").input.value() == DEPUTY:
            words = " · ".join(filter(None, (place.deputy_mode, place.deputy_title)))
        self.field("signer").set_help(words)


def _section(lead: Sequence[QWidget]) -> FormSection:
    kinds = [(kind.value, words) for kind, words in KINDS.items()]
    return FormSection(
        _tr("Gestaltung"),
        "",
        [
            (
                FieldSpec("kind", _tr("Art"), "segments", choices=kinds),
                FieldSpec("title", _tr("Titel"), "choice", choices=[(t, t) for t in TITLES]),
            ),
            (
                FieldSpec("issued_on", _tr("Datum auf der Urkunde"), "date", width=DATE_WIDTH),
                FieldSpec("number", _tr("Nummer"), "readonly"),
            ),
            FieldSpec("signer", _tr("Unterschrift"), "choice"),
            FieldSpec("fine", _tr("Besonders fein drucken (600 dpi, dauert länger)"), "check"),
        ],
        lead=lead,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OptionsForm", text)
