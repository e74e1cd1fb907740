"""Step 3: how the town is named, who signs, the coat of arms, the region's enrolment file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.place_fields import check_place, place_texts
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Place
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.places.first_start import read_region_name
from klikks_desktop.services.register.arms import look_at_arms
from klikks_desktop.services.workspace import Rasterise
from klikks_desktop.ui.assistant.side import Station
from klikks_desktop.ui.assistant.step import RING, Step
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.arms_field import ArmsField
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.place_specs import place_problem, place_spec

FORMS: Final = ("designation", "nominative", "genitive", "locative")
MOST_ARMS_BYTES: Final = 20 << 20
_NAMING, _SIGNING, _OFFICE, _ARMS, _REGION = range(5)


class OfficeStep(Step):
    """What the certificates say of the town. Everything but the four forms may come later."""

    def __init__(self, theme: Theme, rasterise: Rasterise, today: date) -> None:
        super().__init__(theme)
        self._rasterise = rasterise
        self._today = today
        self._place: Place | None = None
        self.arms: bytes | None = None
        self.enrolment: Path | None = None
        self.answer: Path | None = None
        self.title = self.tr("Wer ernennt und unterschreibt?")
        self.subtitle = self.tr("So steht es auf den Urkunden. Alles lässt sich später ändern.")
        self.form = FormView(theme, self._sections(), margin=RING)
        self.column.addWidget(self.form)
        self._make_naming()
        self._make_arms()
        self._make_enrolment()
        self.form.field_left.connect(self._check)
        self.form.field_edited.connect(self._follow)

    # ------------------------------------------------------------------ what the window asks

    def station(self) -> Station:
        """Who signs, once typed."""
        name = str(self.form.values()["signatory_name"]).strip()
        return Station(self.tr("Amt und Unterschrift"), name or self.tr("wer ernennt"))

    def settle(self) -> bool:
        """Show every problem; the forms unfold when one of theirs is wrong."""
        if self._place is None:
            return False
        _, problems = check_place(self._place, self._texts())
        self._show(problems)
        return not problems

    def enter(self) -> None:
        """On the name of who signs."""
        self.form.go_to("signatory_name")
        self.form.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------------ the place

    def show_place(self, place: Place) -> None:
        """Take over the directory's forms of a place, unless it is the same as before."""
        if self._place is not None and (self._place.key, self._place.name) == (place.key, place.name):
            return
        self._place = place
        known = place_texts(place)
        typed = self.form.values()
        names = (*FORMS, "postcode", "city")
        self.form.set_values({name: known[name] if name in names else value for name, value in typed.items()})
        self.form.show_problems([])
        self._show_naming()

    def place(self) -> Place | None:
        """The place with everything typed; ``None`` while something is wrong."""
        return check_place(self._place, self._texts())[0] if self._place else None

    # ------------------------------------------------------------------ parts

    def _sections(self) -> list[FormSection]:
        return [
            FormSection(
                self.tr("Ihre Kommune auf der Urkunde"),
                "townhall",
                [
                    (place_spec("designation"), place_spec("nominative")),
                    (place_spec("genitive"), place_spec("locative")),
                ],
            ),
            FormSection(
                self.tr("Unterschrift"),
                "certificate",
                [
                    (place_spec("signatory_name"), place_spec("signatory_title")),
                    place_spec("signatory_address"),
                ],
            ),
            FormSection(
                self.tr("Amt"),
                "mail",
                [
                    (place_spec("office", optional=True), place_spec("street", optional=True)),
                    (place_spec("postcode", width=30), place_spec("city")),
                ],
            ),
            FormSection(self.tr("Wappen"), "shield", []),
            FormSection(
                self.tr("Anmeldung bei der Region"),
                "key",
                [],
                self.tr(
                    "Haben Sie vom Regionalmanagement eine Anmeldedatei bekommen? Das geht auch später unter "
                    "„Datenaustausch“."
                ),
            ),
        ]

    def _make_naming(self) -> None:
        theme = self.theme
        section = self.form.section(_NAMING)
        self._spoken = Label(theme, "", "record", wrap=True)
        self._more_forms = Label(theme, "", "small", "muted", wrap=True)
        self.change_forms = Button(theme, self.tr("Formen ändern"), icon="draft")
        self.change_forms.setCheckable(True)
        self.change_forms.toggled.connect(self._unfold)
        words = QVBoxLayout()
        words.setSpacing(theme.px(0.5))
        words.addWidget(Label(theme, self.tr("Die Urkunden sprechen von:"), "body", "muted"))
        words.addWidget(self._spoken)
        words.addWidget(self._more_forms)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.change_forms, 0, Qt.AlignmentFlag.AlignVCenter)
        section.insertLayout(0, row)
        first = self.form.field(FORMS[0]).input
        QWidget.setTabOrder(first, self.change_forms)
        QWidget.setTabOrder(self.change_forms, first)
        self._unfold(False)

    def _make_arms(self) -> None:
        self.arms_field = ArmsField(self.theme)
        self.arms_field.given.connect(self._take_arms)
        self.arms_field.removed.connect(self._drop_arms)
        self.form.section(_ARMS).addWidget(self.arms_field)

    def _make_enrolment(self) -> None:
        theme = self.theme
        self.open_enrolment = Button(theme, self.tr("Anmeldedatei öffnen …"), icon="folder")
        self.later = Button(theme, self.tr("Doch später"), "quiet")
        self._region = InfoBar(theme, "ok", "")
        self.open_enrolment.clicked.connect(self._ask_enrolment)
        self.later.clicked.connect(self._drop_enrolment)
        actions = FlowLayout(theme)
        actions.addWidget(self.open_enrolment)
        actions.addWidget(self.later)
        section = self.form.section(_REGION)
        section.addLayout(actions)
        section.addWidget(self._region)
        self._drop_enrolment()

    # ------------------------------------------------------------------ naming

    def _unfold(self, shown: bool) -> None:
        for name in FORMS:
            self.form.field(name).setVisible(shown)
        self.change_forms.set_label(self.tr("Formen zuklappen") if shown else self.tr("Formen ändern"))

    def _show_naming(self) -> None:
        values = self.form.values()
        self._spoken.setText(str(values["nominative"]))
        self._more_forms.setText(
            self.tr("Klimaschutzpatin {genitive} · {locative}").format(
                genitive=values["genitive"], locative=values["locative"]
            )
        )

    # ------------------------------------------------------------------ checks

    def _texts(self) -> dict[str, str]:
        texts = {name: str(value) for name, value in self.form.values().items()}
        # Nobody has to choose a form of address for somebody who is not named yet.
        texts["signatory_address"] = texts["signatory_address"] or "keine"
        return texts

    def _check(self, name: str) -> None:
        if self._place is not None:
            field = self.form.field(name)
            field.set_problem(place_problem(self._place, name, field.input.value()))
        self._show_naming()
        self.changed.emit()

    def _follow(self, name: str) -> None:
        if name in FORMS:
            self._show_naming()
        if name == "signatory_name":
            self.changed.emit()

    def _show(self, problems: list[Problem]) -> None:
        if any(problem.field in FORMS for problem in problems):
            self.change_forms.setChecked(True)
        self.form.show_problems(problems)
        self.form.go_to_problem()

    # ------------------------------------------------------------------ files

    def _take_arms(self, file: Path) -> None:
        try:
            data = read_bytes(file, MOST_ARMS_BYTES)
            look = look_at_arms(data, self._rasterise)
        except UserError as error:
            self.arms_field.show_problem(error.line)
            return
        self.arms = data
        self.arms_field.show_arms(look.png, coarse=look.is_coarse)
        self.changed.emit()

    def _drop_arms(self) -> None:
        self.arms = None
        self.arms_field.show_arms(None)
        self.changed.emit()

    def _ask_enrolment(self) -> None:
        kinds = self.tr("Anmeldedateien (*.json)")
        file = choose_file(self, self.tr("Anmeldedatei der Region öffnen"), kinds)
        if file is not None:
            self.take_enrolment(file)

    def take_enrolment(self, file: Path) -> None:
        """Look whose file it is and ask where the answer goes."""
        try:
            region = read_region_name(file)
        except UserError as error:
            self._region.set_text(error.line, "error")
            self._region.show()
            return
        place = self._place
        name = file_name(
            place.key if place else "",
            place.name if place else "",
            self._today,
            "klikks",
            "Anmeldung-Antwort",
        )
        kinds = self.tr("KlikKS-Dateien (*.klikks)")
        answer = choose_target(self, self.tr("Antwort an die Region speichern"), kinds, file.with_name(name))
        if answer is None:
            return
        self.enrolment, self.answer = file, answer
        words = self.tr(
            "{region}: Die Antwort wird am Ende als „{file}“ gespeichert. Schicken Sie sie an die Region und "
            "vergleichen Sie dann am Telefon die gemeinsame Nummer."
        )
        self._region.set_text(words.format(region=region, file=answer.name), "ok")
        self._region.show()
        self.later.show()
        self.changed.emit()

    def _drop_enrolment(self) -> None:
        self.enrolment = self.answer = None
        self._region.hide()
        self.later.hide()
        self.changed.emit()
