"""Files of a project: copied, recognised, kept whole, brought back."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.records import Attachment
from klikks_desktop.services import care
from klikks_desktop.services.projects import attachments, projects
from klikks_desktop.services.records import history
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.check import FindingKind, check

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
PDF = b"%PDF-1.7\n%\xe2\xe3"


@pytest.fixture
def project_id(town: Workspace) -> UUID:
    return projects.new_project(town, town.own_place().id, "Blühwiese")


@pytest.fixture
def put(town: Workspace, project_id: UUID, tmp_path: Path):
    def put(name: str, data: bytes, project: UUID = project_id) -> Attachment:
        path = tmp_path / name
        path.write_bytes(data)
        return attachments.add_attachment(town, project, path)

    return put


def test_a_file_is_copied_with_its_hash(town, desk, put, project_id, tmp_path) -> None:
    added = put("Foto Süd.JPG", JPEG)
    assert (added.file_name, added.media_type, added.size) == ("Foto Süd.JPG", "image/jpeg", len(JPEG))
    assert added.digest == hashlib.sha256(JPEG).hexdigest()
    assert added.added_on == desk.today
    (tmp_path / "Foto Süd.JPG").unlink()
    assert attachments.read_attachment(town, added.id) == (added, JPEG)
    assert projects.load_project(town, project_id).attachments == (added,)
    written = attachments.save_attachment(town, added.id, tmp_path / "aus")
    assert (written.name, written.read_bytes()) == ("Foto Süd.JPG", JPEG)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", PNG, "image/png"),
        ("bild.pdf", PNG, "image/png"),
        ("ohne", PDF, "application/pdf"),
        ("brief.docx", b"PK\x03\x04", attachments._DOCUMENTS[".docx"]),
        ("TABELLE.CSV", b"a;b", "text/csv"),
        ("falsch.png", b"kein Bild", "application/octet-stream"),
        ("MZ.txt", b"MZ ist die Abteilung", "text/plain"),
        ("x.unbekannt", b"\x00\x01", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_content_then_by_ending(put, name, data, kind) -> None:
    assert put(name, data).media_type == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("setup.exe", b"text"),
        ("Rechnung.pdf.EXE", PDF),
        ("rechnung.exe .", PDF),
        ("bild.png", b"MZ\x90\x00\x03"),
        ("bericht.pdf", b"\x7fELF\x02"),
        ("notiz.txt", b"#!/bin/sh\n"),
        ("makro.xlsm", b"PK\x03\x04"),
        ("seite.html", b"<html>"),
        ("link.lnk", b"x"),
    ],
)
def test_programs_are_refused(desk, put, town, name, data) -> None:
    with desk.refused("K-763"):
        put(name, data)
    assert desk.records(town, Attachment) == []


def test_size_and_emptiness(desk, put, town, project_id, tmp_path) -> None:
    with desk.refused("K-765"):
        put("leer.txt", b"")
    with desk.refused("K-633"):
        put("gross.bin", bytes(attachments.MAX_BYTES + 1))
    with desk.refused("K-632"):
        attachments.add_attachment(town, project_id, tmp_path / "fehlt.pdf")
    assert put("genau.bin", bytes(attachments.MAX_BYTES)).size == 20 * 1024 * 1024


def test_the_same_file_twice_is_recognised(desk, put, town) -> None:
    put("a.pdf", PDF)
    with desk.refused("K-764"):
        put("b.pdf", PDF)
    other = projects.new_project(town, town.own_place().id, "Anderes")
    assert put("a.pdf", PDF, other).digest == hashlib.sha256(PDF).hexdigest()


def test_names_stay_apart(put) -> None:
    names = [put(name, PDF + bytes([at])).file_name for at, name in enumerate(("a.pdf", "A.pdf", "a.pdf"))]
    assert names == ["a.pdf", "A (2).pdf", "a (3).pdf"]


def test_the_first_picture_is_the_cover_until_another_is_chosen(desk, put, town, project_id) -> None:
    paper, first, second = put("a.pdf", PDF), put("b.png", PNG), put("c.jpg", JPEG)
    assert [paper.is_cover, first.is_cover, second.is_cover] == [False, True, False]
    assert attachments.list_attachments(town, project_id)[0].id == first.id
    attachments.set_cover(town, second.id)
    assert [each.is_cover for each in attachments.list_attachments(town, project_id)] == [True, False, False]
    assert attachments.list_attachments(town, project_id)[0].id == second.id
    with desk.refused("K-767"):
        attachments.set_cover(town, paper.id)
    assert attachments.set_caption(town, paper.id, "  Angebot\tB ").caption == "Angebot B"


def test_what_is_removed_comes_back_with_its_bytes(desk, put, town) -> None:
    added = put("a.pdf", PDF)
    attachments.remove_attachment(town, added.id)
    assert desk.records(town, Attachment) == []
    with desk.refused("K-750"):
        attachments.read_attachment(town, added.id)
    assert check(town.store) == []
    history.undo(town)
    assert attachments.read_attachment(town, added.id) == (added, PDF)


def test_a_lost_file_is_found_by_the_check(desk, put, town) -> None:
    added = put("a.pdf", PDF)
    assert check(town.store) == []
    with town.store.write("verloren") as unit:
        unit.drop_blob(added.digest)
    (finding,) = check(town.store)
    assert (finding.kind, finding.text) == (
        FindingKind.FILE_MISSING,
        "Eine Datei zu einem Projekt fehlt (hinzugefügt am 22.11.2026).",
    )
    with desk.refused("K-766"):
        attachments.read_attachment(town, added.id)


def test_backup_and_restore_carry_files(desk, put, town) -> None:
    added = put("a.pdf", PDF)
    backup = care.backup(town, desk.path("klikksdb"))
    attachments.remove_attachment(town, added.id)
    desk.close(town)
    care.restore(town.folder, backup, clock=desk.clock)
    town = desk.open(town.folder)
    assert attachments.read_attachment(town, added.id) == (added, PDF)
    assert care.check(town) == []


def test_bytes_go_when_a_file_was_removed_long_ago(desk, put, town) -> None:
    gone, shared, kept = put("a.pdf", PDF), put("b.png", PNG), put("c.jpg", JPEG)
    other = projects.new_project(town, town.own_place().id, "Anderes")
    put("b.png", PNG, other)
    for each in (gone, shared):
        attachments.remove_attachment(town, each.id)
    desk.clock.move(days=29)
    history.empty_bin(town)
    assert blobs(town, gone, shared, kept) == [True, True, True]
    attachments.remove_attachment(town, kept.id)
    desk.clock.move(days=2)
    history.empty_bin(town)
    assert blobs(town, gone, shared, kept) == [False, True, True]
    assert history.undo(town).label == "Datei entfernt"
    assert attachments.read_attachment(town, kept.id) == (kept, JPEG)
    with desk.refused("K-170"):
        while True:
            history.undo(town)
    assert care.check(town) == []


def blobs(town: Workspace, *files: Attachment) -> list[bool]:
    with town.store.read() as reader:
        return [reader.blob(each.digest) is not None for each in files]


def test_erasing_a_person_keeps_a_file_that_a_project_holds_too(desk, put, town) -> None:
    (issued,) = desk.issue(town, "Behrens")
    with town.store.read() as reader:
        paper = reader.blob(issued.certificate.file_hash)
    added = put("urkunde.pdf", paper)
    history.erase_patron(town, desk.patron(town, "Behrens"))
    assert attachments.read_attachment(town, added.id) == (added, paper)


def test_files_of_others_and_of_nobody(desk, put, town) -> None:
    for act in (attachments.remove_attachment, attachments.set_cover, attachments.read_attachment):
        with desk.refused("K-750"):
            act(town, uuid4())
