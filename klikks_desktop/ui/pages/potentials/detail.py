"""The record of one potential: head, result, tabs, foot. Saves when a field is left."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Place
from klikks_desktop.services.savings.factors import chosen_set, library
from klikks_desktop.services.savings.potential_shape import Shape
from klikks_desktop.services.savings.potentials import PotentialForm, load_potential
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.potentials.facts_tab import FactsTab
from klikks_desktop.ui.pages.potentials.inputs_tab import InputsTab
from klikks_desktop.ui.pages.potentials.variants_tab import VariantsTab
from klikks_desktop.ui.pages.potentials.words import PILLS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.record_parts import FormFoot, RecordHead
from klikks_desktop.ui.widgets.result_band import ResultBand
from klikks_desktop.ui.widgets.result_view import Ground, ResultView
from klikks_desktop.ui.widgets.tabs import Tabs

INPUTS, RESULT, VARIANTS, FACTS = range(4)
"""Numbers of the tabs."""
WIDTH: Final = 128
"""Units: four tabs side by side, and room for a number with unit and grade."""


class PotentialDetail(Card):
    """Shows a potential. ``saved`` carries its id after every change; ``went_back`` leads to the list."""

    saved = Signal(object)
    went_back = Signal()
    wants_history = Signal()
    wants_deletion = Signal()
    wants_project = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self.data: PotentialForm | None = None
        self._saved_at: datetime | None = None
        theme = host.theme
        self.history = Button(theme, "", "quiet", "history", name=self.tr("Verlauf zeigen"))
        self.delete = Button(theme, "", "quiet", "delete", name=self.tr("In den Papierkorb legen"))
        self.head = RecordHead(theme, self.tr("Alle Potenziale"), self.history, self.delete)
        self.notice = InfoBar(theme, "info", "")
        self.band = ResultBand(theme)
        self.inputs = InputsTab(host)
        self.result = ResultView(theme, self._source_words)
        self.variants = VariantsTab(theme)
        self.facts = FactsTab(host)
        parts: list[tuple[str, QWidget]] = [
            (self.tr("Eingaben"), self.inputs),
            (self.tr("Ergebnis"), self.result),
            (self.tr("Varianten"), self.variants),
            (self.tr("Angaben"), self.facts),
        ]
        self.tabs = Tabs(theme, self.tr("Teile des Potenzials"), parts)
        self.inputs.follow(self.tabs.row)
        self.main = Button(theme, self.tr("Projekt daraus machen"), "primary", "project")
        self.foot = FormFoot(theme, self.main)
        for widget in (self.head, Separator(theme), self.notice, self.band):
            self.body.addWidget(widget)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(Separator(theme))
        self.body.addWidget(self.foot)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow_save)
        self._connect()

    @property
    def record(self) -> UUID | None:
        """Id of the potential shown."""
        return self.data.potential.id if self.data else None

    @property
    def place(self) -> Place | None:
        """The place of the potential shown."""
        return self.data.place if self.data else None

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed here: another town's potential, or somebody else writes."""
        foreign = self.data is not None and not self.data.is_own
        return foreign or self._host.workspace.store.read_only

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
        """Put the cursor into the first field, or on the tabs."""
        if self.tabs.current == INPUTS:
            self.begin()
        elif self.tabs.current == FACTS:
            self.facts.view.go_to()
        else:
            self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.inputs.settle()
        self.facts.settle()

    def set_two_panes(self, two: bool) -> None:
        """In one pane the head shows the way back."""
        self.head.show_way_back(not two)

    def go_to_problem(self) -> None:
        """Lead to the first point that is to be checked."""
        self.settle()
        if self.data is not None and self.data.fields.problems:
            self.tabs.choose(FACTS)
            self.facts.view.go_to_problem()
        elif self.inputs.form is not None:
            self.tabs.choose(INPUTS)
            self.inputs.form.go_to_problem()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; Strg+Bild auf and ab go between the tabs."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif step and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tabs.choose((self.tabs.current + step) % self.tabs.row.count())
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self.head.went_back.connect(self.went_back)
        self.history.clicked.connect(self.wants_history)
        self.delete.clicked.connect(self.wants_deletion)
        self.inputs.shaped.connect(self._show_shape)
        self.inputs.saved.connect(self._note_save)
        self.facts.saved.connect(self._note_save)
        self.tabs.changed.connect(self.settle)
        self.band.hints.clicked.connect(self._show_hints)
        self.foot.wants_problem.connect(self.go_to_problem)
        self.main.clicked.connect(self.wants_project)

    def _show_hints(self) -> None:
        self.tabs.choose(RESULT)
        self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_save(self, form: PotentialForm) -> None:
        """Follow a moment later, so that a click already under way meets what it aimed at."""
        self._saved_at = form.saved_at
        self._host.changed()
        self._later.start(0)

    def _follow_save(self) -> None:
        if self.data is not None:
            self.refresh()
            self.saved.emit(self.record)

    def _show(self, data: PotentialForm, *, fresh: bool = False) -> None:
        self.data = data
        locked = self.is_locked
        self.facts.show_potential(data, locked=locked)
        self.variants.show_variants(data, locked=locked)
        count = len(data.variants)
        words = self.tr("Varianten ({count})").format(count=count) if count > 1 else self.tr("Varianten")
        self.tabs.row.setTabText(VARIANTS, words)
        self._show_head(data, locked)
        self.inputs.show_potential(data, locked=locked, fresh=fresh)

    def _show_head(self, data: PotentialForm, locked: bool) -> None:
        state = data.potential.state
        if data.fields.has_draft:
            self.head.show_record(self.name, self.tr("Änderung offen"), "draft")
        elif data.potential.variant_of is not None:
            self.head.show_record(self.name, self.tr("Variante"), "draft")
        else:
            self.head.show_record(self.name, state.value, PILLS[state])
        self.notice.setVisible(locked)
        if not data.is_own:
            words = self.tr("Gemeldet von: {place}. Nur dort können diese Angaben geändert werden.")
            self.notice.set_text(words.format(place=data.place.designation))
        elif locked:
            self.notice.set_text(self.tr("Nur lesen: Ein anderer Platz hat diesen Arbeitsbereich geöffnet."))
        self.history.setVisible(data.is_own)
        self.delete.setVisible(not locked)

    def _show_shape(self, now: Shape) -> None:
        """Band, result and foot follow the inputs, also while somebody types."""
        data = self.data
        if data is None:
            return
        if now.result is None:
            waiting = self._waiting(now)
            self.band.show_waiting(waiting)
            self.result.show_waiting(waiting)
        else:
            self.band.show_result(now.result)
            self.result.show_result(now.result, self._rests_on(data, now))
        self._show_foot(data, now)

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
