"""Papers that come of a project, and its files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.formatting import file_name, safe_part
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.files_box import FilesBox
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.info_bar import InfoBar


class PapersTab(QWidget):
    """Buttons for the papers, then the files. ``saved`` after every change."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: ProjectView | None = None
        theme = host.theme
        self.sheet = Button(theme, _tr("Steckbrief"), icon="document")
        self.council = Button(theme, _tr("Beschlussvorlage"), icon="document")
        self.word = Button(theme, _tr("Beschlussvorlage für Word …"), icon="export")
        buttons = QWidget()
        flow = FlowLayout(theme, buttons)
        for button in (self.sheet, self.council, self.word):
            flow.addWidget(button)
        self.written = InfoBar(theme, "ok", "")
        self.written.hide()
        self.files = FilesBox(host)
        note = _tr("Alle Zahlen stehen auch unter Wirkung und Förderung; sie sind dieselben.")
        sections = [
            FormSection(_tr("Papiere"), "document", [], note, [buttons, self.written]),
            FormSection(_tr("Dateien und Bilder"), "folder", [], lead=[self.files]),
        ]
        self.form = FormView(theme, sections)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.sheet.clicked.connect(self.show_sheet)
        self.council.clicked.connect(self._show_council)
        self.word.clicked.connect(self._save_word)
        self.files.saved.connect(self.saved)

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show the files of a project."""
        if self._data is None or self._data.project.id != data.project.id:
            self.written.hide()
        self._data = data
        self.files.show_files(data.project.id, data.attachments, locked=locked)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.files.settle()

    def show_sheet(self) -> None:
        """Show the project sheet, to print or to keep."""
        from klikks_desktop.services.reports.project_sheet import project_sheet_pdf

        self._show_paper(_tr("Steckbrief"), project_sheet_pdf)

    def _show_council(self) -> None:
        from klikks_desktop.services.reports.council_paper import council_paper_pdf

        self._show_paper(_tr("Beschlussvorlage"), council_paper_pdf)

    def _show_paper(self, title: str, make: Callable[..., bytes]) -> None:
        """Make it of what is stored now and show it."""
        from klikks_desktop.ui.dialogs.paper import PaperDialog  # QtPdf: only who prints waits for it

        data = self._data
        if data is None:
            return
        pdf = self._host.attempt(partial(make, self._host.workspace, data.project.id))
        if pdf is not None:
            PaperDialog(self._host, title, pdf, self._name(data, title, "pdf"), self).open()

    def _save_word(self) -> None:
        from klikks_desktop.services.reports.council_paper import save_council_paper

        data = self._data
        if data is None:
            return
        suggested = Path.home() / self._name(data, _tr("Beschlussvorlage"), "docx")
        target = choose_target(self, _tr("Beschlussvorlage speichern"), _tr("Word (*.docx)"), suggested)
        if target is None:
            return
        workspace: Workspace = self._host.workspace
        path = self._host.attempt(lambda: save_council_paper(workspace, data.project.id, target))
        if path is not None:
            self.written.set_text(_tr("Geschrieben: {file}").format(file=path))
            self.written.show()

    def _name(self, data: ProjectView, title: str, suffix: str) -> str:
        extra = f"{title}_{safe_part(data.project.title)}" if data.project.title else title
        return file_name(data.place.key, data.place.name, self._host.workspace.today, suffix, extra)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PapersTab", text)
