"""The record of one building: head, tabs, foot. Saves when a field or a cell is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
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
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.widgets.inputs import LineField
from klikks_desktop.ui.widgets.record_parts import FormFoot
from klikks_desktop.ui.widgets.tabs import TabOf, Tabs

MASTER, METERS, CONSUMPTION, COURSE, COMPARISON = range(5)


class BuildingDetail(RecordPane):
    """Shows a building; what is not seen at first is made when its tab is shown or asked for.

    ``wants_factors`` asks the page for a dialog; ``wants_measure`` carries a suggested measure to begin a
    potential with.
    """

    wants_factors = Signal()
    wants_measure = Signal(object)

    master = TabOf(MASTER, MasterView)
    meters = TabOf(METERS, MeterView)
    consumption = TabOf(CONSUMPTION, ConsumptionView)
    course = TabOf(COURSE, CourseView)
    comparison = TabOf(COMPARISON, ComparisonView)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, self.tr("Alle Gebäude"), parent)
        self.view: BuildingView | None = None
        self.tabs = Tabs(
            host.theme,
            self.tr("Teile des Gebäudes"),
            [
                (self.tr("Stammdaten"), self._make_master),
                (self.tr("Zähler"), self._make_meters),
                (self.tr("Verbrauch"), self._make_consumption),
                (self.tr("Entwicklung"), self._make_course),
                (self.tr("Vergleich"), self._make_comparison),
            ],
        )
        self.foot = FormFoot(host.theme)
        self.fill(self.tabs, self.foot)
        self.foot.wants_problem.connect(self._go_to_problem)

    @property
    def record(self) -> UUID | None:
        """Id of the building shown."""
        return self.view.form.record.id if self.view else None

    @property
    def name(self) -> str:
        """What the building is called."""
        return self.view.form.texts["name"].strip() if self.view else ""

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported this building."""
        return self.view is not None and self.view.form.record.source is not None

    # ------------------------------------------------------------------ showing

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show a building; ``UserError`` K-750 when gone."""
        self.settle()
        self.view = view = buildings.load_building(self._host.workspace, record)
        self.master.offer("locality_id", self._localities(view.place.id))
        self.master.load(view.form, fresh=fresh)
        self.consumption.load(record, read_only=self.is_locked)
        self._show(view)

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
        if self.tabs.is_made(METERS):
            self.meters.settle()
        if typed := self.master.typed():
            self._save_master(typed)

    def begin(self) -> None:
        """Put the cursor into the name, to be typed over."""
        self.tabs.choose(MASTER)
        self.master.go_to("name")
        field = self.master.form.field("name").input
        if isinstance(field, LineField):
            field.selectAll()

    def enter(self) -> None:
        """Put the cursor into the part that is shown."""
        if self.tabs.current == MASTER:
            self.master.go_to("name")
        elif self.tabs.current == CONSUMPTION:
            self.consumption.sheet.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.tabs.row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------ saving

    def _save_master(self, texts: Mapping[str, str]) -> None:
        workspace, record = self._host.workspace, self.record
        if record is None or self.is_locked:
            return
        kind, seen = buildings.building_form(workspace), self.master.seen()
        if self._host.attempt(lambda: save(workspace, kind, record, texts, seen)) is not None:
            self._tell_saved(texts)

    def _save_meter(self, meter: UUID, texts: Mapping[str, str]) -> None:
        workspace = self._host.workspace
        if self.is_locked:
            return
        seen = self.meters.form.seen()
        if self._host.attempt(lambda: save(workspace, METER_FORM, meter, texts, seen)) is not None:
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
        if meter_texts and self.view is not None and self.tabs.is_made(METERS):
            self.meters.show_meters(self.view.meters, meter_texts)
        self._host.changed()
        self.saved.emit(self.record)

    # ------------------------------------------------------------------ tabs

    def _make_master(self, parent: QWidget) -> MasterView:
        made = MasterView(self._host, parent)
        made.left.connect(self._save_master)
        return made

    def _make_meters(self, parent: QWidget) -> MeterView:
        made = MeterView(self._host, parent)
        made.left.connect(self._save_meter)
        made.add_wanted.connect(self._add_meter)
        made.delete_wanted.connect(self._delete_meter)
        if self.view is not None:
            made.show_meters(self.view.meters)
            made.set_read_only(self.is_locked)
        return made

    def _make_consumption(self, parent: QWidget) -> ConsumptionView:
        made = ConsumptionView(self._host, parent)
        made.saved.connect(self._tell_saved)
        made.meter_wanted.connect(self._go_to_meters)
        made.factors_wanted.connect(self.wants_factors)
        return made

    def _make_course(self, parent: QWidget) -> CourseView:
        made = CourseView(self._host, parent)
        if self.view is not None:
            made.show_years(self.view.years, self.view.form.record.name)
        return made

    def _make_comparison(self, parent: QWidget) -> ComparisonView:
        made = ComparisonView(self._host, parent)
        made.measure_wanted.connect(self.wants_measure)
        if self.view is not None:
            self._fill_comparison(made, self.view)
        return made

    def _fill_comparison(self, comparison: ComparisonView, view: BuildingView) -> None:
        found = [] if self.is_locked else list(suggest(view.form.record, view.years, view.benchmark))
        measures = list_measures(self._host.workspace) if found else ()
        comparison.show_building(view, found, {each.id: each.title for each in measures})

    # ------------------------------------------------------------------ frame

    def _show(self, view: BuildingView) -> None:
        locked = self.is_locked
        if self.tabs.is_made(METERS):
            self.meters.show_meters(view.meters)
            self.meters.set_read_only(locked)
        if self.tabs.is_made(COURSE):
            self.course.show_years(view.years, view.form.record.name)
        if self.tabs.is_made(COMPARISON):
            self._fill_comparison(self.comparison, view)
        self._show_head(view)
        self.show_bars(view.place)
        self.master.set_read_only(locked)
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
        meters = sum(len(form.problems) for form in self.view.meters) if self.view else 0
        return self.master.problem_count() + meters + self.consumption.sheet.problem_count()

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
