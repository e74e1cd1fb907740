"""Partner municipalities (Partnerkommunen): who is expected to report, and where to write to.

A town that is enrolled is a partner by itself. What it reports of its office fills what the region has
not entered; the region's own entry wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid5

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.place_key import check_key, is_key, state_of
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import read_all, write_all
from klikks_desktop.domain.records import Partner, Peer, Place, PlaceReport, Role
from klikks_desktop.domain.region.fields import PARTNER_FIELDS, check_partner
from klikks_desktop.services.places.places import describe_place
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Shipped, Workspace
from klikks_desktop.storage.store import Reader

_UNSTORED: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality that is expected. partner: with what the town reports where we know nothing.

    name: without designation. is_enrolled: its program's key is confirmed. is_stored: the region has an
    entry of its own. program: that wrote its newest file, "" when it did not say.
    """

    partner: Partner
    name: str
    county: str
    state: str
    is_enrolled: bool
    is_stored: bool
    program: str = ""

    @property
    def key(self) -> str:
        """AGS, or the 9 digits of an association."""
        return self.partner.place_key

    @property
    def designation(self) -> str:
        """Stadt Soltau."""
        return self.partner.designation

    @property
    def has_address(self) -> bool:
        """Whether a letter finds its way."""
        return bool(self.partner.postcode and self.partner.city)


_REPORTED: Final = ("key", "name", "designation", "county", "office", "contact_email", "contact_phone")


@dataclass(frozen=True, slots=True)
class _Reported:
    """What a town reports of itself: the program that wrote it, then ``_REPORTED``."""

    program: str
    key: str
    name: str
    designation: str
    county: str
    office: str
    email: str
    phone: str


def enrolled_keys(reader: Reader) -> set[str]:
    """Keys of all places that a confirmed program reports for, or a region that reports here."""
    peers = reader.fields(Peer, ("id", "role", "place_keys", "confirmed_at"), upward=False)
    below = [(peer, role, keys) for peer, role, keys, confirmed_at in peers if confirmed_at is not None]
    known = {key for _, _, keys in below for key in keys.split()}
    regions = [peer for peer, role, _ in below if role is Role.REGION]
    return known | {key for (key,) in reader.fields(Place, ("key",), source=regions)}


def expected_towns(workspace: Workspace) -> list[Town]:
    """Every partner, stored or enrolled, by name."""
    with workspace.store.read() as reader:
        stored = {each.place_key: each for each in reader.find(Partner, source=None)}
        programs = dict(reader.fields(PlaceReport, ("id", "program")))
        rows = reader.fields(Place, ("source", "id", *_REPORTED))
        reported = {
            key: _Reported(programs.get(place, ""), key, *row)
            for source, place, key, *row in rows
            if source is not None
        }
        enrolled = enrolled_keys(reader)
    towns = [
        _town(workspace.shipped, key, stored.get(key), reported.get(key), is_enrolled=key in enrolled)
        for key in stored.keys() | enrolled
    ]
    return sorted(towns, key=lambda each: (each.name.casefold(), each.key))


def count_expected(workspace: Workspace) -> int:
    """About how many ``expected_towns`` would give, quickly told: partners and programs."""
    with workspace.store.read() as reader:
        return max(reader.count(Partner, source=None), reader.count(Peer, role=Role.MUNICIPALITY))


def partner_texts(town: Town) -> Mapping[str, str]:
    """The texts of the form, as far as they are known."""
    return write_all(PARTNER_FIELDS, town.partner)


def new_partner(shipped: Shipped, key: str, record_id: UUID = _UNSTORED) -> Partner:
    """A partner as the official directory knows it; K-10x for a malformed key."""
    place = describe_place(shipped, record_id, check_key(key)).place
    return Partner(
        id=record_id,
        place_key=place.key,
        designation=place.designation,
        postcode=place.postcode,
        city=place.city,
    )


