"""Partner municipalities: a new one from the directory, a pasted list, and where to write to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.region.fields import PARTNER_FIELDS
from klikks_desktop.services.records.import_report import ImportReport
from klikks_desktop.services.region import partners
from klikks_desktop.services.region.partner_import import PASTED, import_partners
from klikks_desktop.services.region.partners import Town
from klikks_desktop.services.region.sender import Sender, office
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.dialogs.table_import import Job, TableImportDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.paired_dialog import PairedDialog
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import FieldSpec
from klikks_desktop.ui.widgets.place_search import PlaceSearch
from klikks_desktop.ui.widgets.record_form import spec_of

_LIST = "list"


class AddPartnerDialog(Dialog):
    """Search in the official directory, enter; ``key`` tells which was entered."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, _tr("Partnerkommune eintragen"), icon="townhall", parent=parent)
        self._host = host
        self.key = ""
        self.search = PlaceSearch(host.theme, host.workspace.shipped)
        self.search.changed.connect(self._follow)
        self.search.confirmed.connect(self._add)
        self.body.addWidget(self.search)
        cancel = self.add_action(Button(host.theme, _tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.main = self.add_action(Button(host.theme, _tr("Kommune eintragen"), "primary"))
        self.main.clicked.connect(self._add)
        self._follow()

    def ask(self) -> bool:
        """Show it; whether a municipality was entered."""
        self.search.field.setFocus()
        return self.exec() == QDialog.DialogCode.Accepted

    def _follow(self) -> None:
        self.main.setEnabled(self.search.place is not None)
        self.adjustSize()

    def _add(self) -> None:
        chosen, workspace = self.search.place, self._host.workspace
        if chosen is None:
            return
        place = chosen.place
        texts = {"designation": place.designation, "postcode": place.postcode, "city": place.city}
        if self._host.attempt(lambda: partners.add_partner(workspace, place.key, texts)) is not None:
            self.key = place.key
            self.accept()


class ChangePartnerDialog(PairedDialog):
    """Where letters and e-mails to one municipality go, and since when it is expected."""

    def __init__(self, host: Host, town: Town, parent: QWidget | None = None) -> None:
        where = " · ".join(part for part in (town.county, town.state, town.key) if part)
        super().__init__(
            host.theme,
            town.designation,
            where,
            sentence=_tr("Was Sie hier eintragen, gilt vor dem, was die Kommune von ihrer Stelle meldet."),
            specs=[spec_of(field) for field in PARTNER_FIELDS],
            pairs=(("postcode", "city"), ("email", "phone"), ("since", "until")),
            verb=_tr("Sichern"),
            icon="townhall",
            parent=parent,
        )
        self._host, self._town = host, town
        for name, text in partners.partner_texts(town).items():
            self.fields[name].set_value(text)
        if host.workspace.store.read_only:
            for field in self.fields.values():
                field.set_read_only(True)
            self.verb.setEnabled(False)

    def finish(self) -> bool:
        """Store what differs."""
        workspace, town = self._host.workspace, self._town
        texts = {name: self.text(name) for name in self.fields}
        problems = partners.check_texts(town, texts)
        for problem in reversed(problems):
            self.refuse(problem.field, problem.message)
        if problems:
            return False
        return self._host.attempt(lambda: partners.change_partner(workspace, town, texts)) is not None


class PasteDialog(FormDialog):
    """A list from somewhere else: lines of AGS or names, or a table copied in Excel."""

    def __init__(self, host: Host, text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Liste einfügen"),
            "",
            sentence=_tr(
                "Je Zeile eine Kommune: Gemeindeschlüssel oder Name. Aus Excel kopierte Spalten mit "
                "Überschrift gehen auch, zum Beispiel AGS, Straße, E-Mail."
            ),
            specs=[FieldSpec(_LIST, _tr("Kommunen"), "text", lines=10)],
            verb=_tr("Liste prüfen"),
            icon="import",
            parent=parent,
        )
        self.list = ""
        self.fields[_LIST].set_value(text)

    def finish(self) -> bool:
        """Keep the text."""
        self.list = self.text(_LIST)
        if not self.list:
            self.refuse(_LIST, _tr("Bitte eine Liste einfügen."))
        return bool(self.list)


class PartnerImportDialog(TableImportDialog):
    """Preview of a file or a pasted list; call ``preview``."""

    def __init__(self, host: Host, source: Path | str, parent: QWidget | None = None) -> None:
        self._source = source
        file = source if isinstance(source, Path) else Path(PASTED)
        place = office(host.workspace, Sender())
        title = "" if isinstance(source, Path) else _tr("Liste übernehmen")
        super().__init__(host, file, place, (_tr("Kommune"), _tr("Kommunen")), parent, title=title)

    def questions(self) -> list[QWidget]:
        """Nothing is asked: what is not clear is refused with its reason."""
        return []

    def show_questions(self, report: ImportReport | None) -> None:
        """Nothing to show."""

    def job(self, *, dry_run: bool) -> Job:
        """Take the rows."""
        return partial(_take, source=self._source, dry_run=dry_run)


def _take(workspace: Workspace, control: Control, *, source: Path | str, dry_run: bool) -> ImportReport:
    """The work off the window's thread."""
    return import_partners(workspace, source, dry_run=dry_run, progress=control.report)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartnerDialogs", text)
