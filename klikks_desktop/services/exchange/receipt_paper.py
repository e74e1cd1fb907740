"""A receipt to take along: on paper, as PDF, and as the signed file that came."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from klikks_desktop.domain.dates import format_long, format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange.proof import ReceiptView
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.workspace import Workspace


def receipt_pdf(workspace: Workspace, view: ReceiptView) -> bytes:
    """The receipt on paper, for the file; K-133 before an own place is set up."""
    from klikks_desktop.documents.reports.press import ReportPress
    from klikks_desktop.domain.reports.sheet import Block, Bullets, Facts, Heading, Paragraph
    from klikks_desktop.services.reports.frame import frame

    places = workspace.own_places()
    if not places:
        raise UserError("K-133")
    around = frame(workspace, places[0])
    blocks: list[Block] = [Paragraph(view.sentence)]
    blocks += [Paragraph(view.advice)] if view.advice else []
    blocks.append(Facts(facts(view)))
    if view.gone:
        blocks += [Heading(view.gone_words), Bullets(view.gone)]
    came = format_long(view.receipt.created_at.astimezone().date())
    sheet = around.sheet(
        kind="Quittung", title=f"Quittung vom {came}", subtitle=view.sender, blocks=tuple(blocks)
    )
    return ReportPress(workspace.shipped.folder).report(sheet, created=around.created)


def receipt_name(workspace: Workspace, view: ReceiptView, suffix: str) -> str:
    """The name offered for saving a receipt as ``pdf``, or as the signed file (``klikks``)."""
    places = workspace.own_places()
    key, name = (places[0].key, places[0].name) if places else ("", workspace.name)
    return file_name(key, name, view.receipt.created_at.astimezone().date(), suffix, "Quittung")


def save_receipt_file(workspace: Workspace, view: ReceiptView, path: Path) -> Path:
    """Write the receipt as it came, with its signature; K-572 when it is lost, K-631."""
    with workspace.store.read() as reader:
        data = reader.blob(view.receipt.file_hash)
    if data is None:
        raise UserError("K-572")
    replace_file(path, data)
    return path


def facts(view: ReceiptView) -> tuple[tuple[str, str], ...]:
    """Rows of label and value: what the receiver counted, and what binds the receipt to our file."""
    counts = json.loads(view.receipt.counts)
    changes = [
        f"{counts.get(field, 0)} {word}"
        for field, word in (("added", "neu"), ("changed", "geändert"), ("gone", "entfallen"))
    ]
    rows = [
        ("Datei", view.delivery.file_name),
        ("Geschrieben", _moment(view.delivery.created_at)),
        ("Angekommen", _moment(view.receipt.created_at)),
        ("Quittung geöffnet", _moment(view.receipt.handled_at)),
    ]
    if view.receipt.verdict is Verdict.APPLIED:
        rows.append(("Datensätze", " · ".join(changes)))
        people = f"{counts.get('named', 0)} mit Namen, {counts.get('in_office', 0)} im Amt"
        rows.append(("Patinnen und Paten", people))
    # In groups, so that two people can compare it and paper can break it.
    digest = view.receipt.digest
    rows.append(("Prüfsumme", " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))))
    return tuple(rows)


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{format_short(local.date())}, {local:%H:%M} Uhr"