def add_partner(workspace: Workspace, key: str, texts: Mapping[str, str] | None = None) -> Partner:
    """Expect this municipality from now on; K-842 when it is there already, K-846 for a wrong entry."""
    record = new_partner(workspace.shipped, key, workspace.new_id())
    if texts is not None:
        record = read_partner(record, texts)
    with workspace.store.write(f"Partnerkommune {record.designation} eingetragen") as unit:
        if unit.count(Partner, place_key=record.place_key, source=None):
            raise UserError("K-842", {"name": record.designation, "key": record.place_key})
        unit.add(record)
    return record


def change_partner(workspace: Workspace, town: Town, texts: Mapping[str, str]) -> Partner:
    """Store what the region knows of a town; what the town reports itself is not copied. K-846."""
    typed: Mapping[str, str] = {
        name: text for name, text in texts.items() if text != partner_texts(town).get(name)
    }
    with workspace.store.write(f"Partnerkommune {town.designation} geändert") as unit:
        found = unit.find(Partner, place_key=town.key, source=None)
        before = (
            found[0] if found else replace(new_partner(workspace.shipped, town.key), id=workspace.new_id())
        )
        now = write_all(PARTNER_FIELDS, before)
        shown = partner_texts(town)
        typed = expect_seen(
            workspace,
            town.designation,
            {field.name: field.title for field in PARTNER_FIELDS},
            # Where the region has no entry, what the town reports was shown.
            seen={name: shown.get(name, "") if text else "" for name, text in now.items()},
            typed=typed,
            now=now,
            redo=lambda chosen, stored: change_partner(
                workspace, replace(town, partner=read_partner(town.partner, stored)), chosen
            ),
        )
        record = read_partner(before, {**now, **typed})
        if not found or record != before:
            unit.put(record)
    return record


def delete_partners(workspace: Workspace, towns: Sequence[Town]) -> int:
    """Take entries away; a town that is enrolled stays expected by itself. How many there were."""
    ids = [town.partner.id for town in towns if town.is_stored]
    label = f"Partnerkommune {towns[0].designation}" if len(towns) == 1 else f"{len(ids)} Partnerkommunen"
    with workspace.store.write(f"{label} entfernt") as unit:
        unit.delete(Partner, *ids)
    return len(ids)


def read_partner(before: Partner, texts: Mapping[str, str]) -> Partner:
    """``before`` with what was typed; K-846 says what is wrong."""
    record, problems = _read(before, texts)
    if record is None:
        raise UserError("K-846", {"problem": problems[0].message})
    return record


def check_texts(town: Town, texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the texts of a form, field by field."""
    return _read(town.partner, texts)[1]


def _read(before: Partner, texts: Mapping[str, str]) -> tuple[Partner | None, list[Problem]]:
    values, problems = read_all(PARTNER_FIELDS, texts)
    if problems:
        return None, problems
    # Any: each field's value has the type of the record's attribute of that name.
    typed: dict[str, Any] = dict(values)
    record = replace(before, **typed)
    wrong = check_partner(record)
    return (None, wrong) if wrong else (record, [])


def _town(
    shipped: Shipped, key: str, stored: Partner | None, place: _Reported | None, *, is_enrolled: bool
) -> Town:
    found = shipped.directory.find(key)
    partner = stored or (_of_place(place) if place else new_partner(shipped, key))
    # Any: the names of fields decide the types.
    more: dict[str, Any] = {}
    if place is not None:
        more["office"] = partner.office or place.office
        more["email"] = partner.email or place.email
        more["phone"] = partner.phone or place.phone
    if found is not None and not partner.city:
        more["postcode"] = partner.postcode or found.postcode
        more["city"] = found.seat or found.name
    return Town(
        partner=replace(partner, **more) if more else partner,
        name=place.name if place else found.name if found else partner.designation,
        county=place.county if place else found.county if found else "",
        state=state_of(key) if is_key(key) else "",
        is_enrolled=is_enrolled,
        is_stored=stored is not None,
        program=place.program if place else "",
    )


def _of_place(place: _Reported) -> Partner:
    """An enrolled town that the region has entered nothing about."""
    return Partner(id=uuid5(_UNSTORED, place.key), place_key=place.key, designation=place.designation)
