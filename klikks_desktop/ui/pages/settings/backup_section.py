"""Sicherung: what there is, back up now, a second place, bring one back; all data as one JSON file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from klikks_desktop.domain.figures import NONE
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.services import care
from klikks_desktop.services.dump import dump, suggested_dump_name
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_file, choose_folder, choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.restore_dialog import RestoreDialog
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class BackupSection(Section):
    """``end`` stops the program after a backup was brought back."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self.end = QApplication.quit
        self._files: dict[str, Path] = {}
        self.state = InfoBar(theme, "ok", "")
        self.now = Button(theme, self.tr("Jetzt sichern"), "primary", "shield")
        self.elsewhere = Button(theme, self.tr("Sicherung speichern unter …"), icon="export")
        self.whole = Button(theme, self.tr("Alle Daten als JSON-Datei …"), "quiet", "export")
        columns = [
            Column("made", self.tr("Sicherung vom")),
            Column("kind", self.tr("Anlass")),
            Column("size", self.tr("Größe"), "number"),
        ]
        self.table = RecordTable(theme, columns, self.tr("Vorhandene Sicherungen"))
        self.table.sort_by("made", down=True)
        self.back = Button(theme, self.tr("Zurückholen …"), icon="history")
        self.back_from_file = Button(theme, self.tr("Aus Datei zurückholen …"), "quiet", "folder")
        self.second = Label(theme, "", wrap=True)
        self.choose_second = Button(theme, self.tr("Zweiten Ort wählen …"), icon="folder")
        self.forget_second = Button(theme, self.tr("Nicht mehr dorthin sichern"), "quiet", "close")
        self.now.clicked.connect(self._back_up)
        self.elsewhere.clicked.connect(self._back_up_elsewhere)
        self.whole.clicked.connect(self._dump)
        self.table.chosen.connect(self._follow)
        self.back.clicked.connect(self._restore_chosen)
        self.back_from_file.clicked.connect(self._restore_file)
        self.choose_second.clicked.connect(self._choose_second)
        self.forget_second.clicked.connect(self._forget_second)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        listing = Card(theme, 0)
        listing.body.addWidget(self.table, 1)
        self.table.add_foot_action(self.back_from_file)
        self.table.add_foot_action(self.back)
        actions = FlowLayout(theme)
        actions.addWidget(self.now)
        actions.addWidget(self.elsewhere)
        actions.addWidget(self.whole)
        second = Card(theme, 4)
        second.body.addWidget(Label(theme, self.tr("Zweiter Ort (Netzlaufwerk oder Stick)"), "section"))
        second.body.addWidget(self.second)
        places = FlowLayout(theme)
        places.addWidget(self.choose_second)
        places.addWidget(self.forget_second)
        second.body.addLayout(places)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.state)
        self.column.addLayout(actions)
        self.column.addWidget(listing, 1)
        self.column.addWidget(second)
        if self.host.workspace.store.is_shared:
            for part in (self.now, self.elsewhere, listing, second):
                part.hide()
            self._say_who_backs_up()

    def _say_who_backs_up(self) -> None:
        """A server is backed up by its administrator."""
        words = self.tr(
            "Die Daten liegen auf dem Datenbankserver Ihrer Stelle. Ihre IT sichert ihn mit pg_dump und holt "
            "Sicherungen mit pg_restore zurück; die Hilfe für die IT-Administration sagt, wie. Bewahren Sie "
            "zusätzlich die Schlüsseldatei dieses Computers oder ein Wiederherstellungsblatt auf."
        )
        self.column.insertWidget(1, Label(self.theme, words, wrap=True))
        self.column.addStretch(1)

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - a backup holds all places
        """Look what backups there are."""
        workspace = self.host.workspace
        words, is_late = care.backup_words(workspace)
        self.state.set_text(words, "warn" if is_late else "ok")
        found = care.backups(workspace)
        self._files = {file.path.name: file.path for file in found}
        rows = [
            Row(
                file.path.name,
                [
                    _made(file.made_at, file.number),
                    _occasion(care.occasion_words(file)),
                    _size(file.path),
                ],
            )
            for file in found
        ]
        count = self.tr("1 Sicherung") if len(found) == 1 else self.tr("{n} Sicherungen").format(n=len(found))
        self.table.set_rows(rows, count)
        second = care.second_place(workspace)
        none = self.tr("Noch keiner. Eine Sicherung auf demselben Rechner hilft nicht, wenn er ausfällt.")
        self.second.setText(str(second.folder) if second else none)
        self.forget_second.setVisible(second is not None)
        self._follow()

    def _follow(self) -> None:
        writable = not self.host.workspace.store.read_only
        self.back.setEnabled(writable and self.table.selected_key() is not None)
        for button in (self.now, self.back_from_file, self.choose_second, self.forget_second):
            button.setEnabled(writable)

    # ------------------------------------------------------------------ backing up

    def _back_up(self) -> None:
        self._run(None)

    def _back_up_elsewhere(self) -> None:
        name = Path.home() / care.suggested_backup_name(self.host.workspace)
        kinds = self.tr("Sicherungen (*.klikksdb)")
        target = choose_target(self, self.tr("Sicherung speichern"), kinds, name)
        if target is not None:
            self._run(target)

    def _run(self, target: Path | None) -> None:
        def job(workspace: Workspace, control: Control) -> Path:
            return care.backup(workspace, target, control.report)

        self.host.run(self.tr("Sicherung wird geschrieben"), self.tr("Teilen"), job, self._done)

    def _done(self, path: Path) -> None:
        self.host.changed()
        self.reload(None)
        self.state.set_text(self.tr("Gesichert: {file}").format(file=path), "ok")

    def _dump(self) -> None:
        name = Path.home() / suggested_dump_name(self.host.workspace)
        target = choose_target(self, self.tr("Alle Daten speichern"), self.tr("JSON (*.json)"), name)
        if target is None:
            return

        def job(workspace: Workspace, control: Control) -> int:
            return dump(workspace, target, control.report)

        def done(count: int) -> None:
            words = self.tr("{entries} geschrieben: {file}. Die Datei ist nicht verschlüsselt.")
            entries = count_words(count, self.tr("Eintrag"), self.tr("Einträge"))
            self.state.set_text(words.format(entries=entries, file=target), "ok")

        self.host.run(self.tr("Alle Daten werden geschrieben"), self.tr("Einträge"), job, done)

    # ------------------------------------------------------------------ second place

    def _choose_second(self) -> None:
        folder = choose_folder(self, self.tr("Zweiten Ort für Sicherungen wählen"))
        if folder is not None:
            self._set_second(folder)

    def _forget_second(self) -> None:
        self._set_second(None)

    def _set_second(self, folder: Path | None) -> None:
        workspace = self.host.workspace

        def store() -> bool:
            care.set_second_place(workspace, folder)
            return True

        if self.host.attempt(store):
            self.reload(None)
            self.host.changed()

    # ------------------------------------------------------------------ bringing back

    def _restore_chosen(self) -> None:
        if (path := self._files.get(str(self.table.selected_key()))) is not None:
            self.restore(path)

    def _restore_file(self) -> None:
        kinds = self.tr("Sicherungen (*.klikksdb)")
        if (path := choose_file(self, self.tr("Sicherung öffnen"), kinds)) is not None:
            self.restore(path)

    def restore(self, path: Path) -> None:
        """Show what bringing this file back would do, and do it when it is wanted."""
        folder = self.host.workspace.folder
        lines = self.host.attempt(lambda: care.preview_restore(folder, path))
        if lines is None:
            return
        title = self.tr("Sicherung zurückholen")
        dialog = RestoreDialog(self.host, title, path, lines, end=self.end, parent=self)
        dialog.exec()
        dialog.deleteLater()


def _made(at: datetime, number: int) -> Cell:
    """Names tell the minute, and which one of it."""
    return Cell(f"{at:%d.%m.%Y, %H:%M} Uhr", sort=at.timestamp() + number)


def _occasion(words: str) -> Cell:
    """The names of backups made by an older program do not tell it."""
    return Cell(words or NONE, muted=not words)


def _size(path: Path) -> Cell:
    size = path.stat().st_size
    return Cell(f"{size / 1_000_000:.1f} MB".replace(".", ","), sort=size)
