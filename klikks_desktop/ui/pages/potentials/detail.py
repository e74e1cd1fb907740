"""The record of one potential: head, result, tabs, foot. Saves when a field is left."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.services.ideas.pool import model_words
from klikks_desktop.services.savings.factors import chosen_set, library
from klikks_desktop.services.savings.potential_shape import Shape
from klikks_desktop.services.savings.potentials import PotentialForm, load_potential
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.potentials.facts_tab import FactsTab
from klikks_desktop.ui.pages.potentials.inputs_tab import InputsTab
from klikks_desktop.ui.pages.potentials.variants_tab import VariantsTab
from klikks_desktop.ui.pages.potentials.words import PILLS
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.record_parts import FormFoot
from klikks_desktop.ui.widgets.result_band import ResultBand
from klikks_desktop.ui.widgets.result_view import Ground, ResultView
from klikks_desktop.ui.widgets.tabs import TabOf, Tabs

INPUTS, RESULT, VARIANTS, FACTS = range(4)
"""Numbers of the tabs."""
WIDTH: Final = 128
"""Units: four tabs side by side, and room for a number with unit and grade."""


class PotentialDetail(RecordPane):
    """Shows a potential; each tab is made when it is first shown or asked for.

    ``wants_project``, ``wants_variant``, ``wants_comparison`` and ``wants_this`` ask the page;
    ``variant_opened`` carries the variant to show instead.
    """

    wants_project = Signal()
    wants_variant = Signal()
    wants_comparison = Signal()
    wants_this = Signal()
    variant_opened = Signal(object)

    inputs = TabOf(INPUTS, InputsTab)
    result = TabOf(RESULT, ResultView)
    variants = TabOf(VARIANTS, VariantsTab)
    facts = TabOf(FACTS, FactsTab)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, self.tr("Alle Potenziale"), parent)
        self.data: PotentialForm | None = None
        self._saved_at: datetime | None = None
        theme = host.theme
        self.band = ResultBand(theme)
        self.tabs = Tabs(
            theme,
            self.tr("Teile des Potenzials"),
            [
                (self.tr("Eingaben"), self._make_inputs),
                (self.tr("Ergebnis"), self._make_result),
                (self.tr("Varianten"), self._make_variants),
                (self.tr("Angaben"), self._make_facts),
            ],
        )
        self.inputs.follow(self.tabs.row)
        self.main = Button(theme, self.tr("Projekt daraus machen"), "primary", "project")
        self.foot = FormFoot(theme, self.main)
        self.model = InfoBar(theme, "info", "")
        self.body.addWidget(self.band)
        self.body.addWidget(self.model)
        self.fill(self.tabs, self.foot)
        self.tabs.changed.connect(self.settle)
        self.band.hints.clicked.connect(self._show_hints)
        self.foot.wants_problem.connect(self.go_to_problem)
        self.main.clicked.connect(self.wants_project)

    @property
    def record(self) -> UUID | None:
        """Id of the potential shown."""
        return self.data.potential.id if self.data else None

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported this potential."""
        return self.data is not None and not self.data.is_own

    @property
    def name(self) -> str:
        """The title as typed."""
        title = self.data.fields.texts["title"].strip() if self.data else ""
        return title or self.tr("Ohne Bezeichnung")

    # ------------------------------------------------------------------ showing

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show a potential; ``UserError`` K-750 when gone. fresh: not yet reproached with what is missing."""
        self.settle()
        self._saved_at = None
        self._show(load_potential(self._host.workspace, record), fresh=fresh)

    def refresh(self) -> None:
        """Read the same potential again, keeping what is being typed; K-750 when gone."""
        self._later.stop()
        if self.data is not None:
            self._show(load_potential(self._host.workspace, self.data.potential.id))

    def forget(self) -> None:
        """Show none."""
        self._later.stop()
        self.data = None

    def begin(self) -> None:
        """Put the cursor into the first input."""
        self.tabs.choose(INPUTS)
        if self.inputs.form is not None:
            self.inputs.form.go_to()

    def enter(self) -> None:
        """Put the cursor into the first field, or on the tabs; into the inputs where no result is to see."""
        shape = self.inputs.shape
        has_no_result = self.tabs.current == RESULT and shape is not None and shape.result is None
        if self.tabs.current == INPUTS or has_no_result:
            self.begin()
        elif self.tabs.current == FACTS:
            self.facts.view.go_to()
        else:
            self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.inputs.settle()
        if self.tabs.is_made(FACTS):
            self.facts.settle()

    def go_to_problem(self) -> None:
        """Lead to the first point that is to be checked."""
        self.settle()
        if self.data is not None and self.data.fields.problems:
            self.tabs.choose(FACTS)
            self.facts.view.go_to_problem()
        elif self.inputs.form is not None:
            self.tabs.choose(INPUTS)
            self.inputs.form.go_to_problem()

    # ------------------------------------------------------------------ tabs

    def _make_inputs(self, parent: QWidget) -> InputsTab:
        made = InputsTab(self._host, parent)
        made.shaped.connect(self._show_shape)
        made.saved.connect(self._note_save)
        return made

    def _make_result(self, parent: QWidget) -> ResultView:
        made = ResultView(self.theme, self._source_words, parent)
        if self.data is not None and self.inputs.shape is not None:
            self._fill_result(made, self.data, self.inputs.shape)
        return made

    def _make_variants(self, parent: QWidget) -> VariantsTab:
        made = VariantsTab(self.theme, parent)
        made.wants_new.connect(self.wants_variant)
        made.wants_comparison.connect(self.wants_comparison)
        made.wants_this.connect(self.wants_this)
        made.opened.connect(self.variant_opened)
        if self.data is not None:
            made.show_variants(self.data, locked=self.is_locked)
        return made

    def _make_facts(self, parent: QWidget) -> FactsTab:
        made = FactsTab(self._host, parent)
        made.saved.connect(self._note_save)
        if self.data is not None:
            made.show_potential(self.data, locked=self.is_locked)
        return made

    # ------------------------------------------------------------------ inside

    def _show_hints(self) -> None:
        self.tabs.choose(RESULT)
        self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_save(self, form: PotentialForm) -> None:
        self._saved_at = form.saved_at
        self._host.changed()
        self.follow_save()

    def _show(self, data: PotentialForm, *, fresh: bool = False) -> None:
        self.data = data
        locked = self.is_locked
        if self.tabs.is_made(FACTS):
            self.facts.show_potential(data, locked=locked)
        if self.tabs.is_made(VARIANTS):
            self.variants.show_variants(data, locked=locked)
        count = len(data.variants)
        words = self.tr("Varianten ({count})").format(count=count) if count > 1 else self.tr("Varianten")
        self.tabs.row.setTabText(VARIANTS, words)
        self._show_head(data)
        model = model_words(self._host.workspace, data.potential.id)
        self.model.set_text(model)
        self.model.setVisible(bool(model))
        self.inputs.show_potential(data, locked=locked, fresh=fresh)

    def _show_head(self, data: PotentialForm) -> None:
        state = data.potential.state
        if data.fields.has_draft:
            self.head.show_record(self.name, self.tr("Änderung offen"), "draft")
        elif data.potential.variant_of is not None:
            self.head.show_record(self.name, self.tr("Variante"), "draft")
        else:
            self.head.show_record(self.name, state.value, PILLS[state])
        self.show_bars(data.place)

    def _show_shape(self, now: Shape) -> None:
        """Band, result and foot follow the inputs, also while somebody types."""
        data = self.data
        if data is None:
            return
        if now.result is None:
            self.band.show_waiting(self._waiting(now))
        else:
            self.band.show_result(now.result)
        if self.tabs.is_made(RESULT):
            self._fill_result(self.result, data, now)
        self._show_foot(data, now)

    def _fill_result(self, view: ResultView, data: PotentialForm, now: Shape) -> None:
        if now.result is None:
            view.show_waiting(self._waiting(now))
        else:
            view.show_result(now.result, self._rests_on(data, now))

    def _show_foot(self, data: PotentialForm, now: Shape) -> None:
        self.foot.show_saved(saved_sentence(self._saved_at, self._host.workspace.today))
        fields = {problem.field for problem in (*now.problems, *data.fields.problems)}
        self.foot.show_open(len(fields))
        linked = data.project is not None
        self.main.set_label(self.tr("Zum Projekt") if linked else self.tr("Projekt daraus machen"))
        self.main.set_kind("secondary" if linked else "primary")
        self.main.setVisible(linked or (not self.is_locked and not fields))
        self.main.setEnabled(True)

    def _waiting(self, now: Shape) -> str:
        """What is still needed for a result."""
        missing = len(now.missing)
        wrong = [each for each in now.problems if each.field not in now.missing]
        if wrong:
            return self.tr("Kein Ergebnis: Eine Eingabe stimmt noch nicht.")
        if missing == 1:
            return self.tr("Noch 1 Angabe, dann steht hier das Ergebnis.")
        return self.tr("Noch {count} Angaben, dann steht hier das Ergebnis.").format(count=missing)

    def _rests_on(self, data: PotentialForm, now: Shape) -> Ground:
        workspace = self._host.workspace
        result = now.result
        frozen = result is not None and result == data.result
        names = {key: each.title for key, each in library(workspace).sets.items()}
        used = names.get(result.factor_set, result.factor_set) if result else ""
        on = data.potential.calculated_on if frozen else workspace.today
        stale = ""
        if frozen and data.is_stale:
            words = self.tr(
                "Mit Faktorensatz „{used}“ gerechnet; gewählt ist „{chosen}“. "
                "Das Ergebnis bleibt so, bis Sie eine Eingabe ändern oder in den Einstellungen alles neu "
                "rechnen."
            )
            stale = words.format(used=used, chosen=chosen_set(workspace).title)
        return Ground(used, format_short(on) if on else "", stale)

    def _source_words(self, key: str) -> str:
        known = library(self._host.workspace)
        found = known.sets.get(key)
        return found.title if found else known.source_words(key.replace(" ", ","))
