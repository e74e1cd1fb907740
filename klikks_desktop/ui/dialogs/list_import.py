"""Taking buildings, consumption, projects or potentials from a table; columns can be mapped by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.list_import import Headings, ListKind, import_list, look_into
from klikks_desktop.services.records.import_report import ImportReport
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.table_import import Job, TableImportDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.label import Label

NOUNS: Final = {
    ListKind.BUILDINGS: ("Gebäude", "Gebäude"),
    ListKind.CONSUMPTION: ("Wert", "Werte"),
    ListKind.PROJECTS: ("Projekt", "Projekte"),
    ListKind.POTENTIALS: ("Potenzial", "Potenziale"),
}
UNCLEAR: Final = frozenset({"K-321", "K-323"})
"""The columns are not recognised: somebody can say what they are."""


class ListImportDialog(TableImportDialog):
    """One list. Where the columns are not recognised, the mapping is shown at once."""

    def __init__(
        self, host: Host, kind: ListKind, file: Path, place: Place, parent: QWidget | None = None
    ) -> None:
        self._kind = kind
        super().__init__(host, file, place, NOUNS[kind], parent)

    def questions(self) -> list[QWidget]:
        """The mapping, and the button that shows it."""
        self.show_mapping = Button(self.theme, self.tr("Spalten zuordnen"), "quiet", "filter")
        self.mapping = ColumnMapping(self.theme)
        self.show_mapping.clicked.connect(self._open_mapping)
        self.mapping.edited.connect(self.preview)
        return [self.show_mapping, self.mapping]

    def show_questions(self, report: ImportReport | None) -> None:
        """Offer the mapping; without a report it is needed."""
        if report is None:
            self.summary.set_text(
                self.tr("Nicht alle nötigen Spalten wurden erkannt. Bitte sagen Sie, was in ihnen steht.")
            )
            self._open_mapping()
        self.show_mapping.setVisible(self.mapping.isHidden())

    def job(self, *, dry_run: bool) -> Job:
        """Take the rows of the file."""
        return partial(
            _take,
            kind=self._kind,
            file=self._file,
            place=self._place,
            dry_run=dry_run,
            mapping=self.mapping.value(),
        )

    def _open_mapping(self) -> None:
        if self.mapping.is_empty:
            found = self._host.attempt(lambda: look_into(self._host.workspace, self._kind, self._file))
            if found is None:
                return
            self.mapping.set_headings(found)
        self.show_mapping.hide()
        self.mapping.show()


class ColumnMapping(QWidget):
    """Headings of the file at the left, what they mean at the right."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._fields: list[tuple[str, str, ChoiceField]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_empty(self) -> bool:
        """Whether no headings were shown yet."""
        return not self._fields

    def set_headings(self, found: Headings) -> None:
        """Show the headings of a file, those that are recognised with their meaning."""
        choices = [("", self.tr("nicht lesen")), *found.offered]
        for row, (heading, key) in enumerate(found.found):
            field = ChoiceField(self.theme, choices, heading)
            field.set_value(key)
            field.edited.connect(self.edited)
            label = Label(self.theme, heading, "label", wrap=True)
            label.setBuddy(field)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)
            self._fields.append((heading, key, field))

    def value(self) -> dict[str, str]:
        """Heading -> key ("" not read), for every heading taken otherwise than it was recognised."""
        return {heading: field.value() for heading, key, field in self._fields if field.value() != key}

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self.theme.px(4))
        self._grid.setVerticalSpacing(self.theme.px(2))


def _take(
    workspace: Workspace,
    control: Control,
    *,
    kind: ListKind,
    file: Path,
    place: Place,
    dry_run: bool,
    mapping: Mapping[str, str],
) -> ImportReport | None:
    """The work off the window's thread; ``None`` when somebody must say what the columns are."""
    control.checkpoint()
    try:
        return import_list(
            workspace,
            kind,
            file,
            place=place,
            mapping=mapping,
            dry_run=dry_run,
            progress=control.report,
        )
    except UserError as error:
        if error.code in UNCLEAR:
            return None
        raise
