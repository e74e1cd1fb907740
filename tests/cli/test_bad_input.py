"""Bad input: a clear line with a code, nothing lost, nothing half written, never a traceback."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

HEAD = "Anrede;Vorname;Nachname;Amtszeit von"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{}'
    '<path d="M9 9h70v70H9z" fill="#1d6b45"/></svg>'
)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but those that say who works here."""
    passing = {"workspace.lock", "holder.json"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in passing
    }


# ------------------------------------------------------------------ tables


def zip_of(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def bomb() -> bytes:
    """A workbook whose one sheet unpacks to a gigabyte."""
    book = openpyxl.Workbook()
    plain = io.BytesIO()
    book.save(plain)
    target = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, source.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(1024):
                sheet.write(b" " * (1 << 20))
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "codes"),
    [
        ("leer.csv", lambda: b"", {"K-308"}),
        ("nur-nullen.csv", lambda: bytes(5000), {"K-303", "K-308", "K-320"}),
        ("zufall.csv", lambda: os.urandom(4000), {"K-303", "K-320", "K-309", "K-308", "K-302"}),
        ("bild.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), {"K-303"}),
        ("kein.xlsx", lambda: b"PK\x03\x04" + bytes(100), {"K-306"}),
        ("leeres-archiv.xlsx", lambda: zip_of(x=b"y"), {"K-303", "K-305", "K-306"}),
        ("alt.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), {"K-304", "K-305"}),
        ("bombe.xlsx", bomb, {"K-307", "K-302", "K-306"}),
        ("ohne-kopf.csv", lambda: b"a;b\n1;2\n", {"K-320"}),
        ("fehlt.csv", None, {"K-301"}),
    ],
)
def test_tables(cli, name, make, codes) -> None:
    file = cli.write(name, make()) if make else cli.path(name)
    before = contents(cli.path("stadt"))
    refused = cli("import-table", "patrons", file)
    assert refused.refused(refused.err[:5])
    assert refused.err[:5] in codes, refused.err
    assert contents(cli.path("stadt")) == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "cp850", "mac-roman", "utf-32"])
def test_strange_encodings_are_read_or_refused_but_never_stored_wrong(cli, encoding) -> None:
    """What the reader cannot know (DOS, old Mac) must not end in a name that nobody has."""
    text = f"{HEAD}\nFrau;Jördis;Größchen;1.1.2026\n"
    text = "\ufeff" + text if encoding == "utf-16-le" else text
    done = cli("import-table", "patrons", cli.write("l.csv", text.encode(encoding)))
    assert done.code in {0, 1}
    assert "Traceback" not in done.err
    added = [name for name in cli.patrons() if name.startswith("Gr") and "Łoś" not in name]
    assert added in ([], ["Größchen, Jördis"]), added


# ------------------------------------------------------------------ coats of arms


def png(width: int, height: int, mode: str = "RGB", kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (width, height), 120 if mode in "L1" else (20, 90, 60, 0)[: len(mode)]).save(target, kind)
    return target.getvalue()


def huge_png() -> bytes:
    """A picture that says it is 60,000 by 60,000."""
    data = bytearray(png(10, 10))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(data)


ENTITIES = "<!DOCTYPE svg [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", {"K-410"}),
        (b"MZ\x90\x00 a program", {"K-410"}),
        (b"%PDF-1.7", {"K-410"}),
        (png(60, 60)[:-30], {"K-410"}),
        (png(60, 60)[:40], {"K-410"}),
        (png(20_000, 30), {"K-411"}),
        (huge_png(), {"K-410", "K-411"}),
        (b"\x89PNG\r\n\x1a\n" + bytes(21 << 20), {"K-411", "K-633"}),
        (SVG.format("<script>alert(1)</script>").encode(), {"K-412"}),
        (SVG.format('<image href="http://example.org/x.png"/>').encode(), {"K-412"}),
        (SVG.format('<image href="file:///etc/passwd"/>').encode(), {"K-412"}),
        (SVG.format('<g onload="alert(1)"/>').encode(), {"K-412"}),
        (SVG.format('<style>@import url("http://example.org")</style>').encode(), {"K-412"}),
        (SVG.format("<foreignObject/>").encode(), {"K-412"}),
        (f"{ENTITIES}]>{SVG.format('<text>&e8;</text>')}".encode(), {"K-412", "K-410"}),
        (b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SVG.format("&x;").encode(), {"K-412"}),
        (SVG.format("<g>" * 5000 + "</g>" * 5000).encode(), {"K-410", "K-412"}),
        (b"<svg", {"K-410"}),
        (b"<html><body/></html>", {"K-410", "K-412"}),
        (png(50, 50, "L").replace(b"\x78", b"\x78"), set()),
        (png(50, 50, "CMYK", "JPEG"), set()),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_coats_of_arms(cli, data, codes) -> None:
    before = contents(cli.path("stadt"))
    done = cli("place", "set", "--arms", cli.write("wappen", data))
    if not codes:
        done.done()
        return
    done.refused(done.err[:5])
    assert done.err[:5] in codes, done.err
    assert contents(cli.path("stadt")) == before
    done = cli("place", "add", "--key", "03351006", "--arms", cli.path("wappen"))
    assert done.err[:5] in codes
    assert len(cli("list", "places", "--json").rows) == 1, "no place without its arms"


