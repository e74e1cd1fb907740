"""A task of the municipality: new, or changed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.project_fields import NO_TITLE, TASK_FIELDS
from klikks_desktop.domain.record_fields import YES, FieldKind, read_all
from klikks_desktop.domain.records import Place, Task
from klikks_desktop.services.projects import project_parts
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.record_form import spec_of, typed_text

_NEW = frozenset({"title", "due_on", "note", "shared"})


class TaskDialog(FormDialog):
    """Asks for a task of ``place``; with ``task`` it changes that one. ``is_deleted`` when it was removed."""

    def __init__(
        self, host: Host, place: Place, task: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        fields = [field for field in TASK_FIELDS if task is not None or field.name in _NEW]
        super().__init__(
            host.theme,
            _tr("Aufgabe ändern") if task else _tr("Neue Aufgabe"),
            place.designation,
            sentence=_tr("Eine Aufgabe der Verwaltung. Aufgaben eines Projekts stehen beim Projekt."),
            specs=[spec_of(field, alone=True, needed=field.name == "title") for field in fields],
            verb=_tr("Sichern") if task else _tr("Aufgabe eintragen"),
            icon="calendar",
            parent=parent,
        )
        self._host, self._place, self._task, self._known = host, place, task, fields
        self.is_deleted = False
        self._seen: Mapping[str, str] = {}
        if task is not None:
            self._seen = project_parts.load_part(host.workspace, Task, task).texts
            for field in fields:
                text = self._seen[field.name]
                value = text == YES if field.kind is FieldKind.CHECK else text
                self.fields[field.name].set_value(value)
            self.delete = Button(host.theme, _tr("Aufgabe löschen"), "quiet", "delete")
            self.delete.clicked.connect(self._delete)
            self.add_foot_note(self.delete)

    def finish(self) -> bool:
        """Store it; every field says what is wrong with it."""
        texts = {name: typed_text(field.input.value()) for name, field in self.fields.items()}
        values, problems = read_all(self._known, texts)
        if not values.get("title") and not any(problem.field == "title" for problem in problems):
            problems.append(Problem("title", NO_TITLE))
        for problem in reversed(problems):
            self.refuse(problem.field, problem.message)
        if problems:
            return False
        workspace, task = self._host.workspace, self._task
        if task is None:
            place = self._place.id
            return self._host.attempt(lambda: project_parts.add_task(workspace, place, texts)) is not None
        key, seen = task, self._seen
        saved = self._host.attempt(lambda: project_parts.save_part(workspace, Task, key, texts, seen))
        return saved is not None

    def _delete(self) -> None:
        task = self._task
        if task is not None and self._host.attempt(lambda: self._deleted(task)):
            self.is_deleted = True
            self.accept()

    def _deleted(self, task: UUID) -> bool:
        project_parts.delete_part(self._host.workspace, Task, task)
        return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("TaskDialog", text)
