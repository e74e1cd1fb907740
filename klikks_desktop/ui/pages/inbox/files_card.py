"""The files: those looked at now, before and after taking them, or the log of earlier ones."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import age_words, parse_date
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange.exchange_log import VERDICT_WORDS
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.inbox.reading import HANDLED, found_lines
from klikks_desktop.ui.pages.inbox.words import VERDICT_PILLS, change_words, explain
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.record_list import Line
from klikks_desktop.ui.widgets.table import RecordTable

REFUSED = "abgelehnt"
WRITTEN_COLUMN = 1
EXPLAINED_LINES = 4


class FilesCard(Card):
    """``take_wanted`` with the previewed outcomes, ``put_aside`` to go back to the log.

    ``receipts_wanted`` carries the outcomes to answer, none for every file without a receipt.
    """

    take_wanted = Signal(object)
    put_aside = Signal()
    export_wanted = Signal(str)
    receipts_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        theme = host.theme
        self._outcomes: Sequence[ImportOutcome] = ()
        self._query = ""
        self._done = False
        self._slim = False
        self._missing = 0
        self._lines: Sequence[Line] = ()
        self.heading = Label(theme, "", "section", wrap=True)
        self.now = RecordTable(theme, _columns(self), self.tr("Dateien zur Prüfung"), two_lines=True)
        self.reason = Label(theme, "", wrap=True)
        self.log = RecordTable(theme, _log_columns(self), self.tr("Eingelesene Dateien"), two_lines=True)
        self.log.sort_by(HANDLED, down=True)
        self.excel = Button(theme, self.tr("Nach Excel"), "quiet", "export")
        self.csv = Button(theme, self.tr("Als CSV"), "quiet", "document")
        self._line = Separator(theme)
        self.aside = Button(theme, "")
        self.take = Button(theme, "", "primary", "import")
        self.answer = Button(theme, self.tr("Quittungen schreiben …"), icon="export")
        self.answer_missing = Button(theme, "", icon="export")
        self._build()
        self._show_log(shown=True)

    def take_log(self, lines: Sequence[Line], missing: int) -> None:
        """Take what came in and was refused before; ``missing`` receipts are still to be written."""
        self._lines = lines
        for button in (self.excel, self.csv):
            button.setEnabled(bool(lines))
        self._missing = missing
        self._name_missing()
        self.answer_missing.setVisible(bool(missing) and not self._host.workspace.store.read_only)

    def narrow(self, query: str) -> None:
        """Show what a text finds in file and town: of the log, and of the files being looked at."""
        self._query = query
        found = found_lines(self._lines, query, self._host.workspace)
        nothing = self.tr("Noch keine Datei eingelesen.") if not self._lines else self.tr("Nichts gefunden.")
        count = count_words(len(found), "Datei", "Dateien") if found else nothing
        newest_first = self.log.order == (HANDLED, True)
        self.log.set_rows([line.row for line in found], count, ordered=newest_first)
        if self.is_previewing:
            self._show_found()
            self._show_reason(self.now.selected_key())

    def show_outcomes(self, outcomes: Sequence[ImportOutcome], *, done: bool) -> None:
        """Show these files: what would become of them, or (``done``) what became of them."""
        self._outcomes, self._done = outcomes, done
        taken = sum(outcome.verdict is Verdict.APPLIED for outcome in outcomes)
        forks = sum(outcome.verdict is Verdict.FORK for outcome in outcomes)
        self.heading.setText(self.tr("Ergebnis") if done else self.tr("Vor dem Übernehmen"))
        self._show_found()
        self.now.select(self._worth_reading())
        self._show_reason(self.now.selected_key())
        left = sum(outcome.is_left for outcome in outcomes)
        self.take.set_label(self._take_words(left if done else taken, forks), "import")
        self.take.setVisible(bool(left if done else taken or forks))
        self.answer.setVisible(done and any(outcome.verdict is not None for outcome in outcomes))
        self.aside.set_label(self.tr("Fertig") if done or not (taken or forks) else self.tr("Verwerfen"))
        self._show_log(shown=False)

    def set_slim(self, slim: bool) -> None:
        """Leave out when a file was written where room is short."""
        self._slim = slim
        for table in (self.now, self.log):
            table.view.setColumnHidden(WRITTEN_COLUMN, slim)
        self._name_missing()
        self._space()

    def show_earlier(self) -> None:
        """Back to the log."""
        self._show_log(shown=True)

    @property
    def is_previewing(self) -> bool:
        """Whether files are being looked at."""
        return self.log.isHidden()

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        self.now.add_foot_action(self.aside)
        self.now.add_foot_action(self.answer)
        self.now.add_foot_action(self.take)
        self.log.add_foot_action(self.answer_missing)
        self.log.add_foot_action(self.csv)
        self.log.add_foot_action(self.excel)
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._about = QWidget()
        self._words = QVBoxLayout(self._about)
        self._words.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._head)
        self.body.addWidget(self.now, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._about)
        self.body.addWidget(self.log, 1)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.now.chosen.connect(self._show_reason)
        self.take.clicked.connect(self._want)
        self.aside.clicked.connect(self.put_aside)
        self.answer.clicked.connect(lambda: self.receipts_wanted.emit(self._outcomes))
        self.answer_missing.clicked.connect(lambda: self.receipts_wanted.emit(()))
        self.excel.clicked.connect(lambda: self.export_wanted.emit("xlsx"))
        self.csv.clicked.connect(lambda: self.export_wanted.emit("csv"))
        self.theme.changed.connect(self._space)
        self._space()

    def _name_missing(self) -> None:
        one, many = self.tr("Fehlende Quittung schreiben …"), self.tr("{n} fehlende Quittungen schreiben …")
        if self._slim:
            one, many = self.tr("1 Quittung …"), self.tr("{n} Quittungen …")
        self.answer_missing.set_label(one if self._missing == 1 else many.format(n=self._missing))

    def _show_log(self, *, shown: bool) -> None:
        self.log.setVisible(shown)
        for widget in (self.now, self._line, self._about):
            widget.setVisible(not shown)
        if shown:
            self.heading.setText(self.tr("Eingelesene Dateien"))

    def _show_found(self) -> None:
        """The files that the search finds; the buttons are for all, so it says of how many."""
        workspace, whole = self._host.workspace, len(self._outcomes)
        alphabet = workspace.shipped.alphabet
        lines = [
            Line(self._row(number, each), search_key(f"{each.file.name} {each.sender}", alphabet))
            for number, each in enumerate(self._outcomes)
        ]
        found = found_lines(lines, self._query, workspace)
        count = count_words(whole, "Datei", "Dateien")
        self.now.set_rows(
            [line.row for line in found], count if len(found) == whole else f"{len(found)} von {count}"
        )

    def _take_words(self, taken: int, forks: int) -> str:
        if not taken:
            words = self.tr("1 Datei klären") if forks == 1 else self.tr("{n} Dateien klären")
            return words.format(n=forks)
        words = self.tr("1 Datei übernehmen") if taken == 1 else self.tr("{n} Dateien übernehmen")
        return words.format(n=taken)

    def _worth_reading(self) -> int:
        """The first file with something to say, else the first."""
        for number, outcome in enumerate(self._outcomes):
            if outcome.verdict is not Verdict.APPLIED:
                return number
        return 0

    def _want(self) -> None:
        """After an import that stopped only what is left of it."""
        left = [outcome for outcome in self._outcomes if outcome.is_left]
        self.take_wanted.emit(left or self._outcomes)

    def _show_reason(self, key: Hashable | None) -> None:
        known = isinstance(key, int) and key < len(self._outcomes)
        outcome = self._outcomes[key] if known and isinstance(key, int) else None
        self.reason.setText(explain(outcome, done=self._done) if outcome else "")
        refused = outcome is not None and outcome.problem is not None
        self.reason.set_role(colour="error" if refused else "text")

    def _row(self, number: int, outcome: ImportOutcome) -> Row:
        day = outcome.created.partition(" ")[0]
        sender = outcome.sender or self.tr("Absender nicht erkannt")
        if outcome.is_left:
            verdict = Cell(self.tr("offen"), state="warn")
        elif outcome.problem is not None or outcome.verdict is None:
            code = outcome.problem.code if outcome.problem else ""
            verdict = Cell(f"{REFUSED} {code}".strip(), state="error")
        else:
            word = VERDICT_WORDS[outcome.verdict]
            if outcome.verdict is Verdict.APPLIED and not self._done:
                word = self.tr("bereit")
            verdict = Cell(word, state=VERDICT_PILLS[outcome.verdict])
        first, second = change_words(outcome.difference) if outcome.verdict is Verdict.APPLIED else ("", "")
        written: Cell | str = ""
        if day:
            on = parse_date(day)
            written = Cell(day, age_words(on, self._host.workspace.today), sort=on.toordinal())
        return Row(
            number, (Cell(outcome.file.name, sender), written, Cell(first, second) if first else "", verdict)
        )

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(2.5)
        for row in (self._head, self._words):
            row.setContentsMargins(side, top, side, top)
        # The buttons above the explanation stay where they are, however long it is.
        lines = 1 if self._slim else EXPLAINED_LINES
        self._about.setMinimumHeight(lines * self.reason.fontMetrics().lineSpacing() + 2 * top)
        for table in (self.now, self.log):
            table.setMinimumHeight(self.theme.px(45))


def _columns(card: FilesCard) -> list[Column]:
    return [
        Column("file", card.tr("Datei, Absender")),
        Column("written", card.tr("Datei vom"), width=31),
        Column("changes", card.tr("Änderungen"), width=36),
        Column("verdict", card.tr("Ergebnis"), "pill", 43),
    ]


def _log_columns(card: FilesCard) -> list[Column]:
    return [
        Column("file", card.tr("Datei, Absender")),
        Column("written", card.tr("Datei vom"), width=26),
        Column(HANDLED, card.tr("Eingelesen")),
        Column("verdict", card.tr("Ergebnis"), "pill", 43),
    ]
