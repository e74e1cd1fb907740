"""Enrolment (Anmeldung) by one phone call: both sides compare a joint number, then trust."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop import __version__
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name, safe_part
from klikks_desktop.domain.records import Peer, Role
from klikks_desktop.services.files import read_bytes, replace_file
from klikks_desktop.services.office_keys import note_keys
from klikks_desktop.services.workspace import KEY_FILE, Workspace
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.keys import OwnKeys, PublicKeys

_MAX_FILE = 1 << 20
_LAST_READ = "enrolment.last"
_GIVEN_KEY = "enrolment.given_key"
"""The signing key that the last answer gave to the other side."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """The other side as its file presents it, and the number to compare by phone.

    replaces: who reports some of these places now and would lose them by the confirmation.
    """

    peer: Peer
    joint_number: str
    is_key_change: bool
    replaces: tuple[str, ...] = ()


def create_enrolment_file(workspace: Workspace, out: Path) -> Path:
    """The region's enrolment file (Anmeldedatei), to hand to any number of towns; K-540 at a town."""
    from klikks_desktop.exchange.enrolment import create_enrolment

    _require(workspace, Role.REGION, "K-540")
    with workspace.store.read() as reader:
        name = str(reader.setting("name", "Regionalmanagement"))
    replace_file(out, create_enrolment(workspace.keys, name=name, created=workspace.clock()))
    return out


def suggested_enrolment_name(workspace: Workspace) -> str:
    """A file name for the enrolment file."""
    with workspace.store.read() as reader:
        name = str(reader.setting("name", "Regionalmanagement"))
    return f"KlikKS_Anmeldung_{safe_part(name)}_{workspace.today.isoformat()}.json"


def accept_enrolment_file(workspace: Workspace, file: Path, answer: Path) -> Awaited:
    """Take a region's enrolment file and write the answer; nothing is trusted before the call.

    A region takes that of its coordinating office. K-133 before a town has set up an own place, K-596 when
    the other side is enrolled here as something else.
    """
    return accept_enrolment(workspace, read_bytes(file, _MAX_FILE), answer)


def expect_enrolment(workspace: Workspace, file: Path) -> None:
    """Refuse a file as ``accept_enrolment_file`` would, before anybody is asked where the answer goes."""
    from klikks_desktop.exchange.enrolment import read_enrolment

    read_enrolment(read_bytes(file, _MAX_FILE), keys=workspace.keys)


def accept_enrolment(workspace: Workspace, data: bytes, answer: Path) -> Awaited:
    """As ``accept_enrolment_file``, for one that came within another file."""
    from klikks_desktop.exchange.enrolment import AnsweredPlace, joint_number, read_enrolment, seal_answer

    is_region = workspace.role is Role.REGION
    places = [] if is_region else workspace.own_places()
    if not places and not is_region:
        raise UserError("K-133")
    enrolment = read_enrolment(data, keys=workspace.keys)
    named = [AnsweredPlace(key=place.key, name=place.name, designation=place.designation) for place in places]
    sealed = seal_answer(
        workspace.keys,
        enrolment,
        named,
        program=f"KlikKS Desktop {__version__}",
        created=workspace.clock(),
        region=workspace.name if is_region else "",
    )
    number = joint_number(enrolment.region, workspace.keys.public)
    region = enrolment.region
    with workspace.store.write("Anmeldung angenommen", undoable=False) as unit:
        known = unit.get(Peer, region.installation)
        base = _base(known, region, Role.REGION, enrolment.name, upward=True)
        peer = _waiting(base, region, name=enrolment.name, place_keys="", number=number)
        _await(unit, peer)
        unit.put_setting(_GIVEN_KEY, workspace.keys.public.sign_key)
        # Before the commit: nothing waits for a call without an answer to send.
        replace_file(answer, sealed.data)
    return Awaited(peer, number, _is_change(known, peer))


def suggested_answer_name(workspace: Workspace) -> str:
    """A file name for the answer to an enrolment."""
    places = workspace.own_places()
    key, name = (places[0].key, places[0].name) if places else ("", workspace.name)
    return file_name(key, name, workspace.today, "klikks", "Anmeldung-Antwort")


def read_answer(workspace: Workspace, file: Path) -> Awaited:
    """Open an answer at the region and show the number to compare; K-540 at a town.

    K-596 when the other side is enrolled here as something else.
    """
    from klikks_desktop.exchange.enrolment import joint_number, open_answer
    from klikks_desktop.exchange.envelope import MAX_FILE

    _require(workspace, Role.REGION, "K-540")
    answer = open_answer(read_bytes(file, MAX_FILE), keys=workspace.keys, now=workspace.clock())
    number = joint_number(workspace.keys.public, answer.town)
    keys = " ".join(sorted(place.key for place in answer.places))
    shown = [_shown(workspace, place.key, place.designation) for place in answer.places]
    name = ", ".join(shown) or answer.name
    town = answer.town
    with workspace.store.write("Antwort auf Anmeldung gelesen", undoable=False) as unit:
        known = unit.get(Peer, town.installation)
        base = _base(known, town, answer.role, name, upward=False)
        peer = _waiting(base, town, name=name, place_keys=keys, number=number)
        _await(unit, peer)
        replaces = [other.name for other in _reporters(unit, peer, set(keys.split()))]
    return Awaited(peer, number, _is_change(known, peer), tuple(replaces))


def taken_over(workspace: Workspace, peer: Peer) -> list[str]:
    """Who reports places now that a waiting peer would report after its confirmation."""
    with workspace.store.read() as reader:
        return [other.name for other in _reporters(reader, peer, set(peer.pending_place_keys.split()))]


