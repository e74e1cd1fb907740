"""Certificates: numbers without a gap, files without a difference, a register that tells the truth."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from klikks_desktop.domain.records import (
    Certificate,
    CertificateCopy,
    CertificateKind,
    Design,
    EndReason,
    Patron,
)
from klikks_desktop.services import care
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.register import certificate_sheets, certificates, issuing
from klikks_desktop.services.register.certificate_sheets import StoredSheet
from klikks_desktop.services.register.verification import Finding, verify
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import backup_here

KEY = "03999888"


def numbers(desk, town: Workspace) -> list[str]:
    return [c.number for c in desk.records(town, Certificate, order=("year", "serial"))]


def test_the_number_has_key_year_and_serial(desk, town) -> None:
    issued = desk.issue(town, "Frauke Behrens", "Jörg Ahrens")
    assert [one.certificate.number for one in issued] == [f"KSP-{KEY}-2026-001", f"KSP-{KEY}-2026-002"]


def test_numbers_are_gapless_per_place_and_year_of_the_date_on_the_certificate(desk, town) -> None:
    second = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, replace(second, signatory_name="Olaf Klang"))
    for name in ("Anna Berg", "Ben Tal"):
        given, family = name.split()
        texts = {"address": "keine", "given_name": given, "family_name": family, "begins_on": "1.1.2026"}
        patrons.add_patron(town, second.id, texts)
    desk.issue(town, "Anna Berg", issued_on=date(2025, 12, 31))
    desk.issue(town, "Frauke Behrens", issued_on=date(2026, 1, 1))
    desk.issue(town, "Ben Tal", issued_on=date(2026, 1, 1))
    desk.issue(town, "Jörg Ahrens", issued_on=date(2025, 1, 1))
    desk.issue(town, "Antje Meyer", issued_on=date(2026, 6, 1))
    assert sorted(numbers(desk, town)) == [
        "KSP-03358021-2025-001",
        "KSP-03358021-2026-001",
        f"KSP-{KEY}-2025-001",
        f"KSP-{KEY}-2026-001",
        f"KSP-{KEY}-2026-002",
    ]
    assert care.check(town) == []


def test_all_a_second_time_issues_none(desk, town) -> None:
    active = desk.issue(town)
    assert len(active) == 9, "everyone in office or soon to be"
    assert desk.issue(town) == []
    assert len(numbers(desk, town)) == 9


def test_all_means_who_has_no_valid_certificate_for_the_term_of_today(desk, town) -> None:
    desk.issue(town)
    certificates.void(town, f"KSP-{KEY}-2026-003", reason="Name falsch geschrieben")
    assert [one.certificate.serial for one in desk.issue(town)] == [10]
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.end_appointment(town, patron_id, on=desk.today - timedelta(days=1), reason=EndReason.RESIGNED)
    patrons.reappoint(town, patron_id, begins_on=desk.today, ends_on=None)
    (again,) = desk.issue(town)
    assert again.certificate.patron_id == patron_id


def test_thanks_go_to_whose_office_is_over(desk, town) -> None:
    (due,) = issuing.patrons_without_certificate(town, CertificateKind.THANKS)
    assert due.family_name == "Brammer"
    with desk.refused("K-162"):
        desk.issue(town, "Nguyễn", kind=CertificateKind.THANKS)
    (thanks,) = desk.issue(town, "Brammer", kind=CertificateKind.THANKS)
    assert thanks.certificate.number == f"KSP-{KEY}-2026-001", "one row of numbers for both kinds"
    assert issuing.patrons_without_certificate(town, CertificateKind.THANKS) == []


def test_a_file_has_no_person_in_its_name_and_overwrites_nothing(desk, town) -> None:
    out = desk.folder / "Urkunden ä"
    (one,) = desk.issue(town, "Frauke Behrens", out=out)
    assert one.path.name == "KlikKS_03999888_Auenbrück_2026-11-22_Urkunde-001.pdf"
    assert one.path.read_bytes() == one.pdf
    one.path.write_bytes(b"etwas anderes")
    again = certificates.reprint(town, one.certificate.number, out=out)
    assert again.path.name == "KlikKS_03999888_Auenbrück_2026-11-22_Urkunde-001 (2).pdf"
    assert certificates.reprint(town, one.certificate.number, out=out).path == again.path
    assert len(list(out.iterdir())) == 2


def test_until_it_is_handed_over_a_reprint_is_the_original(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    number = one.certificate.number
    assert certificates.reprint(town, number).pdf == one.pdf
    with desk.refused("K-164"):
        certificates.hand_over(town, number, on=date(2026, 11, 21))
    certificates.hand_over(town, number, on=desk.today)
    copy = certificates.reprint(town, f" {number.lower()} ", out=desk.folder / "k")
    assert copy.pdf != one.pdf
    assert "Zweitschrift" in copy.path.name
    assert desk.records(town, CertificateCopy)[0].certificate_id == one.certificate.id
    assert verify(town, one.pdf).finding is Finding.GENUINE
    assert verify(town, copy.pdf).finding is Finding.COPY
    assert verify(town, copy.pdf).number == number


def test_the_copy_says_so_on_paper(desk, town) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    (one,) = desk.issue(town, "Frauke Behrens")
    certificates.hand_over(town, one.certificate.number, on=desk.today)
    copy = certificates.reprint(town, one.certificate.number, out=desk.folder)
    with pikepdf.open(copy.path) as pdf:
        assert len(pdf.pages) == 1
    marked = StoredSheet.from_json(one.certificate.sheet).marked(certificates.COPY_MARK)
    assert marked.sheet.mark == "Zweitschrift"
    assert issuing.CertificateWriter(town).draw(marked) == copy.pdf


def test_voiding_keeps_the_number(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    number = one.certificate.number
    with desk.refused("K-165"):
        certificates.void(town, number, reason="  ")
    certificates.void(town, number, reason="Name falsch")
    for act in (
        lambda: certificates.void(town, number, reason="noch einmal"),
        lambda: certificates.reprint(town, number),
        lambda: certificates.hand_over(town, number, on=desk.today),
    ):
        with desk.refused("K-163"):
            act()
    (line,) = certificates.register(town)
    assert (line.number, line.void_reason, line.voided_on) == (number, "Name falsch", desk.today)
    found = verify(town, one.pdf)
    assert (found.finding, found.is_genuine) == (Finding.VOID, False)
    assert "Name falsch" in found.sentence
    assert desk.issue(town, "Frauke Behrens")[0].certificate.serial == 2


def test_verify_tells_changed_from_unknown(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    changed = verify(town, one.pdf + b"\n% angehaengt")
    assert (changed.finding, changed.number) == (Finding.CHANGED, one.certificate.number)
    for data in (b"", b"%PDF-1.7 nichts", b"KSP-03358021-2026-001"):
        assert verify(town, data).finding is Finding.UNKNOWN
    assert "KSP-03358021-2026-001" in verify(town, b"(KSP-03358021-2026-001)").sentence


def test_unknown_numbers_are_refused(desk, town) -> None:
    for number in ("KSP-03999888-2026-001", "17", "", "KSP-x", "{number}"):
        for act in (
            lambda n: certificates.reprint(town, n),
            lambda n: certificates.hand_over(town, n, on=desk.today),
            lambda n: certificates.void(town, n, reason="x"),
        ):
            with pytest.raises(Exception, match="K-160"):
                act(number)


@pytest.mark.parametrize("design", list(Design))
def test_made_again_from_the_register_it_is_the_same_byte_for_byte(desk, town, design) -> None:
    issued = desk.issue(town, design=design)
    desk.clock.move(days=400)
    patrons.save_texts(town, desk.patron(town, "Frauke Behrens"), {"family_name": "Anders"})
    places.update_place(town, replace(town.own_place(), signatory_name="Neue Frau", designation="Stadt X"))
    again = desk.reopen(town)
    writer = issuing.CertificateWriter(again)
    for one in issued:
        assert writer.draw(StoredSheet.from_json(one.certificate.sheet)) == one.pdf
    assert len({one.pdf for one in issued}) == 9


def lose_files(town: Workspace) -> None:
    """As if the program had died between numbering and writing, each time."""
    with closing(sqlite3.connect(town.folder / "klikks.db")) as raw:
        raw.execute("UPDATE certificate SET file_hash = NULL")
        raw.execute("DELETE FROM blob")
        raw.commit()


def test_files_that_were_numbered_but_not_written_are_made_at_the_next_start(desk, town) -> None:
    before = {one.certificate.number: one.pdf for one in desk.issue(town)}
    desk.close(town)
    lose_files(town)
    again = desk.open(town.folder)
    assert issuing.complete_pending(again) == 9
    assert issuing.complete_pending(again) == 0
    assert {number: certificates.reprint(again, number).pdf for number in before} == before


def test_a_reprint_or_the_next_issue_completes_what_is_pending(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    desk.close(town)
    lose_files(town)
    again = desk.open(town.folder)
    assert certificates.reprint(again, one.certificate.number).pdf == one.pdf
    desk.close(again)
    lose_files(again)
    again = desk.open(town.folder)
    desk.issue(again, "Jörg Ahrens")
    assert care.check(again) == []


def test_undo_never_removes_an_issued_number(desk, town) -> None:
    desk.issue(town, "Frauke Behrens")
    before = desk.dump(town, without=set())
    with desk.refused("K-216"):
        history.undo(town)
    assert desk.dump(town, without=set()) == before


def test_undo_of_handing_over_and_voiding_is_exact(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    before = desk.dump(town)
    certificates.hand_over(town, one.certificate.number, on=desk.today)
    history.undo(town)
    certificates.void(town, one.certificate.number, reason="x")
    history.undo(town)
    assert desk.dump(town) == before


def test_an_older_backup_brings_no_number_back_into_use(desk, town) -> None:
    desk.issue(town, "Frauke Behrens")
    backup = backup_here(town.store)
    desk.clock.move(minutes=1)
    desk.issue(town, "Jörg Ahrens")
    desk.issue(town, "Antje Meyer", issued_on=date(2027, 1, 2))
    desk.close(town)
    lines = care.restore(town.folder, backup, clock=desk.clock)
    assert any(f"KSP-{KEY}-2026-002, KSP-{KEY}-2027-001" in line for line in lines), lines
    again = desk.open(town.folder)
    desk.issue(again, "Jörg Ahrens")
    desk.issue(again, "Antje Meyer", issued_on=date(2027, 1, 2))
    register = desk.records(again, Certificate, order=("year", "serial"))
    assert [(c.year, c.serial, c.voided_on is not None) for c in register] == [
        (2026, 1, False),
        (2026, 2, True),
        (2026, 3, False),
        (2027, 1, True),
        (2027, 2, False),
    ]
    assert care.check(again) == []


def test_a_database_copied_back_by_hand_reuses_no_number_either(desk, town) -> None:
    desk.issue(town, "Frauke Behrens")
    desk.close(town)
    old = (town.folder / "klikks.db").read_bytes()
    again = desk.open(town.folder)
    desk.issue(again, "Jörg Ahrens")
    desk.close(again)
    (town.folder / "klikks.db").write_bytes(old)
    again = desk.open(town.folder)
    assert desk.issue(again, "Jörg Ahrens")[0].certificate.serial == 3


def test_nobody_gets_a_number_when_one_certificate_cannot_be_set(desk, town) -> None:
    place = town.own_place()
    long = {"given_name": " ".join(["Maximiliane"] * 8), "family_name": "-".join(["Wolkenstein"] * 8)}
    texts = {"address": "Frau", **long, "begins_on": "1.1.2026"}
    patrons.add_patron(town, place.id, texts)
    with pytest.raises(Exception, match="K-421"):
        desk.issue(town)
    assert numbers(desk, town) == []
    places.update_place(town, replace(place, signatory_name=""))
    with desk.refused("K-166"):
        desk.issue(town, "Frauke Behrens")
    places.update_place(town, replace(place, deputy_name=""))
    with desk.refused("K-166"):
        desk.issue(town, "Frauke Behrens", deputy=True)
    assert numbers(desk, town) == []


def test_stopping_between_two_keeps_what_was_issued(desk, town) -> None:
    told: list[str] = []

    def stop() -> None:
        if told:
            raise InterruptedError

    chosen = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    with pytest.raises(InterruptedError):
        issuing.issue(
            town,
            chosen,
            issuing.IssueOptions(issued_on=desk.today),
            out=desk.folder / "u",
            checkpoint=stop,
            progress=lambda done, total: told.append(f"{done}/{total}"),
        )
    assert told == ["0/9"]
    assert len(numbers(desk, town)) == 1
    assert len(list((desk.folder / "u").iterdir())) == 1
    assert care.check(town) == []


def test_a_folder_that_cannot_be_written_loses_no_certificate(desk, town) -> None:
    blocked = desk.folder / "datei"
    blocked.write_text("kein Ordner")
    with desk.refused("K-630"):
        desk.issue(town, "Frauke Behrens", out=blocked)
    (number,) = numbers(desk, town)
    assert certificates.reprint(town, number, out=desk.folder).path.is_file()
    assert care.check(town) == []


def test_one_file_for_a_ceremony(desk, town) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    issued = desk.issue(town)
    path = issuing.save_together(town, [one.certificate for one in issued], desk.folder / "alle")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 9


def test_a_preview_gives_no_number(desk, town) -> None:
    place = town.own_place()
    draft = patrons.begin_draft(town, place.id, {"address": "Frau", "given_name": "Eva"})
    options = issuing.IssueOptions(issued_on=desk.today)
    with desk.refused("K-142"):
        issuing.preview(town, draft.id, options)
    patrons.save_texts(town, draft.id, {"family_name": "Neu", "begins_on": "1.12.2026"})
    before = desk.dump(town, without=set())
    assert issuing.preview(town, draft.id, options).startswith(b"%PDF")
    assert issuing.preview(town, desk.patron(town, "Frauke Behrens"), options).startswith(b"%PDF")
    assert desk.dump(town, without=set()) == before


def test_only_the_phrase_of_civil_service_law_is_refused(desk, town) -> None:
    before = certificate_sheets.templates(town)
    key = next(iter(before))
    with desk.refused("K-168"):
        certificate_sheets.edit_template(
            town, key, "Sie wird unter Berufung in das Beamtenverhältnis als Ehrenbeamtin ernannt."
        )
    with desk.refused("K-120"):
        certificate_sheets.edit_template(town, key, "{Nachnahme} wird berufen.")
    with desk.refused("K-121"):
        certificate_sheets.edit_template(town, key, "{Nachname wird berufen.")
    assert certificate_sheets.templates(town) == before
    certificate_sheets.edit_template(town, key, "Ein Beamtenverhältnis wird dadurch nicht begründet.")
    assert certificate_sheets.templates(town)[key] != before[key]
    certificate_sheets.edit_template(town, key, "")
    assert certificate_sheets.templates(town) == before


def test_an_erased_person_leaves_a_line_that_cannot_be_printed(desk, town) -> None:
    (one,) = desk.issue(town, "Frauke Behrens")
    history.erase_patron(town, desk.patron(town, "Frauke Behrens"))
    with desk.refused("K-167"):
        certificates.reprint(town, one.certificate.number)
    assert issuing.complete_pending(town) == 0
    assert care.check(town) == []
    assert verify(town, one.pdf).finding is Finding.CHANGED, "the number stands in the register"


def test_nobody_is_issued_twice_within_one_call(desk, town) -> None:
    patron = desk.records(town, Patron, family_name="Behrens")[0]
    issued = issuing.issue(town, [patron.id, patron.id], issuing.IssueOptions(issued_on=desk.today))
    assert len(issued) == 1


def test_the_register_is_written_with_the_file_beside_it(desk, town, tmp_path: Path) -> None:
    issued = desk.issue(town, out=tmp_path / "u")
    assert sorted(p.read_bytes() for p in (tmp_path / "u").iterdir()) == sorted(one.pdf for one in issued)