# ------------------------------------------------------------------ databases and folders


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE patron (id)")
        raw.commit()


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version = 999")
        raw.commit()


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[8192:60_000] = os.urandom(60_000 - 8192)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "damage", "codes"),
    [
        ("empty", lambda file: file.write_bytes(b""), {"K-207"}),
        ("text", lambda file: file.write_text("Einkaufsliste " * 500), {"K-204", "K-206"}),
        ("half", lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]), {"K-206"}),
        ("foreign", foreign, {"K-204"}),
        ("newer", newer, {"K-205"}),
        ("torn", torn, {"K-206"}),
        ("folder", lambda file: (file.unlink(), file.mkdir()), {"K-208"}),
        ("gone", lambda file: file.unlink(), {"K-201"}),
    ],
)
def test_databases(cli, name, damage, codes) -> None:
    file = cli.path("stadt/klikks.db")
    damage(file)
    before = contents(cli.path("stadt"))
    for command in (("list", "patrons"), ("undo",), ("check",), ("export", "--out", cli.path("x"))):
        done = cli(*command)
        done.refused(done.err[:5])
        assert done.err[:5] in codes, done.err
    assert contents(cli.path("stadt")) == before


def test_no_workspace_here(empty) -> None:
    for command in (("list", "patrons"), ("undo",), ("check",), ("backup",)):
        empty(*command).refused("K-201")
    assert not empty.path("stadt").exists()
    empty("list", "patrons", at="gibt/es/nicht").refused("K-201")
    there = empty.write("datei", "x")
    empty("list", "patrons", at=there).refused("K-208")
    empty("init", "--role", "region", at=there).refused("K-208")
    assert there.read_text() == "x"


