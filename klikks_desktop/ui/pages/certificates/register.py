"""The list of the register's lines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.register.certificates import register, register_key
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.words import KINDS, certificate_state, count_sentence, is_ready
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList


class RegisterList(RecordList):
    """All lines of the register of the place chosen in the window, newest first."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.lines: Sequence[Certificate] = ()
        """The whole register, whatever is searched."""
        self._slim = False
        alphabet = self._alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("name", _tr("Name und Nummer")),
                Column("kind", _tr("Art")),
                Column("date", _tr("Datum"), "date"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Register der Urkunden"),
                _tr("Name oder Nummer suchen"),
                _tr("Stand"),
                _tr("Zu Suche und Filter passt keine Urkunde."),
            ),
            [
                ("ready", _tr("Liegt bereit")),
                ("handed", _tr("Ausgehändigt")),
                ("void", _tr("Ungültig")),
            ],
            query=lambda text: search_query(text, alphabet),
            count=self._count,
            two_lines=True,
            with_bin=False,
        )
        self.table.sort_by("date", down=True)

    @property
    def shown_lines(self) -> list[Certificate]:
        """Those that pass search and filter, in the order of the table."""
        by_id = {line.id: line for line in self.lines}
        return [by_id[record] for record in self.shown]

    def set_slim(self, slim: bool) -> None:
        """Shorter words in a narrow window."""
        if slim != self._slim:
            self._slim = slim
            self._fill()

    def reload(self) -> None:
        """Read the register again; selection and scroll position stay."""
        self.lines = register(self._host.workspace, place_id=self._host.place_id)
        self._fill()

    def line_of(self, record: UUID | None) -> Certificate | None:
        """The line with this id."""
        return next((line for line in self.lines if line.id == record), None)

    def _fill(self) -> None:
        self.set_lines(
            [Line(self._row(line), register_key(line, self._alphabet), _filters(line)) for line in self.lines]
        )

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) == total:
            return count_sentence(self.lines)
        return _tr("{count} von {total} Urkunden").format(count=len(shown), total=total)

    def _row(self, line: Certificate) -> Row:
        """One row; a void certificate is struck by word and pill."""
        void = line.voided_on is not None
        name = line.name or _tr("Angaben gelöscht")
        number = _tr("{number} · ungültig").format(number=line.number) if void else line.number
        word, state = certificate_state(line)
        word = word.split(" am ")[0] if self._slim else word
        order = line.issued_on.toordinal() + line.serial / 1_000_000
        cells = (
            Cell(name, number, muted=void, sort=search_key(line.name, self._alphabet)),
            Cell(KINDS[line.kind], muted=void),
            Cell(format_short(line.issued_on), muted=void, sort=order),
            Cell(word, state=state),
        )
        return Row(line.id, cells)


def _filters(line: Certificate) -> frozenset[str]:
    passes = {
        "ready": is_ready(line),
        "handed": line.handed_over_on is not None and line.voided_on is None,
        "void": line.voided_on is not None,
    }
    return frozenset(key for key, passed in passes.items() if passed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterList", text)
