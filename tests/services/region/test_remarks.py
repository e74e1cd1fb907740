"""Remarks of both sides: each changes only its own, and ticks the other's off by an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from klikks_desktop.domain.records import Patron, Remark, RemarkKind
from klikks_desktop.services.records.history import undo
from klikks_desktop.services.region.remarks import (
    DONE_WORD,
    LONGEST_TEXT,
    add_remark,
    answer,
    change_remark,
    delete_remark,
    set_done,
    threads,
)

pytestmark = pytest.mark.both_databases

KEY = "03358021"


@pytest.fixture
def theirs(desk, region) -> Remark:
    """What a town asked for."""
    remark = Remark(
        id=uuid4(),
        source=uuid4(),
        place_key=KEY,
        kind=RemarkKind.SUPPORT,
        text="Wer hilft bei der Ausschreibung?\nBis März.",
        made_on=desk.today,
        shared=True,
    )
    with region.store.write("x") as unit:
        unit.add(remark)
    return remark


def test_a_note_never_leaves_whatever_is_said(region) -> None:
    note = add_remark(region, place_key=KEY, kind=RemarkKind.NOTE, text=" Anruf am Montag ", shared=True)
    assert (note.text, note.shared) == ("Anruf am Montag", False)
    task = add_remark(region, place_key=KEY, kind=RemarkKind.TASK, text="Bild schicken")
    assert task.shared
    assert not change_remark(region, task.id, kind=RemarkKind.NOTE, text="Bild", shared=True).shared


@pytest.mark.both_databases("sqlite")
def test_what_no_file_may_carry_is_left_out(region) -> None:
    made = add_remark(
        region, place_key=KEY, kind=RemarkKind.TASK, text="A\r\nB\x00\u202e\tC\x1b", about_title="x\x85y"
    )
    assert (made.text, made.about_title) == ("A\nB\tC", "xy")


def test_on_one_record_or_on_the_whole_municipality(region) -> None:
    project = uuid4()
    on_project = add_remark(
        region, place_key=KEY, kind=RemarkKind.QUESTION, text="Wann?", about=project, about_title="x" * 300
    )
    add_remark(region, place_key=KEY, kind=RemarkKind.NOTE, text="Ort")
    add_remark(region, place_key="03351006", kind=RemarkKind.NOTE, text="Anderer Ort")
    assert [each.remark.text for each in threads(region, place_key=KEY)] == ["Wann?", "Ort"]
    assert [each.remark for each in threads(region, about=project)] == [on_project]
    assert len(on_project.about_title) == 200


def test_the_name_of_a_person_is_not_copied_into_a_remark(desk, town) -> None:
    """It would outlive an erasure, here and where the remark is sent."""
    with town.store.read() as reader:
        patron = reader.find(Patron)[0]
    made = add_remark(
        town,
        place_key=town.own_place().key,
        kind=RemarkKind.SUPPORT,
        text="Wer hilft ihr?",
        about=patron.id,
        about_title=patron.full_name,
    )
    assert (made.about, made.about_title) == (patron.id, "Person")


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_TEXT + 1)])
def test_a_text_is_needed_and_has_an_end(desk, region, text: str) -> None:
    with desk.refused("K-566"):
        add_remark(region, place_key=KEY, kind=RemarkKind.TASK, text=text)
    assert threads(region) == []


def test_change_done_delete_and_undo(desk, region) -> None:
    task = add_remark(region, place_key=KEY, kind=RemarkKind.TASK, text="Alt", due_on=date(2026, 12, 1))
    change_remark(region, task.id, kind=RemarkKind.TASK, text="Neu", due_on=date(2026, 12, 2))
    set_done(region, task.id)
    day = desk.today
    desk.clock.move(days=1)
    set_done(region, task.id)
    (thread,) = threads(region)
    assert (thread.remark.text, thread.done_on, thread.is_open) == ("Neu", day, False)
    set_done(region, task.id, done=False)
    assert threads(region)[0].is_open
    delete_remark(region, task.id)
    assert threads(region) == []
    undo(region)
    assert threads(region)[0].remark.text == "Neu"


def test_the_other_sides_remark_is_answered_and_never_changed(desk, region, theirs: Remark) -> None:
    for deed in (
        lambda: change_remark(region, theirs.id, kind=RemarkKind.NOTE, text="x"),
        lambda: delete_remark(region, theirs.id),
    ):
        with desk.refused("K-565"):
            deed()
    given = answer(region, theirs.id, "Wir kommen vorbei.")
    assert (given.kind, given.about, given.place_key, given.shared) == (
        RemarkKind.ANSWER, theirs.id, KEY, True,
    )  # fmt: skip
    assert given.about_title == theirs.about_title, "a copy of their words would outlive them"
    (thread,) = threads(region)
    assert (thread.remark, thread.answers, thread.is_open) == (theirs, (given,), True)


def test_what_the_other_side_wrote_is_ticked_off_by_an_own_row(desk, region, theirs: Remark) -> None:
    set_done(region, theirs.id)
    set_done(region, theirs.id)
    (thread,) = threads(region)
    assert [each.text for each in thread.answers] == [DONE_WORD]
    assert (thread.done_on, thread.is_open) == (desk.today, False)
    set_done(region, theirs.id, done=False)
    (thread,) = threads(region)
    assert (thread.answers, thread.is_open) == ((), True)
    assert desk.records(region, Remark) == [theirs]


def test_opening_again_keeps_words_that_were_written(desk, region, theirs: Remark) -> None:
    given = answer(region, theirs.id, "Ist bestellt.")
    with region.store.write("x") as unit:
        unit.update(replace(given, done_on=desk.today))
    set_done(region, theirs.id, done=False)
    assert threads(region)[0].answers == (given,)


def test_a_question_is_settled_by_the_other_sides_answer_only(desk, region) -> None:
    question = add_remark(region, place_key=KEY, kind=RemarkKind.QUESTION, text="Wann?")
    answer(region, question.id, "Ich meine das Fest.")
    assert threads(region)[0].is_open
    reply = Remark(
        id=uuid4(), source=uuid4(), place_key=KEY, kind=RemarkKind.ANSWER, about=question.id,
        text="Im Mai.", made_on=desk.today,
    )  # fmt: skip
    with region.store.write("x") as unit:
        unit.add(reply)
    (thread,) = threads(region)
    assert not thread.is_open
    assert len(thread.answers) == 2


def test_an_answer_whose_question_is_gone_is_still_shown(desk, region) -> None:
    question = add_remark(region, place_key=KEY, kind=RemarkKind.QUESTION, text="Wann?")
    given = answer(region, question.id, "Nie.")
    delete_remark(region, question.id)
    assert [each.remark for each in threads(region)] == [given]


def test_what_is_gone_is_told(desk, region) -> None:
    for deed in (
        lambda: set_done(region, uuid4()),
        lambda: answer(region, uuid4(), "x"),
        lambda: delete_remark(region, uuid4()),
    ):
        with desk.refused("K-564"):
            deed()