@pytest.fixture
def disk(cli, tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB with the town on it, where we may mount one."""
    place = tmp_path / "klein"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount; tests/storage says the same of a limited database")
    shutil.copytree(cli.path("stadt"), place / "stadt")
    yield place
    subprocess.run(["umount", place], check=True)


def test_full_disk(cli, disk) -> None:
    with pytest.raises(OSError, match="No space"), (disk / "voll").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    at = "klein/stadt"
    before = contents(disk / "stadt")
    cli("patron", "delete", "Musterfrau", at=at).refused("K-211")
    cli("backup", at=at).refused("K-211")
    cli("init", "--role", "region", at="klein/neu").refused("K-211")
    assert not (disk / "neu").exists() or not list((disk / "neu").iterdir())
    refused = cli("certificate", "issue", "--all", "--out", disk / "u", at=at)
    assert refused.refused("K-211")
    table = cli.write("l.csv", f"{HEAD}\nFrau;Ida;Eins;1.1.2026\n")
    cli("import-table", "patrons", table, at=at).refused("K-211")
    cli("backup", "--out", disk / "s.klikksdb", at=at).refused("K-211")
    assert contents(disk / "stadt") == before
    (disk / "voll").unlink()
    assert cli("check", at=at).done()
    assert len(cli.patrons(at=at)) == 3


def test_a_full_disk_for_papers_only(cli, disk) -> None:
    with pytest.raises(OSError, match="No space"), (disk / "voll").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    refused = cli("certificate", "issue", "--all", "--out", disk)
    refused.refused("K-631")
    assert not [path for path in disk.iterdir() if path.suffix in {".pdf", ".tmp"}]
    cli("check").done()


def test_read_only_disk(cli, disk) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        at = "klein/stadt"
        cli("patron", "delete", "Musterfrau", at=at).refused("K-210")
        cli("init", "--role", "region", at="klein/neu").refused("K-210")
        assert len(cli("--read-only", "list", "patrons", "--json", at=at).rows) == 3
        cli("certificate", "issue", "--all", "--out", disk / "u").refused("K-630")
        cli("certificate", "copy", "KSP-03358021-2026-001", "--out", disk)
        cli("enrol", "create", "--out", disk / "e.json").refused("K-540")
        cli("backup", "--out", disk / "s.klikksdb").refused("K-231")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def test_read_only_asks_nothing_and_writes_nothing(cli) -> None:
    before = contents(cli.path("stadt"))
    assert len(cli("--read-only", "list", "patrons", "--json").rows) == 3
    for command in (
        ("patron", "delete", "Musterfrau"),
        ("undo",),
        ("certificate", "issue", "--all", "--out", cli.path("u")),
        ("import-table", "patrons", cli.write("l.csv", f"{HEAD}\nFrau;Ida;Eins;1.1.2026\n")),
    ):
        refused = cli("--read-only", *command)
        assert refused.err[:5] in {"K-214", "K-170"}, refused
    assert contents(cli.path("stadt")) == before


# ------------------------------------------------------------------ sync files


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _: b"", "K-501"),
        (lambda _: b"\x89PNG", "K-501"),
        (lambda good: good[: len(good) // 2], "K-502"),
        (lambda good: good + b"x", "K-502"),
        (lambda good: good[:60] + os.urandom(60) + good[120:], "K-502"),
        (lambda _: b"age-encryption.org/v1\n" + b"-> X25519 a\nb\n" * 10_000, "K-504"),
    ],
)
def test_hostile_sync_files(pair, make, code) -> None:
    good = pair.path("gut.klikks")
    pair("export", "--out", good).done()
    pair("import", good, at="region").done()
    bad = pair.write("böse.klikks", make(good.read_bytes()))
    rows = pair.patrons(at="region")
    refused = pair("import", bad, at="region")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"böse.klikks: {code} ")
    assert len(refused.err.splitlines()) == 1
    seen = pair("inspect", bad, "--json", at="region")
    assert (seen.code, seen.rows[0]["problem"]) == (1, code)
    assert pair.patrons(at="region") == rows
    pair("check", at="region").done()


def test_files_for_others(pair) -> None:
    pair.region("andere")
    report = pair.path("b.klikks")
    pair("export", "--out", report).done()
    refused = pair("import", report, at="andere")
    assert refused.err.startswith("b.klikks: K-507 ") or refused.err.startswith("b.klikks: K-505 ")
    none = pair("pack", "inspect", report)
    none.refused("K-581")
    for said in (refused.err, none.err):
        assert "Kennung" not in said
        assert "Stelle:" not in said
    for words in (
        ("enrol", "accept", report, "--out", "x"),
        ("enrol", "confirm", report, "--number", "1" * 30),
    ):
        at = "stadt" if words[1] == "accept" else "region"
        done = pair(*words, at=at)
        done.refused(done.err[:5])


# ------------------------------------------------------------------ usage


@pytest.mark.parametrize(
    "words",
    [
        ["gibtesnicht"],
        ["init"],
        ["init", "--role", "bundesland"],
        ["patron"],
        ["patron", "add"],
        ["patron", "end", "x", "--on", "30.02.2026"],
        ["patron", "end", "x", "--on", "morgen"],
        ["certificate", "issue", "--out", "x"],
        ["certificate", "issue", "--all", "--patron", "x", "--out", "y"],
        ["certificate", "issue", "--all", "--kind", "orden", "--out", "y"],
        ["certificate", "issue", "--all", "--date", "2026-13-01", "--out", "y"],
        ["certificate", "handed-over", "x"],
        ["consent", "give", "x", "--form", "mündlich"],
        ["list"],
        ["list", "alles"],
        ["import"],
        ["import-table", "projekte", "x"],
        ["import-table", "patrons", "x", "--split-names", "egal"],
        ["search-place", "x", "--limit", "viele"],
        ["export"],
        ["--unbekannt"],
    ],
)
def test_what_is_not_understood_ends_with_two_and_says_so_in_german(cli, words) -> None:
    before = contents(cli.path("stadt"))
    misused = cli(*words).misused()
    for english in ("argument", "required", "invalid", "unrecognized", "expected"):
        assert english not in misused.err.split("Aufruf nicht verstanden")[1], misused.err
    assert contents(cli.path("stadt")) == before


def test_help_is_german(cli) -> None:
    for words in (["-h"], ["certificate", "-h"], ["certificate", "issue", "--help"]):
        helped = cli(*words).done()
        assert helped.out.startswith("Aufruf: ")
        assert "usage" not in helped.out
