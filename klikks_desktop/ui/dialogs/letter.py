"""Writing a letter after DIN 5008: asks what is not stored, then shows the paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Place
from klikks_desktop.services.reports.letters import LetterOrder, letter_pdf
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.form_field import FieldSpec

ADDRESS, NOTE = "address", "note"


class LetterDialog(FormDialog):
    """Fields of one kind of letter, then address and a paragraph of one's own, which are never stored.

    Stays open with all that was typed until the letter is made; then ``PaperDialog`` takes its place.
    Subclasses say in ``order`` what to write.
    """

    most_lines = 4
    """Lines of the address that are left for street and town."""

    def __init__(
        self,
        host: Host,
        place: Place,
        title: str,
        subtitle: str,
        *,
        sentence: str,
        specs: Sequence[FieldSpec] = (),
        address_help: str,
        parent: QWidget | None = None,
    ) -> None:
        address = FieldSpec(ADDRESS, _tr("Anschrift"), "text", optional=True, lines=2, help=address_help)
        note = FieldSpec(NOTE, _tr("Eigener Absatz"), "text", optional=True, lines=3)
        super().__init__(
            host.theme,
            title,
            subtitle,
            sentence=sentence,
            specs=[*specs, address, note],
            verb=_tr("Brief ansehen"),
            icon="document",
            parent=parent,
        )
        self._host, self._place, self._title = host, place, title

    def order(self) -> LetterOrder | None:
        """What to write; ``None`` when a field shows what is missing."""
        raise NotImplementedError

    def extra_name(self) -> str:
        """What the file is called beside place and day."""
        return self._title

    def address_lines(self) -> tuple[str, ...] | None:
        """Street and town line by line; ``None`` when there are too many for the window of an envelope."""
        lines = tuple(line.strip() for line in self.text(ADDRESS).splitlines() if line.strip())
        if len(lines) > self.most_lines:
            words = _tr("Höchstens {most} Zeilen haben im Fenster des Umschlags Platz.")
            self.refuse(ADDRESS, words.format(most=self.most_lines))
            return None
        return lines

    def finish(self) -> bool:
        """Begin to write; the dialog closes when the letter is there."""
        order = self.order()
        if order is not None:
            job = partial(_write, place=self._place, order=order)
            self._host.run(_tr("Der Brief entsteht"), _tr("Briefen"), job, self._show_paper)
        return False

    def _show_paper(self, data: bytes) -> None:
        from klikks_desktop.ui.dialogs.paper import PaperDialog  # QtPdf: only who prints waits for it

        if not self.isVisible():
            return
        place, today = self._place, self._host.workspace.today
        name = file_name(place.key, place.name, today, "pdf", self.extra_name())
        window = self.parentWidget()
        self.accept()
        PaperDialog(self._host, self._title, data, name, window).open()


def _write(workspace: Workspace, control: Control, *, place: Place, order: LetterOrder) -> bytes:
    """The work off the window's thread."""
    return letter_pdf(workspace, place, order, progress=control.report)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterDialog", text)
