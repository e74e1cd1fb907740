"""One good example: its form, and how the towns see it. Saves when a field is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.services.ideas import examples
from klikks_desktop.services.ideas.pool import as_ideas
from klikks_desktop.services.ideas.shared import hold_back
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.records.idea_view import IdeaView
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.record_form import RecordFormView, RecordSection
from klikks_desktop.ui.widgets.record_parts import FormFoot
from klikks_desktop.ui.widgets.tabs import Tabs

FORM, PREVIEW = range(2)
"""Numbers of the tabs."""
NAMED: Final = "named"


class ExamplePane(RecordPane):
    """Form and preview of an example."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Beispiele"), parent)
        theme = host.theme
        self.data: examples.IdeaView | None = None
        self._saved_at: datetime | None = None
        self.view = RecordFormView(theme, examples.example_form(host.workspace).fields, _sections())
        self.preview = IdeaView(theme)
        self.preview.contact.setEnabled(False)
        self.newer = self._make_newer()
        self.warning = InfoBar(theme, "warn", "")
        self.hold = Button(theme, "")
        self.foot = FormFoot(theme, more=self.hold)
        self._bars = QVBoxLayout()
        self._bars.addWidget(self.newer)
        self._bars.addWidget(self.warning)
        self.body.addLayout(self._bars)
        self.tabs = Tabs(
            theme,
            _tr("Teile des Beispiels"),
            [(_tr("Angaben"), self.view), (_tr("So sehen es die Kommunen"), self.preview)],
        )
        self.fill(self.tabs, self.foot)
        self.tabs.changed.connect(self.settle)
        self.view.left.connect(self._save)
        self.foot.wants_problem.connect(self._go_to_problem)
        self.hold.clicked.connect(self._hold)
        theme.changed.connect(self._space)
        self._space()

    @property
    def record(self) -> UUID | None:
        """Id of the example shown."""
        return self.data.example.id if self.data else None

    @property
    def name(self) -> str:
        """The title as typed."""
        title = self.data.form.texts["title"].strip() if self.data else ""
        return title or _tr("Ohne Titel")

    @property
    def is_foreign(self) -> bool:
        """Whether it came from the coordinating office."""
        return self.data is not None and self.data.example.source is not None

    # ------------------------------------------------------------------ showing

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show an example; K-750 when it is gone."""
        self.settle()
        self._saved_at = None
        self._show(examples.load_example(self._host.workspace, record), fresh=fresh)

    def refresh(self) -> None:
        """Read the same example again, keeping what is being typed; K-750 when it is gone."""
        self._later.stop()
        if self.record is not None:
            self._show(examples.load_example(self._host.workspace, self.record))

    def forget(self) -> None:
        """Show none."""
        self._later.stop()
        self.data = None

    def enter(self) -> None:
        """Put the cursor into the first field, or on the tabs."""
        if self.tabs.current == FORM:
            self.view.go_to()
        else:
            self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Put the cursor into the title of a new example."""
        self.tabs.choose(FORM)
        self.view.go_to()

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if self.record is not None and (typed := self.view.typed()):
            self._save(typed)

    # ------------------------------------------------------------------ inside

    def _show(
        self, data: examples.IdeaView, *, fresh: bool = False, saved: Mapping[str, str] | None = None
    ) -> None:
        is_same = data.example.id == self.record and not fresh
        self.data = data
        if is_same:
            self.view.refresh(data.form, saved or ())
        else:
            self.view.load(data.form, fresh=fresh)
        self._show_head(data)
        self.view.set_read_only(self.is_locked)
        if not data.may_name and not data.example.named:
            self.view.set_read_only(True, {NAMED})
        self.newer.setVisible(data.are_newer and not self.is_locked)
        warning = _warning(data)
        self.warning.set_text(warning)
        self.warning.setVisible(bool(warning))
        self.preview.show_idea(as_ideas(self._host.workspace, [data.example])[0])
        self._space()

    def _show_head(self, data: examples.IdeaView) -> None:
        if self.is_foreign:
            words = _tr("bleibt hier") if data.is_held else _tr("geht mit")
            self.head.show_record(self.name, words, "past" if data.is_held else "info")
        elif data.form.has_draft:
            self.head.show_record(self.name, _tr("Änderung offen"), "draft")
        elif data.example.named:
            self.head.show_record(self.name, _tr("genannt"), "ok")
        else:
            self.head.show_record(self.name, _tr("ohne Namen"), "past")
        self.show_bars(None)
        if self.is_foreign:
            words = _tr(
                "Von der koordinierenden Stelle. Mit Ihrer nächsten Rücksendung geht es an die Kommunen."
            )
            held = _tr("Von der koordinierenden Stelle. Es bleibt hier und geht nicht an die Kommunen.")
            self.notice.set_text(held if data.is_held else words)
        self.hold.set_label(_tr("Doch weitergeben") if data.is_held else _tr("Nicht weitergeben"))
        self.hold.setVisible(self.is_foreign and not self._host.workspace.store.read_only)
        saved = "" if self.is_foreign else saved_sentence(self._saved_at, self._host.workspace.today)
        self.foot.show_saved(saved)
        self.foot.show_open(len({problem.field for problem in data.form.problems}))

    def _save(self, texts: Mapping[str, str]) -> None:
        example, workspace = self.record, self._host.workspace
        if example is None or self.is_locked:
            return
        seen = self.view.seen()
        data = self._host.attempt(lambda: examples.save_example(workspace, example, texts, seen))
        if data is not None:
            self._follow(data, texts)

    def _settle_figures(self, how: Callable[[Workspace, UUID], examples.IdeaView]) -> None:
        self.settle()
        example = self.record
        if example is None:
            return
        data = self._host.attempt(lambda: how(self._host.workspace, example))
        if data is not None:
            self._follow(data, data.form.texts)

    def _follow(self, data: examples.IdeaView, saved: Mapping[str, str]) -> None:
        self._saved_at = self._host.workspace.clock()
        self._show(data, saved=saved)
        self._host.changed()
        self.follow_save()

    def _hold(self) -> None:
        """Keep an example of the office from the towns, or let it go again."""
        data, workspace = self.data, self._host.workspace
        if data is None:
            return

        def hold() -> examples.IdeaView:
            hold_back(workspace, data.example.id, held=not data.is_held)
            return examples.load_example(workspace, data.example.id)

        changed = self._host.attempt(hold)
        if changed is not None:
            self._follow(changed, changed.form.texts)

    def _go_to_problem(self) -> None:
        self.tabs.choose(FORM)
        self.view.go_to_problem()

    def _make_newer(self) -> InfoBar:
        self.take = Button(self.theme, _tr("Übernehmen"), icon="import")
        self.keep = Button(self.theme, _tr("Nicht ändern"), "quiet")
        self.take.clicked.connect(partial(self._settle_figures, examples.take_figures))
        self.keep.clicked.connect(partial(self._settle_figures, examples.keep_figures))
        words = _tr("Die Kommune meldet inzwischen andere Zahlen als beim Aufnehmen.")
        return InfoBar(self.theme, "info", words, self.take, self.keep)

    def _space(self) -> None:
        """White space around the bars, none where there is no bar."""
        told = not (self.newer.isHidden() and self.warning.isHidden())
        side, top = self.theme.px(4), self.theme.px(2) if told else 0
        self._bars.setContentsMargins(side, top, side, top)
        self._bars.setSpacing(self.theme.px(2))


def _warning(data: examples.IdeaView) -> str:
    """What in the texts should not be passed on."""
    parts = []
    if data.named:
        words = _tr("Im Text steht ein Name: {names}. Ist diese Person gemeint, ändern Sie den Text.")
        if data.example.source is not None:
            words = _tr(
                "Im Text steht ein Name: {names}. Ist diese Person gemeint, geben Sie es nicht weiter."
            )
        parts.append(words.format(names=", ".join(data.named)))
    if data.tells_place and data.place is not None:
        words = _tr("Im Text steht „{name}“, die Kommune wird aber nicht genannt.")
        parts.append(words.format(name=data.place.name))
    return " ".join(parts)


def _sections() -> list[RecordSection]:
    return [
        RecordSection(_tr("Beispiel"), "idea", ["title", ("kind", "measure"), "summary", "lesson"]),
        RecordSection(
            _tr("Zahlen"),
            "euro",
            [("investment_cents", "grant_cents"), ("saved_cents", "kwh"), ("co2e_kg", "finished_on")],
            note=_tr("Wie die Kommune sie gemeldet hat; sie gehen so mit, wie sie hier stehen."),
        ),
        RecordSection(_tr("Kommune"), "townhall", ["named"]),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExamplePane", text)
