"""A finished paper: look at it, print it, keep it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.files import replace_file
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.printing import print_with_dialog
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.pdf_preview import PdfPreview


class PaperDialog(Dialog):
    """Preview of ``data`` (a PDF) with "Drucken" and "Speichern …"; open it with ``open``.

    name: file name offered for saving.
    """

    def __init__(self, host: Host, title: str, data: bytes, name: str, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, title, icon="print", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host, self._title, self._data, self._name = host, title, data, name
        theme = host.theme
        self.preview = PdfPreview(theme, self.tr("Vorschau · A4 hoch"))
        self.preview.set_pdf(data, title)
        room = self.screen().availableGeometry()
        self.preview.setMinimumHeight(min(theme.px(130), room.height() - theme.px(55)))
        self.setMinimumWidth(min(theme.width("assistant"), room.width() - theme.px(8)))
        self.saved = InfoBar(theme, "ok", "")
        self.saved.hide()
        self.body.addWidget(self.saved)
        self.body.addWidget(self.preview, 1)
        close = self.add_action(Button(theme, self.tr("Schließen")))
        self.save = self.add_action(Button(theme, self.tr("Speichern …"), icon="document"))
        self.print = self.add_action(Button(theme, self.tr("Drucken …"), "primary", "print"))
        close.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        self._host.attempt(lambda: print_with_dialog(self._data, self._title, self))

    def _save(self) -> None:
        target = choose_target(self, self.tr("Speichern"), self.tr("PDF (*.pdf)"), Path.home() / self._name)
        if target is not None:
            self._host.attempt(lambda: self._write(target))

    def _write(self, target: Path) -> None:
        replace_file(target, self._data)
        self.saved.set_text(self.tr("Gespeichert: {file}").format(file=target))
        self.saved.show()
