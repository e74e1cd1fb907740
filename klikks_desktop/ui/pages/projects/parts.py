"""One kind of what belongs to a project: a short table, and the form of the chosen one below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.services.projects import project_parts
from klikks_desktop.services.records.record_forms import RecordForm
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.part_table import PartTable
from klikks_desktop.ui.widgets.record_form import RecordFormView, RecordSection


@dataclass(frozen=True, slots=True)
class PartKind:
    """How a kind of part is told and shown.

    title: of the table. add, delete: verb and object. none: what the foot says without any. count: with
    some. line: a row of the table. sections: of the form. first: field that a new one begins with.
    sort: column, the first without; down: whether downwards. note: what the parts are good for.
    """

    # Any: each kind has its own record, which the checker cannot pair with its line.
    record: type[Any]
    title: str
    icon: str
    add: str
    delete: str
    none: str
    count: Callable[[Sequence[Any]], str]
    columns: Sequence[Column]
    line: Callable[[Any], Row]
    sections: Sequence[RecordSection]
    first: str = "title"
    sort: str = ""
    down: bool = False
    note: str = ""


class PartsEditor(QWidget):
    """Shows the parts of one project and edits the chosen one, saved when a field is left.

    ``saved`` after every change, with the form for the foot; ``chosen`` when another form is shown, or
    the same one anew. lead: what stands before the fields. deeds: buttons below them.
    """

    saved = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        host: Host,
        kind: PartKind,
        lead: Sequence[QWidget] = (),
        deeds: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host, self.kind = host, kind
        self._project: UUID | None = None
        self._locked = False
        self._current: UUID | None = None
        self._fresh: UUID | None = None
        # Any: each kind has its own record.
        self._forms: dict[UUID, RecordForm[Any]] = {}
        self.data: RecordForm[Any] | None = None
        theme = host.theme
        self.table = PartTable(theme, kind.columns, kind.title)
        self.table.sort_by(kind.sort or kind.columns[0].key, down=kind.down)
        self.add = Button(theme, kind.add, "quiet", "add")
        self.table.add_foot_action(self.add)
        form = project_parts.part_form(host.workspace, kind.record)
        head = RecordSection(kind.title, kind.icon, note=kind.note, lead=[self.table])
        first, *rest = kind.sections
        first = RecordSection(first.title, first.icon, first.rows, first.note, [*lead, *first.lead])
        self.view = RecordFormView(theme, form.fields, [head, first, *rest], parent=self)
        self.delete = Button(theme, kind.delete, "quiet", "delete")
        self._below = QWidget()
        flow = FlowLayout(theme, self._below)
        for button in (*deeds, self.delete):
            flow.addWidget(button)
        self.view.form.section(len(kind.sections)).addWidget(self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.left.connect(self._save)
        self.table.chosen.connect(self._choose)
        self.add.clicked.connect(self.begin)
        self.delete.clicked.connect(self._delete)
        self._show_form()

    @property
    def current(self) -> UUID | None:
        """Id of the part whose form is shown."""
        return self._current

    def show_parts(self, project: UUID, parts: Sequence[RecordForm[Any]], *, locked: bool) -> None:
        """Show the parts of a project; within the same one the chosen part stays, and what is being typed.

        Any: each kind has its own record.
        """
        if project != self._project:
            self._project, self._current, self.data = project, None, None
        self._locked = locked
        self._forms = {form.record.id: form for form in parts}
        if self._current not in self._forms:
            self._current = next(iter(self._forms), None)
        records = [form.record for form in parts]
        rows = [replace(self.kind.line(form.record), bold=form.has_draft) for form in parts]
        self.table.blockSignals(True)
        self.table.set_rows(rows, self.kind.count(records) if records else self.kind.none)
        if self._current is not None:
            self.table.select(self._current)
        self.table.blockSignals(False)
        self._show_form()

    def begin(self) -> None:
        """Add one and put the cursor into it."""
        self.settle()
        project, workspace = self._project, self._host.workspace
        if project is None or self._locked:
            return
        made = self._host.attempt(lambda: project_parts.add_part(workspace, project, self.kind.record))
        if made is not None:
            self._current = self._fresh = made
            self._host.changed()
            self.saved.emit(None)
            self.view.go_to(self.kind.first)

    def open_part(self, part: UUID) -> None:
        """Show this part."""
        if self.table.select(part):
            self._choose(part)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if self.data is not None and (typed := self.view.typed()):
            self._save(typed)

    def change(self, action: Callable[[], object]) -> None:
        """Save what was typed, do ``action`` and show what came of it."""
        self.settle()
        if self._host.attempt(lambda: (action(), True)) is not None:
            self._host.changed()
            self.saved.emit(None)

    # ------------------------------------------------------------------ inside

    def _choose(self, part: UUID | None) -> None:
        if part is not None and part != self._current:
            self.settle()
            self._current = part
            self._show_form()

    def _show_form(self) -> None:
        """The form of the chosen part, from the top when it is another one than before."""
        before = self.data.record.id if self.data else None
        part = self._current
        self.data = self._forms.get(part) if part else None
        for section in range(1, len(self.kind.sections) + 1):
            self.view.form.show_section(section, self.data is not None)
        self._below.setVisible(self.data is not None and not self._locked)
        self.add.setVisible(not self._locked)
        if self.data is not None and before == part:
            self.view.refresh(self.data)
        elif self.data is not None:
            self.view.load(self.data, fresh=part == self._fresh)
        self.view.set_read_only(self._locked)
        self.chosen.emit(self.data)

    def _save(self, texts: Mapping[str, str]) -> None:
        part, workspace = self._current, self._host.workspace
        if part is None or self._locked:
            return
        kind, seen = self.kind.record, self.view.seen()
        form = self._host.attempt(lambda: project_parts.save_part(workspace, kind, part, texts, seen))
        if form is not None:
            self.data = self._forms[part] = form
            self.view.refresh(form, texts)
            self._host.changed()
            self.saved.emit(form)

    def _delete(self) -> None:
        part, workspace = self._current, self._host.workspace
        if part is not None:
            self.change(lambda: project_parts.delete_part(workspace, self.kind.record, part))
