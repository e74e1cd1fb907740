"""Taking patrons from a table; asks how names are written where that is not clear."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_cells import NameOrder
from klikks_desktop.domain.patron_columns import Column as TableColumn
from klikks_desktop.domain.records import Place
from klikks_desktop.services.people.table_import import import_patrons
from klikks_desktop.services.records.import_report import ImportReport
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.table_import import Job, TableImportDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.check_field import CheckField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice

NAMES_TOGETHER = "K-322"


class ImportDialog(TableImportDialog):
    """People of one file, with two questions: the order of names, and unknown localities."""

    def __init__(self, host: Host, file: Path, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(host, file, place, ("Person", "Personen"), parent)

    def questions(self) -> list[QWidget]:
        """How names are written, and whether unknown localities are made."""
        theme = self.theme
        title = self.tr("Wie sind die Namen geschrieben?")
        self._question = Label(theme, title, "label")
        orders = [
            (NameOrder.FAMILY_COMMA.value, self.tr("Nachname, Vorname")),
            (NameOrder.GIVEN_FIRST.value, self.tr("Vorname Nachname")),
        ]
        self.order = SegmentedChoice(theme, orders, title)
        self.localities = CheckField(theme, self.tr("Unbekannte Ortsteile anlegen"))
        self.order.chosen.connect(self.preview)
        self.localities.edited.connect(self.preview)
        return [self._question, self.order, self.localities]

    def show_questions(self, report: ImportReport | None) -> None:
        """Ask for the order of names where they stand in one column."""
        if report is None or self.order.value():
            self._question.show()
            self.order.show()
        if report is None:
            self.summary.set_text(
                self.tr("Vor- und Nachname stehen in einer Spalte. Bitte wählen, wie sie geschrieben sind.")
            )
        elif any(row.column == TableColumn.LOCALITY for row in report.rows):
            self.localities.show()

    def job(self, *, dry_run: bool) -> Job:
        """Take the people of the file."""
        return partial(
            _take,
            file=self._file,
            place=self._place,
            dry_run=dry_run,
            order=self.order.value(),
            localities=self.localities.value(),
        )


def _take(
    workspace: Workspace,
    control: Control,
    *,
    file: Path,
    place: Place,
    dry_run: bool,
    order: str,
    localities: bool,
) -> ImportReport | None:
    """The work off the window's thread; ``None`` when somebody must say how names are written."""
    control.checkpoint()
    try:
        return import_patrons(
            workspace,
            file,
            place=place,
            dry_run=dry_run,
            split_names=order or None,
            add_localities=localities,
        )
    except UserError as error:
        if error.code == NAMES_TOGETHER and not order:
            return None
        raise
