"""Files and photos of a project: taken in by button or dropped, with picture, caption and cover."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Attachment
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.projects import attachments
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_files, choose_folder
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.drop import DropZone, FileDrop
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.part_table import PartTable

PICTURE_UNITS = 45
"""Height of the picture of the chosen file."""


class FilesBox(QWidget):
    """``saved`` after every change."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._project: UUID | None = None
        self._locked = False
        self._files: dict[UUID, Attachment] = {}
        self._current: UUID | None = None
        self._described: Attachment | None = None
        self._pictured: UUID | None = None
        self._pixmap = QPixmap()
        theme = host.theme
        self.theme = theme
        self.add = Button(theme, self.tr("Dateien wählen …"), icon="folder")
        self.zone = DropZone(
            theme, self.tr("Dateien hierher ziehen"), self.tr("Bilder, PDF und Dokumente bis 20 MB"), self.add
        )
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        columns = [
            Column("name", self.tr("Datei")),
            Column("added", self.tr("Hinzugefügt"), "date"),
            Column("size", self.tr("KB"), "number"),
        ]
        self.table = PartTable(theme, columns, self.tr("Dateien"), two_lines=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.caption = FormField(theme, FieldSpec("caption", self.tr("Beschreibung"), optional=True))
        self.cover = Button(theme, self.tr("Als Titelbild"), icon="check")
        self.copy = Button(theme, self.tr("Kopie speichern …"), icon="export")
        self.remove = Button(theme, self.tr("Datei entfernen"), "quiet", "delete")
        self._deeds = QWidget()
        flow = FlowLayout(theme, self._deeds)
        for button in (self.cover, self.copy, self.remove):
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.zone, self.told, self.table, self.picture, self.caption, self._deeds):
            self._column.addWidget(widget)
        self._connect()
        self._restyle()

    def show_files(self, project: UUID, files: Sequence[Attachment], *, locked: bool) -> None:
        """Show the files of a project; the chosen one stays."""
        if project != self._project:
            self.told.hide()
        self._project, self._locked = project, locked
        self._files = {each.id: each for each in files}
        if self._current not in self._files:
            self._current = next(iter(self._files), None)
        count = count_words(len(files), self.tr("Datei"), self.tr("Dateien"))
        self.table.blockSignals(True)
        self.table.set_rows(
            [self._line(each) for each in files], count if files else self.tr("Noch keine Datei")
        )
        if self._current is not None:
            self.table.select(self._current)
        self.table.blockSignals(False)
        self.zone.setVisible(not locked)
        self._show_chosen()

    def take(self, paths: Sequence[Path]) -> None:
        """Copy files in, one by one; the first that is refused is told, the others stay taken."""
        project, workspace = self._project, self._host.workspace
        self.zone.set_over(False)
        if project is None or self._locked:
            return
        refused: UserError | None = None
        taken = 0
        for path in paths:
            try:
                self._current = attachments.add_attachment(workspace, project, path).id
                taken += 1
            except UserError as error:
                refused = refused or error
        if taken:
            words = count_words(taken, self.tr("Datei"), self.tr("Dateien"))
            self._tell(self.tr("{files} in den Arbeitsbereich kopiert.").format(files=words))
        if refused is not None:
            first = refused
            self._host.attempt(lambda: _raise(first))

    def settle(self) -> None:
        """Save the caption."""
        seen, workspace = self._described, self._host.workspace
        if seen is None or self._locked or not self._is_typed():
            return
        text, key = self._typed_caption(), seen.id
        saved = self._host.attempt(lambda: attachments.set_caption(workspace, key, text, seen))
        if saved is not None:
            self._describe(saved)
            self._changed()

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self.add.clicked.connect(self._ask_files)
        self.table.chosen.connect(self._choose)
        self.caption.left.connect(self.settle)
        self.cover.clicked.connect(self._set_cover)
        self.copy.clicked.connect(self._save_copy)
        self.remove.clicked.connect(self._remove)
        self.theme.changed.connect(self._restyle)
        FileDrop(self, self.take, self.zone.set_over)

    def _line(self, each: Attachment) -> Row:
        second = " · ".join(filter(None, (self.tr("Titelbild") if each.is_cover else "", each.caption)))
        kilobytes = format_number(max(1, round(each.size / 1000)))
        return Row(
            each.id,
            (
                Cell(each.file_name, second),
                Cell(format_short(each.added_on), sort=each.added_on.toordinal()),
                Cell(kilobytes, sort=each.size),
            ),
        )

    def _chosen(self) -> Attachment | None:
        return self._files.get(self._current) if self._current else None

    def _choose(self, key: UUID | None) -> None:
        if key is not None and key != self._current:
            self.settle()
            self._current = key
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        is_picture = chosen is not None and chosen.media_type in attachments.PICTURES
        self.caption.setVisible(chosen is not None)
        self.caption.set_read_only(self._locked)
        is_same = chosen is not None and self._described is not None and chosen.id == self._described.id
        if not (is_same and self._is_typed()):
            self._describe(chosen)
        self._deeds.setVisible(chosen is not None)
        self.cover.setVisible(is_picture and not self._locked and chosen is not None and not chosen.is_cover)
        self.remove.setVisible(not self._locked)
        self._show_picture(chosen if is_picture else None)

    def _describe(self, shown: Attachment | None) -> None:
        """Show the caption of a file; it is what somebody types over, also when it is changed elsewhere."""
        self._described = shown
        if shown is not None and self._typed_caption() != shown.caption:
            self.caption.set_value(shown.caption)

    def _typed_caption(self) -> str:
        return str(self.caption.input.value())

    def _is_typed(self) -> bool:
        return self._described is not None and self._typed_caption() != self._described.caption

    def _show_picture(self, chosen: Attachment | None) -> None:
        """Read the picture when another one is chosen."""
        key = chosen.id if chosen is not None else None
        if key == self._pictured:
            return
        self._pictured, self._pixmap = key, QPixmap()
        if chosen is not None:
            # Told when the file is asked for; here its picture is only missing.
            with suppress(UserError):
                self._pixmap.loadFromData(attachments.read_attachment(self._host.workspace, chosen.id)[1])
            self.picture.setAccessibleName(chosen.caption or chosen.file_name)
        self._scale_picture()

    def _scale_picture(self) -> None:
        self.picture.setVisible(not self._pixmap.isNull())
        if not self._pixmap.isNull():
            height = self.theme.px(PICTURE_UNITS)
            smooth = Qt.TransformationMode.SmoothTransformation
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self.picture.setPixmap(self._pixmap.scaled(2 * height, height, keep, smooth))

    def _ask_files(self) -> None:
        self.take(choose_files(self, self.tr("Dateien hinzufügen"), self.tr("Alle Dateien (*)")))

    def _set_cover(self) -> None:
        chosen, workspace = self._chosen(), self._host.workspace
        if chosen is not None:
            key = chosen.id
            if self._host.attempt(lambda: attachments.set_cover(workspace, key)) is not None:
                self._changed()

    def _save_copy(self) -> None:
        chosen, workspace = self._chosen(), self._host.workspace
        folder = choose_folder(self, self.tr("Kopie speichern")) if chosen is not None else None
        if chosen is None or folder is None:
            return
        key, into = chosen.id, folder
        path = self._host.attempt(lambda: attachments.save_attachment(workspace, key, into))
        if path is not None:
            self.told.set_text(self.tr("Kopie gespeichert: {file}").format(file=path))
            self.told.show()

    def _remove(self) -> None:
        chosen, workspace = self._chosen(), self._host.workspace
        if chosen is None:
            return
        key, name = chosen.id, chosen.file_name
        if self._host.attempt(lambda: _removed(workspace, key)):
            words = self.tr("{file} ist entfernt. Mit Strg+Z holen Sie die Datei zurück.")
            self._tell(words.format(file=name))

    def _tell(self, words: str) -> None:
        self.told.set_text(words)
        self.told.show()
        self._changed()

    def _changed(self) -> None:
        self._host.changed()
        self.saved.emit(None)

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(3))
        self._scale_picture()


def _removed(workspace: Workspace, key: UUID) -> bool:
    attachments.remove_attachment(workspace, key)
    return True


def _raise(error: UserError) -> None:
    raise error
