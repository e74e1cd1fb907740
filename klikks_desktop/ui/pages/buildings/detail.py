"""The record of one building: head, tabs, foot. Saves when a field or a cell is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.energy.suggestion import suggest
from klikks_desktop.services.energy import buildings
from klikks_desktop.services.energy.buildings import METER_FORM, BuildingView
from klikks_desktop.services.places import places
from klikks_desktop.services.records.record_forms import save
from klikks_desktop.services.savings.calculation import list_measures
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.buildings.comparison import ComparisonView
from klikks_desktop.ui.pages.buildings.consumption import ConsumptionView
from klikks_desktop.ui.pages.buildings.course import CourseView
from klikks_desktop.ui.pages.buildings.master import MasterView
from klikks_desktop.ui.pages.buildings.meters import MeterView
from klikks_desktop.ui.pages.buildings.words import class_state
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import LineField
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.record_parts import FormFoot, RecordHead
from klikks_desktop.ui.widgets.tabs import Tabs

MASTER, METERS, CONSUMPTION, COURSE, COMPARISON = range(5)


class BuildingDetail(Card):
    """Shows a building. ``saved`` carries its id after every change, ``went_back`` leads to the list.

    ``wants_history``, ``wants_deletion``, ``wants_factors`` ask the page for a dialog; ``wants_measure``
    carries a suggested measure to begin a potential with.
    """

    saved = Signal(object)
    went_back = Signal()
    wants_history = Signal()
    wants_deletion = Signal()
    wants_factors = Signal()
    wants_measure = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self.view: BuildingView | None = None
        theme = host.theme
        self.history = Button(theme, "", "quiet", "history", name=self.tr("Verlauf zeigen"))
        self.delete = Button(theme, "", "quiet", "delete", name=self.tr("In den Papierkorb legen"))
        self.head = RecordHead(theme, self.tr("Alle Gebäude"), self.history, self.delete)
        self.notice = InfoBar(theme, "info", "")
        for widget in (self.head, Separator(theme), self.notice):
            self.body.addWidget(widget)

    def build(self) -> None:
        """Make tabs and forms once this lies in its window: Qt styles them anew at every move."""
        host = self._host
        self.master = MasterView(host)
        self.meters = MeterView(host)
        self.consumption = ConsumptionView(host)
        self.course = CourseView(host)
        self.comparison = ComparisonView(host)
        self.tabs = Tabs(
            self.theme,
            self.tr("Teile des Gebäudes"),
            [
                (self.tr("Stammdaten"), self.master),
                (self.tr("Zähler"), self.meters),
                (self.tr("Verbrauch"), self.consumption),
                (self.tr("Entwicklung"), self.course),
                (self.tr("Vergleich"), self.comparison),
            ],
        )
        self.foot = FormFoot(self.theme)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(Separator(self.theme))
        self.body.addWidget(self.foot)
        self._connect()

    @property
    def record(self) -> UUID | None:
        """Id of the building shown."""
        return self.view.form.record.id if self.view else None

    @property
    def name(self) -> str:
        """What the building is called."""
        return self.view.form.texts["name"].strip() if self.view else ""

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed here: another town's building, or somebody else writes."""
        foreign = self.view is not None and self.view.form.record.source is not None
        return foreign or self._host.workspace.store.read_only

    # ------------------------------------------------------------------ showing

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show a building; ``UserError`` K-750 when gone."""
        self.settle()
        self.view = view = buildings.load_building(self._host.workspace, record)
        self.master.offer("locality_id", self._localities(view.place.id))
        self.master.load(view.form, fresh=fresh)
        self.consumption.load(record, read_only=self.is_locked)
        self._show(view)
        if fresh:
            self.tabs.choose(MASTER)
            self.master.go_to("name")
            field = self.master.form.field("name").input
            if isinstance(field, LineField):
                field.selectAll()

    def refresh(self, saved: Collection[str] = ()) -> None:
        """Read the same building again, keeping what is being typed; K-750 when gone."""
        if self.record is None:
            return
        self.view = view = buildings.load_building(self._host.workspace, self.record)
        self.master.refresh(view.form, saved)
        self.consumption.refresh()
        self._show(view)

    def forget(self) -> None:
        """Show nothing."""
        self.view = None

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if self.view is None:
            return
        self.consumption.settle()
        self.meters.settle()
        if typed := self.master.typed():
            self._save_master(typed)

    def enter(self) -> None:
        """Put the cursor into the part that is shown."""
        if self.tabs.current == MASTER:
            self.master.go_to("name")
        elif self.tabs.current == CONSUMPTION:
            self.consumption.sheet.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.tabs.row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_two_panes(self, two: bool) -> None:
        """In one pane the head shows the way back."""
        self.head.show_way_back(not two)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ saving

    def _connect(self) -> None:
        self.head.went_back.connect(self.went_back)
        self.history.clicked.connect(self.wants_history)
        self.delete.clicked.connect(self.wants_deletion)
        self.master.left.connect(self._save_master)
        self.meters.left.connect(self._save_meter)
        self.meters.add_wanted.connect(self._add_meter)
        self.meters.delete_wanted.connect(self._delete_meter)
        self.consumption.saved.connect(self._tell_saved)
        self.consumption.meter_wanted.connect(self._go_to_meters)
        self.consumption.factors_wanted.connect(self.wants_factors)
        self.comparison.measure_wanted.connect(self.wants_measure)
        self.foot.wants_problem.connect(self._go_to_problem)

    def _save_master(self, texts: Mapping[str, str]) -> None:
        workspace, record = self._host.workspace, self.record
        if record is None or self.is_locked:
            return
        kind = buildings.building_form(workspace)
        if self._host.attempt(lambda: save(workspace, kind, record, texts)) is not None:
            self._tell_saved(texts)

    def _save_meter(self, meter: UUID, texts: Mapping[str, str]) -> None:
        workspace = self._host.workspace
        if self.is_locked:
            return
        if self._host.attempt(lambda: save(workspace, METER_FORM, meter, texts)) is not None:
            self._tell_saved((), texts)

    def _add_meter(self, carrier: Carrier) -> None:
        workspace, record = self._host.workspace, self.record
        if record is None:
            return
        made = self._host.attempt(lambda: buildings.add_meter(workspace, record, carrier))
        if made is not None:
            self._tell_saved()
            self.meters.select(made)
            self.meters.form.go_to("name")

    def _delete_meter(self, meter: UUID) -> None:
        workspace = self._host.workspace

        def deleted() -> bool:
            buildings.delete_meter(workspace, meter)
            return True

        if self._host.attempt(deleted):
            self._tell_saved()

    def _tell_saved(self, texts: Collection[str] = (), meter_texts: Mapping[str, str] | None = None) -> None:
        """Something was saved: show it and tell."""
        self.refresh(texts)
        if meter_texts and self.view is not None:
            self.meters.show_meters(self.view.meters, meter_texts)
        self._host.changed()
        self.saved.emit(self.record)

    # ------------------------------------------------------------------ frame

    def _show(self, view: BuildingView) -> None:
        locked = self.is_locked
        self.meters.show_meters(view.meters)
        self.course.show_years(view.years, view.form.record.name)
        found = [] if locked else list(suggest(view.form.record, view.years, view.benchmark))
        measures = list_measures(self._host.workspace) if found else ()
        self.comparison.show_building(view, found, {each.id: each.title for each in measures})
        self._show_head(view)
        self.notice.setVisible(locked)
        if view.form.record.source is not None:
            words = self.tr("Gemeldet von: {place}. Nur dort können diese Angaben geändert werden.")
            self.notice.set_text(words.format(place=view.place.designation))
        elif locked:
            self.notice.set_text(self.tr("Nur lesen: Ein anderer Platz hat diesen Arbeitsbereich geöffnet."))
        self.master.set_read_only(locked)
        self.meters.set_read_only(locked)
        self.delete.setVisible(not locked)
        self.history.setVisible(view.form.record.source is None)
        self.foot.setVisible(not locked)
        self.foot.show_saved(saved_sentence(view.form.saved_at, self._host.workspace.today))
        self.foot.show_open(self._open_points())

    def _show_head(self, view: BuildingView) -> None:
        name = self.name or self.tr("Ohne Bezeichnung")
        judged = view.benchmark.heat.energy_class or view.benchmark.power.energy_class
        if view.form.has_draft:
            self.head.show_record(name, self.tr("Änderung offen"), "draft")
        elif judged is not None:
            self.head.show_record(
                name, self.tr("Klasse {letter}").format(letter=judged.letter), class_state(judged)
            )
        else:
            self.head.show_record(name)

    def _open_points(self) -> int:
        return (
            self.master.problem_count() + self.meters.problem_count() + self.consumption.sheet.problem_count()
        )

    def _go_to_problem(self) -> None:
        """Lead to the first thing that is to be checked, in the order of the tabs."""
        if self.master.problem_count():
            self.tabs.choose(MASTER)
            self.master.go_to_problem()
        elif self.meters.problem_count():
            self.tabs.choose(METERS)
            self.meters.go_to_problem()
        else:
            self.tabs.choose(CONSUMPTION)
            self.consumption.sheet.go_to_problem()

    def _go_to_meters(self) -> None:
        self.tabs.choose(METERS)
        self.meters.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _localities(self, place: UUID) -> list[tuple[str, str]]:
        found = places.localities_of(self._host.workspace, place)
        return [(str(each.id), each.name) for each in found]
