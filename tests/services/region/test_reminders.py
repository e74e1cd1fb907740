"""Reminders: the right words to the right town, all or nothing, and remembered."""

from __future__ import annotations

import io
import subprocess
from concurrent.futures import CancelledError
from email import message_from_bytes, policy

import pikepdf
import pytest

from klikks_desktop.domain.records import Remark, RemarkKind
from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.records import history
from klikks_desktop.services.region import partners, periods, reminders, sender, status
from klikks_desktop.services.region.reminder_files import ReminderOrder, Way

SENDER = sender.Sender(
    street="Am Markt 1",
    postcode="29614",
    city="Soltau",
    contact="Klimaschutz",
    phone="05191 82-0",
    email="klima@region.example",
    signatory="Alex Ott",
)
TOWNS = {
    "03358021": {"designation": "Stadt Soltau", "email": "rathaus@soltau.example", "street": "Poststraße 12"},
    "03358016": {"designation": "Stadt Munster", "email": "stadt@münster.example"},
    "03358017": {"designation": "Gemeinde Neuenkirchen"},
}


def read(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def with_towns(region, *, due: str = "31.12.2027"):
    """Three partners that are not enrolled, and a period that has begun."""
    for key, texts in TOWNS.items():
        place = partners.new_partner(region.shipped, key)
        partners.add_partner(region, key, {"postcode": place.postcode, "city": place.city, **texts})
    sender.set_sender(region, SENDER)
    return periods.add_period(region, {"title": "2026", "opens_on": "1.1.2026", "due_on": due})


def order(period, *ways: Way, keys=tuple(TOWNS), note: str = "") -> ReminderOrder:
    return ReminderOrder(period=period, keys=tuple(keys), ways=ways, note=note)


def test_a_letter_for_each_town_says_who_why_and_until_when(region, desk, tmp_path) -> None:
    period = with_towns(region)
    done = reminders.remind(
        region, order(period, Way.LETTERS, note="Am 3. Mai ist Treffen."), tmp_path / "post"
    )
    assert done.towns == 3
    names = {path.name for path in done.paths}
    assert f"KlikKS_03358021_Soltau_{region.today}_Erinnerung.pdf" in names
    text = read(next(path for path in done.paths if "03358021" in path.name).read_bytes())
    for words in (
        "Stadt Soltau Poststraße 12 29614 Soltau",
        "Ihr Bericht für den Zeitraum „2026“",
        "bis zum 31. Dezember 2027",
        "noch nicht angemeldet",
        "Am 3. Mai ist Treffen.",
        "unter 05191 82-0",
        "Alex Ott",
    ):
        assert words in text
    assert "war bis zum" not in text


def test_after_the_due_day_it_says_so_and_to_an_enrolled_town_how(pair, desk, tmp_path) -> None:
    region, town = pair
    period = with_towns(region, due="1.2.2026")
    done = reminders.remind(region, order(period, Way.JOINT, keys=[town.own_place().key]), tmp_path)
    text = read(done.paths[0].read_bytes())
    assert "war bis zum 1. Februar 2026 erbeten" in text
    assert "„Datei schreiben“" in text
    assert "klima@region.example" in text
    assert "noch nicht angemeldet" not in text


def test_all_letters_in_one_file_begin_on_pages_of_their_own(region, tmp_path) -> None:
    period = with_towns(region)
    (path,) = reminders.remind(region, order(period, Way.JOINT), tmp_path).paths
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert len(pdf.pages) == 3


def test_drafts_and_letters_in_one_go_and_who_has_no_mailbox(region, desk, tmp_path) -> None:
    period = with_towns(region)
    told: list[tuple[int, int]] = []
    done = reminders.remind(
        region,
        order(period, Way.LETTERS, Way.DRAFTS),
        tmp_path,
        progress=lambda count, total: told.append((count, total)),
    )
    assert sorted(path.suffix for path in done.paths) == [".eml", ".eml", ".pdf", ".pdf", ".pdf"]
    assert done.without == ("Gemeinde Neuenkirchen",)
    assert told == [(number, 5) for number in range(5)]
    draft = next(path for path in done.paths if path.suffix == ".eml" and "03358016" in path.name)
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert str(message["To"]) == "Stadt Munster <stadt@xn--mnster-3ya.example>"
    body = message.get_content()
    assert body.startswith("Sehr geehrte Damen und Herren,")
    assert "„2026“" in body
    assert "Alex Ott" in body


def test_it_is_kept_on_the_town_shown_and_can_be_undone(region, desk, tmp_path) -> None:
    period = with_towns(region)
    reminders.remind(region, order(period, Way.DRAFTS), tmp_path)
    noted = desk.records(region, Remark)
    assert {each.place_key for each in noted} == {"03358021", "03358016"}, "only who was written to"
    assert {each.kind for each in noted} == {RemarkKind.NOTE}
    assert noted[0].text == "Erinnerung geschrieben: E-Mail-Entwurf"
    rows = {row.town.key: row.reminded for row in status.status_rows(region, period)}
    assert rows == {"03358021": (region.today,), "03358016": (region.today,), "03358017": ()}
    history.undo(region)
    assert desk.records(region, Remark) == []


@pytest.mark.parametrize("ways", [(Way.LETTERS,), (Way.JOINT,), (Way.DRAFTS, Way.LETTERS)])
def test_giving_up_leaves_no_file_and_no_note(region, desk, tmp_path, ways) -> None:
    period = with_towns(region)
    out = tmp_path / "post"
    out.mkdir()
    (out / "alt.pdf").write_bytes(b"alt")

    def give_up(done: int, _total: int) -> None:
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        reminders.remind(region, order(period, *ways), out, progress=give_up)
    assert [path.name for path in out.iterdir()] == ["alt.pdf"]
    assert desk.records(region, Remark) == []


def test_who_has_reported_is_not_reminded(pair, desk, tmp_path) -> None:
    region, town = pair
    period = with_towns(region)
    import_files(region, [desk.report(town)])
    with desk.refused("K-843"):
        reminders.remind(region, order(period, Way.LETTERS, keys=[town.own_place().key]), tmp_path)


def test_letters_need_a_sender_and_drafts_a_mailbox(region, desk, tmp_path) -> None:
    period = with_towns(region)
    with desk.refused("K-845"):
        reminders.remind(region, order(period, Way.DRAFTS, keys=["03358017"]), tmp_path)
    sender.set_sender(region, sender.Sender())
    with desk.refused("K-844"):
        reminders.remind(region, order(period, Way.LETTERS), tmp_path)
    assert not list(tmp_path.glob("*.pdf"))
