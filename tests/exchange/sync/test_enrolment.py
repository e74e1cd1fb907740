"""Enrolment by one phone call: both sides see the same number, and nobody in between can make it so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.records import Role
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.enrolment import (
    NAMESPACE,
    AnsweredPlace,
    check_joint_number,
    create_enrolment,
    joint_number,
    open_answer,
    parse_joint_number,
    read_enrolment,
    seal_answer,
)
from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER
from klikks_desktop.exchange.keys import create_keys, renewed_keys

PLACES = (
    AnsweredPlace(key="03358021", name="Soltau", designation="Stadt Soltau"),
    AnsweredPlace(key="033585402", name="Ahlden", designation="Samtgemeinde Ahlden"),
)
NUMBER = "01234 56789 01234 56789 01234 56789"


def enrolment_file(bench, keys=None, name: str = "Klimaschutzagentur Süd") -> bytes:
    return create_enrolment(keys or bench.region, name=name, created=bench.now)


def answer_file(bench, enrolment, keys=None, places=PLACES) -> bytes:
    return seal_answer(
        keys or bench.town, enrolment, places, program="KlikKS Desktop 1.0", created=bench.now
    ).data


def test_both_sides_come_to_the_same_number(bench) -> None:
    enrolment = read_enrolment(enrolment_file(bench), keys=bench.town)
    assert (enrolment.region, enrolment.name) == (bench.region.public, "Klimaschutzagentur Süd")
    answer = open_answer(answer_file(bench, enrolment), keys=bench.region, now=bench.now)
    assert (answer.town, answer.places) == (bench.town.public, PLACES)
    at_the_region = joint_number(bench.region.public, answer.town)
    at_the_town = joint_number(enrolment.region, bench.town.public)
    assert at_the_region == at_the_town
    assert re.fullmatch(r"([0-9]{5} ){5}[0-9]{5}", at_the_town)
    check_joint_number(at_the_region, at_the_town.replace(" ", ""))


def test_every_key_and_id_of_both_sides_counts(bench) -> None:
    region, town, other = bench.region.public, bench.town.public, bench.stranger.public
    numbers = {joint_number(region, town), joint_number(town, region)}
    for field in ("installation", "sign_key", "age_key"):
        changed = {field: getattr(other, field)}
        numbers.add(joint_number(replace(region, **changed), town))
        numbers.add(joint_number(region, replace(town, **changed)))
    assert len(numbers) == 8


def test_someone_in_between_with_keys_of_his_own_changes_the_number(bench) -> None:
    """He plays the region to the town and the town to the region."""
    false_region = replace(create_keys(), installation=bench.region.installation)
    false_region = replace(
        false_region, public=replace(false_region.public, installation=bench.region.installation)
    )
    seen = read_enrolment(enrolment_file(bench, false_region), keys=bench.town)
    caught = open_answer(answer_file(bench, seen), keys=false_region, now=bench.now)
    genuine = read_enrolment(enrolment_file(bench), keys=bench.stranger)
    false_answer = open_answer(
        answer_file(bench, genuine, bench.stranger, caught.places), keys=bench.region, now=bench.now
    )
    at_the_region = joint_number(bench.region.public, false_answer.town)
    at_the_town = joint_number(seen.region, bench.town.public)
    with bench.refused("K-536"):
        check_joint_number(at_the_region, at_the_town)


def test_an_enrolment_file_exchanged_on_its_way_is_noticed_at_the_region(bench) -> None:
    """The forger lets the town encrypt for him, looks into the answer and passes it on."""
    false_region = replace(
        bench.stranger, public=replace(bench.stranger.public, installation=bench.region.installation)
    )
    false_region = replace(false_region, installation=bench.region.installation)
    seen = read_enrolment(enrolment_file(bench, false_region), keys=bench.town)
    plain = age.decrypt(answer_file(bench, seen), bench.stranger.age_identity)
    with bench.refused("K-534"):
        passed_on = age.encrypt(plain, [bench.region.public.age_key])
        open_answer(passed_on, keys=bench.region, now=bench.now)


def test_the_echo_of_the_signing_key_counts_too(bench) -> None:
    """Only the signing key was exchanged: the header cannot show that, the echo does."""
    seen = read_enrolment(enrolment_file(bench), keys=bench.town)
    seen = replace(seen, region=replace(seen.region, sign_key=bench.stranger.public.sign_key))
    with bench.refused("K-534"):
        open_answer(answer_file(bench, seen), keys=bench.region, now=bench.now)


def test_the_answer_speaks_for_the_key_that_signed_it(bench) -> None:
    def payload(town) -> bytes:
        keys = [
            {"installation": k.installation, "sign_key": k.sign_key, "age_key": k.age_key}
            for k in (town, bench.region.public)
        ]
        places = [{"key": "03358021", "name": "Soltau", "designation": "Stadt Soltau"}]
        return msgspec.json.encode(
            {
                "town": keys[0],
                "region_as_seen": keys[1],
                "places": places,
                "program": "x",
                "created": bench.now,
            }
        )

    def opened(data: bytes):
        return open_answer(data, keys=bench.region, now=bench.now)

    good = bench.town.public
    assert opened(bench.seal(payload(good), kind=ENROLMENT_ANSWER).data).town == good
    for wrong in (
        bench.stranger.public,
        replace(good, installation=uuid4()),
        replace(good, sign_key=bench.stranger.public.sign_key),
        replace(good, age_key="age1" + "q" * 58),
    ):
        with bench.refused("K-513"):
            opened(bench.seal(payload(wrong), kind=ENROLMENT_ANSWER).data)
    for content in (b"", b"{}", b"[" * 100_000, payload(good).replace(b"03358021", b"99358021")):
        with bench.refused("K-513"):
            opened(bench.seal(content, kind=ENROLMENT_ANSWER).data)
    with bench.refused("K-516"):
        opened(bench.seal().data)


def test_a_region_answers_its_coordinating_office_without_places(bench) -> None:
    seen = read_enrolment(enrolment_file(bench), keys=bench.town)
    sealed = seal_answer(
        bench.town, seen, [], program="KlikKS Desktop 1.0", created=bench.now, region="Heideregion"
    )
    answer = open_answer(sealed.data, keys=bench.region, now=bench.now)
    assert (answer.role, answer.name, answer.places) == (Role.REGION, "Heideregion", ())


@pytest.mark.parametrize(
    ("role", "name", "places", "is_right"),
    [
        (None, None, True, True),
        ("kommune", "", True, True),
        ("region", "Heideregion", False, True),
        ("kommune", "", False, False),
        ("kommune", "Heideregion", True, False),
        ("region", "Heideregion", True, False),
        ("region", "", False, False),
        ("bund", "Heideregion", False, False),
    ],
)
def test_a_town_names_its_places_and_a_region_itself(bench, role, name, places: bool, is_right: bool) -> None:
    """Answers from before regions could answer say neither role nor name and stay valid."""
    keys = [
        {"installation": str(each.installation), "sign_key": each.sign_key, "age_key": each.age_key}
        for each in (bench.town.public, bench.region.public)
    ]
    content = {
        "town": keys[0],
        "region_as_seen": keys[1],
        "places": [{"key": "03358021", "name": "Soltau", "designation": "Stadt Soltau"}] if places else [],
        "program": "KlikKS Desktop 1.0",
        "created": bench.now.isoformat(),
    }
    content |= {} if role is None else {"role": role, "name": name}
    data = bench.seal(json.dumps(content).encode(), kind=ENROLMENT_ANSWER).data
    if is_right:
        expected = Role.REGION if role == "region" else Role.MUNICIPALITY
        assert open_answer(data, keys=bench.region, now=bench.now).role is expected
    else:
        with bench.refused("K-513"):
            open_answer(data, keys=bench.region, now=bench.now)


def test_an_answer_to_former_keys(bench) -> None:
    seen = read_enrolment(enrolment_file(bench), keys=bench.town)
    with bench.refused("K-505"):
        open_answer(answer_file(bench, seen), keys=renewed_keys(bench.region), now=bench.now)


def test_practice_and_real_never_enrol_with_each_other(bench) -> None:
    practice_region, practice_town = create_keys(practice=True), create_keys(practice=True)
    with bench.refused("K-514"):
        read_enrolment(enrolment_file(bench, practice_region), keys=bench.town)
    with bench.refused("K-515"):
        read_enrolment(enrolment_file(bench), keys=practice_town)
    seen = read_enrolment(enrolment_file(bench, practice_region), keys=practice_town)
    assert (
        open_answer(answer_file(bench, seen, practice_town), keys=practice_region, now=bench.now).town
        == practice_town.public
    )


def test_own_enrolment_file(bench) -> None:
    with bench.refused("K-533"):
        read_enrolment(enrolment_file(bench), keys=bench.region)


def test_every_change_of_the_enrolment_file_is_noticed(bench) -> None:
    data = enrolment_file(bench)
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with bench.refused("K-530", "K-531", "K-532"):
            read_enrolment(changed, keys=bench.town)
    reformatted = json.dumps(json.loads(data), indent=2).encode()
    with bench.refused("K-531"):
        read_enrolment(reformatted, keys=bench.town)


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b"\xff\xfe", b"[" * 60_000, b" " * 70_000])
def test_no_enrolment_file(bench, data: bytes) -> None:
    with bench.refused("K-530"):
        read_enrolment(data, keys=bench.town)


def test_an_enrolment_file_that_is_too_long(bench) -> None:
    with bench.refused("K-530"):
        read_enrolment(enrolment_file(bench) + b" " * 70_000, keys=bench.town)


def test_an_enrolment_file_without_a_usable_age_key(bench) -> None:
    public = replace(bench.region.public, age_key="age1" + "q" * 58)
    with bench.refused("K-530"):
        read_enrolment(enrolment_file(bench, replace(bench.region, public=public)), keys=bench.town)


def test_an_enrolment_file_of_a_newer_program(bench) -> None:
    with bench.refused("K-532"):
        read_enrolment(b'{"format":"klikks-anmeldung","version":2,"new":1}', keys=bench.town)


def test_unknown_fields_of_an_enrolment_file_are_ignored_but_signed(bench) -> None:
    region = json.loads(enrolment_file(bench))["region"] | {"slogan": "Wir sind für Sie da"}
    raw = json.dumps(region).encode()
    signature = signing.sign(raw, seed=bench.region.seed, namespace=NAMESPACE)
    data = b'{"format":"klikks-anmeldung","version":1,"region":%s,"signature":"%s"}' % (
        raw,
        signature.encode(),
    )
    assert read_enrolment(data, keys=bench.town).region == bench.region.public


@pytest.mark.parametrize("name", ["", "x" * 201, "A\x00B", "A\u202eB", "A\ud800B"])
def test_a_name_that_the_other_side_would_refuse_is_not_written(bench, name: str) -> None:
    with bench.refused("K-518"):
        enrolment_file(bench, name=name)
    seen = read_enrolment(enrolment_file(bench), keys=bench.town)
    with bench.refused("K-518"):
        answer_file(bench, seen, places=[AnsweredPlace(key="03358021", name=name, designation="x")])


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER.replace(" ", ""),
        NUMBER.replace(" ", "\r\n"),
        NUMBER.replace(" ", " . "),
        "  " + NUMBER.replace(" ", "-") + "\u00a0\n",
        "\uff10" + NUMBER[1:],
    ],
)
def test_a_number_may_be_typed_in_any_shape(typed: str) -> None:
    assert parse_joint_number(typed) == NUMBER


@pytest.mark.parametrize("typed", ["", NUMBER[:-1], NUMBER + "0", NUMBER + " a", "O" + NUMBER[1:], "١" * 30])
def test_an_incomplete_number(bench, typed: str) -> None:
    with bench.refused("K-535"):
        check_joint_number(NUMBER, typed)


@given(at=st.integers(0, 29), step=st.integers(1, 9))
def test_any_other_digit_is_refused_and_not_pointed_at(bench, at: int, step: int) -> None:
    digits = NUMBER.replace(" ", "")
    typed = digits[:at] + str((int(digits[at]) + step) % 10) + digits[at + 1 :]
    with bench.refused("K-536"):
        check_joint_number(NUMBER, typed)
