"""A programme pack is opened: every check, and its content as records of this workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Announcement, FactorFile, Peer, Period
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.pack.accepted import accepted_within
from klikks_desktop.services.pack.texts import check_texts
from klikks_desktop.services.savings.factor_imports import factor_record
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.pack_file import Pack


class Standing(StrEnum):
    """How the issuer is known here."""

    CONFIRMED = "am Telefon bestätigt"
    UNKNOWN = "nicht angemeldet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a pack that passed every check offers. fingerprint: of the issuer's key, to compare by phone.

    logo: a normalised PNG, or empty. unknown_texts: how many texts only a newer program knows.
    """

    issuer: UUID
    issuer_name: str
    sign_key: str
    fingerprint: str
    standing: Standing
    title: str
    created: datetime
    sequence: int
    programme: str
    agency: str
    logo: bytes
    texts: dict[str, str]
    unknown_texts: int
    files: tuple[FactorFile, ...]
    factor_set: str
    news: tuple[Announcement, ...]
    periods: tuple[Period, ...]
    signup_deadline: date | None
    enrolment: bytes


def open_pack(workspace: Workspace, file: Path) -> Offer:
    """Read a pack; nothing is stored.

    K-632, K-633 unreadable; K-581 to K-584, K-514, K-515 for the file itself; K-585 another key than the
    known one; K-586 older than the pack that holds; K-587 for content that may not stand.
    """
    from klikks_desktop.exchange.pack_file import MAX_FILE, read_pack

    offer = _offer(workspace, read_pack(read_bytes(file, MAX_FILE), keys=workspace.keys))
    with workspace.store.read() as reader:
        return replace(offer, standing=standing_of(reader, offer))


def standing_of(reader: Reader, offer: Offer) -> Standing:
    """How the issuer is known now; K-585 another key than the known one, K-586 older than what holds."""
    peer, before = reader.get(Peer, offer.issuer), accepted_within(reader)
    same = before if before is not None and before.data.issuer == offer.issuer else None
    pinned = (peer.sign_key if peer else "") or (same.data.sign_key if same else "")
    if pinned not in {"", offer.sign_key}:
        raise UserError("K-585", {"name": offer.issuer_name, "fingerprint": offer.fingerprint})
    if same is not None and offer.sequence < same.row.sequence:
        written = {"created": _moment(offer.created), "accepted": _moment(same.row.created_at)}
        raise UserError("K-586", written)
    is_above = peer is not None and peer.upward and peer.confirmed_at is not None
    return Standing.CONFIRMED if is_above else Standing.UNKNOWN


def _offer(workspace: Workspace, pack: Pack) -> Offer:
    from klikks_desktop.exchange.pack_content import pack_announcements, pack_periods
    from klikks_desktop.exchange.pack_file import fingerprint

    shipped = workspace.shipped.texts
    texts = {each.key: each.text.strip() for each in pack.texts}
    known = {key: text for key, text in texts.items() if key in shipped}
    check_texts(shipped, known)
    _check_enrolment(workspace, pack)
    return Offer(
        issuer=pack.issuer.installation,
        issuer_name=pack.issuer.name,
        sign_key=pack.issuer.sign_key,
        fingerprint=fingerprint(pack.issuer.sign_key),
        standing=Standing.UNKNOWN,
        title=pack.title,
        created=pack.created,
        sequence=pack.sequence,
        programme=pack.programme.strip(),
        agency=pack.agency.strip(),
        logo=logo_png(workspace, pack.logo) if pack.logo else b"",
        texts=known,
        unknown_texts=len(texts) - len(known),
        files=factor_files(workspace, pack.factor_files),
        factor_set=pack.factor_set,
        news=pack_announcements(pack),
        periods=pack_periods(pack),
        signup_deadline=pack.signup_deadline,
        enrolment=pack.enrolment_file,
    )


def logo_png(workspace: Workspace, data: bytes) -> bytes:
    """A picture (PNG, JPEG, SVG) as a coat of arms is taken, as plain PNG; K-587 when it may not stand."""
    from klikks_desktop.documents.arms import read_arms
    from klikks_desktop.exchange.pack_file import MAX_LOGO

    try:
        png = read_arms(data, rasterise=workspace.rasterise).png
    except UserError as error:
        raise UserError("K-587", {"where": "Logo", "reason": error.text.happened}) from error
    if len(png) > MAX_LOGO:
        reason = f"Das Bild hat {len(png) >> 10} kB; erlaubt sind {MAX_LOGO >> 10} kB."
        raise UserError("K-587", {"where": "Logo", "reason": reason})
    return png


def factor_files(workspace: Workspace, files: Sequence[bytes]) -> tuple[FactorFile, ...]:
    """Factor files as records, none twice; K-587 when one may not stand."""
    from klikks_desktop.reference.factor_files import MAX_BYTES, parse_file

    found: dict[str, FactorFile] = {}
    for number, data in enumerate(files, start=1):
        where = f"{number}. Faktoren-Datei"
        if len(data) > MAX_BYTES:
            raise UserError("K-587", {"where": where, "reason": "Sie ist zu groß."})
        try:
            stored = parse_file(data)
        except UserError as error:
            raise UserError("K-587", {"where": where, "reason": error.text.happened}) from error
        if stored.id in found:
            raise UserError("K-587", {"where": where, "reason": f"„{stored.id}“ steht zweimal im Paket."})
        found[stored.id] = factor_record(workspace, stored, data)
    return tuple(found.values())


def _check_enrolment(workspace: Workspace, pack: Pack) -> None:
    """An enclosed enrolment must be the issuer's own; otherwise somebody slipped his key in."""
    from klikks_desktop.exchange.enrolment import read_enrolment

    if not pack.enrolment_file:
        return
    try:
        region = read_enrolment(pack.enrolment_file, keys=workspace.keys).region
    except UserError as error:
        raise UserError("K-587", {"where": "Anmeldedatei im Paket", "reason": error.text.happened}) from error
    if (region.installation, region.sign_key) != (pack.issuer.installation, pack.issuer.sign_key):
        reason = "Sie gehört nicht der Stelle, die das Paket unterschrieben hat."
        raise UserError("K-587", {"where": "Anmeldedatei im Paket", "reason": reason})


def _moment(moment: datetime) -> str:
    # With the time: two packs are often written on one day.
    local = moment.astimezone()
    return f"{format_short(local.date())}, {local:%H:%M} Uhr"