def renew_keys(workspace: Workspace) -> Path:
    """New keys for this workspace, after loss or on suspicion; every enrolment has to be made anew.

    Returns as ``put_keys``.
    """
    from klikks_desktop.exchange.keys import create_keys, load_keys, renewed_keys

    try:
        keys = renewed_keys(load_keys(workspace.folder / KEY_FILE))
    except UserError:
        keys = create_keys(practice=workspace.is_practice)
    return put_keys(workspace, keys)


def put_keys(workspace: Workspace, keys: OwnKeys) -> Path:
    """Let ``keys`` be those of this workspace.

    A key file that is there is put aside under the name that is returned, otherwise the new one's.
    """
    from klikks_desktop.exchange.keys import save_keys

    file = workspace.folder / KEY_FILE
    aside = workspace.folder / f"keys-bis-{workspace.clock():%Y%m%d-%H%M%S}.json"
    kept = file.exists()
    if kept:
        file.replace(aside)
    save_keys(file, keys)
    workspace.__dict__.pop("keys", None)
    note_keys(workspace)
    return aside if kept else file


def _shown(workspace: Workspace, key: str, designation: str) -> str:
    """What a town calls itself; with the official name beside it when that is another one."""
    found = workspace.shipped.directory.find(key)
    if found is None or found.name.casefold() in designation.casefold():
        return designation
    return f"{designation} (amtlich: {found.name}, {key})"


def _reporters(reader: Reader, peer: Peer, keys: set[str]) -> list[Peer]:
    """Other towns' programs that report one of these places."""
    others = reader.find(Peer, order=("name",), role=Role.MUNICIPALITY)
    return [other for other in others if other.id != peer.id and keys & set(other.place_keys.split())]


def confirm(workspace: Workspace, peer_id: UUID, digits: str) -> Peer:
    """Trust the other side's waiting key when ``digits`` are the joint number; K-535, K-536.

    A place that another program of this region reports already moves to the new one only by this
    confirmation: the former reporter loses the place (its files are then refused with K-512).
    """
    from klikks_desktop.exchange.enrolment import check_joint_number

    with workspace.store.read() as reader:
        peer = reader.get(Peer, peer_id)
    if peer is None or not peer.pending_sign_key:
        raise UserError("K-542")
    check_joint_number(peer.joint_number, digits)
    trusted = replace(
        peer,
        sign_key=peer.pending_sign_key,
        age_key=peer.pending_age_key,
        place_keys=peer.pending_place_keys,
        pending_sign_key="",
        pending_age_key="",
        pending_place_keys="",
        confirmed_at=workspace.clock(),
    )
    with workspace.store.write("Schlüssel bestätigt", undoable=False) as unit:
        taken = set(trusted.place_keys.split())
        for other in _reporters(unit, trusted, taken):
            kept = [key for key in other.place_keys.split() if key not in taken]
            unit.update(replace(other, place_keys=" ".join(kept)))
        unit.put(trusted)
    return trusted


def awaited_peer(workspace: Workspace) -> Peer:
    """The peer that waits for its number, of several the one whose file was read last; K-542 when none."""
    with workspace.store.read() as reader:
        waiting = [peer for peer in reader.find(Peer) if peer.pending_sign_key]
        last = reader.setting(_LAST_READ, "")
    if not waiting:
        raise UserError("K-542")
    return max(waiting, key=lambda peer: (str(peer.id) == last, peer.id))


def peers(workspace: Workspace) -> list[Peer]:
    """Everybody on the other side, by name."""
    with workspace.store.read() as reader:
        return reader.find(Peer, order=("name",))


def trusted_region(workspace: Workspace) -> Peer | None:
    """Whom this workspace reports to, once the key was confirmed: a town's region, a region's office."""
    confirmed = [
        peer for peer in peers(workspace) if peer.upward and peer.confirmed_at is not None and peer.sign_key
    ]
    return max(confirmed, key=lambda peer: (peer.confirmed_at, peer.id), default=None)


def has_other_keys(workspace: Workspace) -> bool:
    """Whether the office above knows other keys of this workspace than its own: it refuses what they sign."""
    with workspace.store.read() as reader:
        given = reader.setting(_GIVEN_KEY, "")
    try:
        return bool(given) and given != workspace.keys.public.sign_key
    except UserError:
        return True


def _require(workspace: Workspace, role: Role, code: str) -> None:
    if workspace.role is not role:
        raise UserError(code)


def _base(known: Peer | None, keys: PublicKeys, role: Role, name: str, *, upward: bool) -> Peer:
    """The peer as it is trusted until now; K-596 for one that was confirmed as something else.

    So nobody reports to whom they get reports from, and a town's program does not become a region's.
    """
    if known is None or known.confirmed_at is None:
        return Peer(id=keys.installation, role=role, name=name, sign_key="", age_key="", upward=upward)
    if (known.role, known.upward) != (role, upward):
        raise UserError("K-596", {"name": known.name})
    return known


def _waiting(base: Peer, keys: PublicKeys, *, name: str, place_keys: str, number: str) -> Peer:
    """The peer with new keys set aside until the number was compared; trusted keys stay in force."""
    return replace(
        base,
        name=base.name if base.confirmed_at else name,
        joint_number=number,
        pending_sign_key=keys.sign_key,
        pending_age_key=keys.age_key,
        pending_place_keys=place_keys,
    )


def _await(unit: Unit, peer: Peer) -> None:
    unit.put(peer)
    unit.put_setting(_LAST_READ, str(peer.id))


def _is_change(known: Peer | None, peer: Peer) -> bool:
    return known is not None and bool(known.sign_key) and known.sign_key != peer.pending_sign_key
