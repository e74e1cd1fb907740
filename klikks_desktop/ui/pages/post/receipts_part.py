"""Receipts as proof: which report arrived when, what was deleted because of it; on paper and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange import receipt_paper
from klikks_desktop.services.exchange.exchange_log import VERDICT_WORDS
from klikks_desktop.services.exchange.proof import ReceiptView
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.page import Panes, ScrollPage
from klikks_desktop.ui.widgets.pill import State
from klikks_desktop.ui.widgets.table import RecordTable

_STATES: Mapping[Verdict, State] = {
    Verdict.APPLIED: "ok",
    Verdict.DUPLICATE: "ok",
    Verdict.OLDER: "warn",
    Verdict.FORK: "error",
}
DETAIL_WIDTH = 110


class ReceiptsPart(QWidget):
    """The list, and beside it what the chosen receipt says."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._views: Mapping[UUID, ReceiptView] = {}
        theme = host.theme
        columns = [
            Column("came", _tr("Angekommen")),
            Column("file", _tr("Bericht")),
            Column("state", _tr("Ergebnis"), "pill"),
        ]
        self.table = RecordTable(theme, columns, _tr("Quittungen"), two_lines=True)
        self.table.sort_by("came", down=True)
        self.detail = ScrollPage(theme)
        self._panes = Panes(theme, self.table, self.detail, DETAIL_WIDTH)
        self.back = Button(theme, _tr("Alle Quittungen"), "quiet", "chevron-left")
        self.print = Button(theme, _tr("Quittung drucken …"), icon="print")
        self.save = Button(theme, _tr("Signierte Datei speichern …"), "quiet", "key")
        self._parts: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panes)
        self._build_detail()
        self.table.chosen.connect(self._show_chosen)
        self.table.activated.connect(self._enter)
        theme.changed.connect(self._pad)
        self._pad()

    def show_receipts(self, views: Sequence[ReceiptView]) -> None:
        """Show these; the chosen one stays."""
        self._views = {each.receipt.id: each for each in views}
        today = self._host.workspace.today
        rows = [_row(each, today) for each in views]
        nothing = _tr("Noch keine Quittung. Ihr Regionalmanagement schickt sie als Datei zurück.")
        self.table.set_rows(
            rows, count_words(len(rows), _tr("Quittung"), _tr("Quittungen")) if rows else nothing
        )
        if self.table.selected_key() is None and views:
            self.table.select(views[0].receipt.id)
        self._show_chosen()

    def show_receipt(self, receipt: UUID) -> None:
        """Choose one of those shown; where only one pane has room, it."""
        self.table.select(receipt)
        self._show_chosen()
        self._panes.show_record()

    def set_two_panes(self, two: bool) -> None:
        """Show list and receipt side by side, or one at a time."""
        self._panes.set_two_panes(two)
        self.back.setVisible(not two)
        # In a tab that is not shown Qt would keep the former width.
        self._panes.updateGeometry()

    # ------------------------------------------------------------------ inside

    def _build_detail(self) -> None:
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout(self._host.theme, gap=2)
        for button in (self.print, self.save):
            row.addWidget(button)
        self.detail.body.addWidget(self.back)
        self.detail.body.addWidget(self._holder)
        self.detail.body.addLayout(row)
        self.detail.body.addStretch(1)
        self.back.clicked.connect(self._panes.show_list)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.back.hide()

    def _show_chosen(self) -> None:
        view = self._chosen()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = self._describe(view) if view else []
        for part in self._parts:
            self._column.addWidget(part)
        for button in (self.print, self.save):
            button.setVisible(view is not None)

    def _describe(self, view: ReceiptView) -> list[QWidget]:
        theme = self._host.theme
        parts: list[QWidget] = [Label(theme, view.sentence, wrap=True)]
        if view.advice:
            parts.append(InfoBar(theme, "warn", view.advice))
        parts.append(KeyValues(theme, [("", label, value) for label, value in receipt_paper.facts(view)]))
        if view.gone:
            parts.append(Label(theme, view.gone_words, "strong", wrap=True))
            parts.append(Label(theme, "\n".join(view.gone), wrap=True))
        return parts

    def _chosen(self) -> ReceiptView | None:
        key = self.table.selected_key()
        return self._views.get(key) if isinstance(key, UUID) else None

    def _enter(self) -> None:
        self._panes.show_record()

    def _print(self) -> None:
        view = self._chosen()
        if view is None:
            return
        workspace, shown = self._host.workspace, view
        data = self._host.attempt(lambda: receipt_paper.receipt_pdf(workspace, shown))
        if data is not None:
            name = receipt_paper.receipt_name(workspace, view, "pdf")
            PaperDialog(self._host, _tr("Quittung"), data, name, self).open()

    def _save(self) -> None:
        view = self._chosen()
        if view is None:
            return
        workspace, shown = self._host.workspace, view
        suggested = Path.home() / receipt_paper.receipt_name(workspace, view, "klikks")
        target = choose_target(self, _tr("Signierte Datei speichern"), _tr("KlikKS (*.klikks)"), suggested)
        if target is not None:
            out = target
            self._host.attempt(lambda: receipt_paper.save_receipt_file(workspace, shown, out))

    def _pad(self) -> None:
        theme = self._host.theme
        side = theme.px(5)
        self.detail.body.setContentsMargins(side, theme.px(4), side, theme.px(4))
        self._column.setSpacing(theme.px(3))


def _row(view: ReceiptView, today: date) -> Row:
    came = view.receipt.created_at.astimezone()
    written = view.delivery.created_at.astimezone()
    word, state = VERDICT_WORDS[view.receipt.verdict], _STATES[view.receipt.verdict]
    file = _tr("vom {day}").format(day=format_short(written.date()))
    return Row(
        view.receipt.id,
        (
            Cell(format_short(came.date()), age_words(came.date(), today), sort=came.timestamp()),
            Cell(file, view.delivery.file_name, sort=written.timestamp()),
            Cell(word, state=state),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PostPage", text)
