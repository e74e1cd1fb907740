"""Files of a trusted town that went wrong or mean harm: refused in words, or taken as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from klikks_desktop.domain.records import Appointment, Locality, Patron, Place, Project, Role
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange.envelope import SNAPSHOT, seal
from klikks_desktop.services.exchange import importing
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.workspace import Workspace

Send = Callable[..., Path]
DORF, PERSON, TERM = (str(uuid4()) for _ in range(3))


def person(**changes: Any) -> dict[str, Any]:
    return {"id": PERSON, "address": "f", "given_name": "Mia", "family_name": "Muster", **changes}


def term(**changes: Any) -> dict[str, Any]:
    return {"id": TERM, "begins_on": "2026-01-01", **changes}


@pytest.fixture
def send(desk, pair) -> Send:
    """Writes a rightly signed file of the town with any content for its own place."""
    region, town = pair
    key = town.own_place().key

    def write(created: datetime | None = None, **place: Any) -> Path:
        desk.clock.move(minutes=1)
        counts = {"in_office": 1, "named": 1, "ended": 0}
        whole = {
            "key": key,
            "name": "A",
            "designation": "Stadt A",
            "kind": "Stadt",
            "counts": counts,
            **place,
        }
        content = {"program": "x", "created": "2026-11-22T10:00:00Z", "places": [whole]}
        sealed = seal(
            json.dumps(content).encode(),
            kind=SNAPSHOT,
            keys=town.keys,
            receiver=region.keys.installation,
            receiver_age=region.keys.public.age_key,
            sequence=milliseconds(desk.clock()),
            previous="",
            created=created or desk.clock(),
            program="x",
            schema=1,
        )
        file: Path = desk.path("klikks")
        file.write_bytes(sealed.data)
        return file

    return write


def take(region: Workspace, file: Path) -> str | None:
    """What the region says of a file, the same before and when taking it."""
    before = importing.preview_import(region, [file])[0].problem
    problem = importing.import_files(region, [file])[0].problem
    assert (before and before.code) == (problem and problem.code)
    return problem.code if problem else None


def test_a_part_of_the_town_may_go_while_terms_stay(desk, pair, send: Send) -> None:
    region, _ = pair
    with_part = person(appointments=[term(locality_id=DORF)])
    assert take(region, send(localities=[{"id": DORF, "name": "Dorf"}], patrons=[with_part])) is None
    assert take(region, send(patrons=[person(appointments=[term()])])) is None
    assert desk.records(region, Locality) == []
    (stored,) = desk.records(region, Appointment)
    assert stored.locality_id is None


def test_a_term_may_move_to_another_person(desk, pair, send: Send) -> None:
    region, _ = pair
    assert take(region, send(patrons=[person(appointments=[term()])])) is None
    other = str(uuid4())
    assert take(region, send(patrons=[person(id=other, appointments=[term()])])) is None
    assert [str(each.id) for each in desk.records(region, Patron)] == [other]
    assert [str(each.patron_id) for each in desk.records(region, Appointment)] == [other]


def test_a_person_without_any_name_is_refused(desk, pair, send: Send) -> None:
    region, _ = pair
    before = desk.dump(region)
    assert take(region, send(patrons=[person(given_name="", family_name="")])) == "K-513"
    assert desk.dump(region) == before


@pytest.mark.parametrize(
    "created",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=14))),
        datetime(1969, 12, 31, tzinfo=UTC),
    ],
)
def test_a_time_beyond_every_calendar_is_refused(desk, pair, send: Send, created: datetime) -> None:
    region, _ = pair
    before = desk.dump(region)
    file = send(created)
    assert take(region, file) == "K-502"
    problem = importing.inspect(region, file).problem
    assert problem is not None
    assert problem.code == "K-502"
    assert desk.dump(region) == before


def test_a_report_never_touches_a_place_of_the_regions_own(desk) -> None:
    region, town = fill_practice_town(desk.create("region", Role.REGION)), desk.town()
    desk.enrol(region, town)
    own = desk.records(region, Patron, source=None)
    assert own
    assert take(region, desk.report(town)) is None
    assert desk.records(region, Patron, source=None) == own
    assert len(desk.records(region, Place)) == 2


@pytest.mark.parametrize(
    ("point", "known"),
    [
        (("52.9861", "9.8434"), True),
        (("9" * 20 + ".5", "9.8434"), False),
        (("52.9861", "-" + "9" * 20), False),
        (("52.9861", None), False),
    ],
)
def test_a_point_that_is_nowhere_is_none(
    desk, pair, send: Send, point: tuple[str, str | None], known: bool
) -> None:
    """It would stop the region's own report, too."""
    region, _ = pair
    latitude, longitude = point
    project = {"id": str(uuid4()), "title": "A", "kind": "Sonstiges", "state": "Idee"}
    assert take(region, send(projects=[{**project, "latitude": latitude, "longitude": longitude}])) is None
    (stored,) = desk.records(region, Project)
    assert (stored.latitude is not None, stored.longitude is not None) == (known, known)
    office = desk.create("leitstelle", Role.REGION)
    desk.enrol(office, region)
    assert take(office, desk.report(region)) is None
