"""Every kind of file, also damaged, given to every command that takes one: a line with a code, no change."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "report": ("region", ("import", "{file}")),
    "answer": ("region", ("enrol", "confirm", "{file}", "--number", "12345 " * 6)),
    "invitation": ("stadt", ("enrol", "accept", "{file}", "--out", "antwort-neu.klikks")),
    "receipt": ("stadt", ("receipt", "open", "{file}")),
    "return": ("stadt", ("return", "open", "{file}")),
    "pack": ("stadt", ("pack", "accept", "{file}")),
}
"""The command that takes each kind of file, and where."""
LOOKING = {
    "report": ("region", ("import", "--dry-run", "{file}")),
    "return": ("stadt", ("return", "open", "--dry-run", "{file}")),
    "pack": ("stadt", ("pack", "inspect", "{file}")),
    "receipt": ("stadt", ("inspect", "{file}")),
}
CODE = re.compile(r"K-[0-9]{3} ")


@pytest.fixture
def files(pair: Desk) -> dict[str, Path]:
    """A good file of each kind, none of which was taken yet."""
    made = {name: pair.path(f"{name}.klikks") for name in COMMANDS}
    made["invitation"] = pair.path("invitation.json")
    made["pack"] = pair.path("pack.klikkspaket")
    pair("export", "--out", made["report"]).done()
    pair("import", made["report"], "--receipts", pair.path("q"), at="region").done()
    next(pair.path("q").iterdir()).rename(made["receipt"])
    pair("return", "create", "--all", "--out", pair.path("r"), at="region").done()
    next(pair.path("r").iterdir()).rename(made["return"])
    description = pair.write("paket.json", json.dumps({"titel": "Klima vor Ort"}))
    pair("pack", "create", "--from", description, "--out", made["pack"], at="region").done()
    pair("export", "--out", pair.path("zwei.klikks")).done()
    pair.path("zwei.klikks").replace(made["report"])
    pair("enrol", "create", "--out", made["invitation"], at="region").done()
    pair.town("andere")
    pair("enrol", "accept", made["invitation"], "--out", made["answer"], at="andere").done()
    return made


@pytest.fixture(autouse=True)
def unchanged(pair: Desk, files: dict[str, Path]) -> Iterator[None]:
    """Whatever a test tries, the data of both sides are as before."""
    before = {at: everything(pair, at) for at in ("stadt", "region")}
    yield
    assert {at: everything(pair, at) for at in before} == before


def everything(pair: Desk, at: str) -> bytes:
    """The dump, but for when it was written."""
    out = pair.path("alles.json")
    pair("dump", "--out", out, at=at).done()
    data = out.read_bytes()
    out.unlink()
    whole, times = re.subn(rb'"created": ?"[^"]*"', b"", data, count=1)
    assert times == 1
    return whole


def refused(pair: Desk, where: tuple[str, tuple[str, ...]], file: Path) -> None:
    at, words = where
    done = pair(*(word.format(file=file) for word in words), at=at)
    lines = done.err.splitlines()
    assert (done.code, len(lines)) == (1, 1), (words, file.name, done)
    assert CODE.search(lines[0]), lines[0]
    assert "Traceback" not in done.err + done.out
    assert not pair.path("antwort-neu.klikks").exists()


def refused_looking(pair: Desk, where: tuple[str, tuple[str, ...]], file: Path) -> None:
    """A description may come before the code."""
    at, words = where
    done = pair(*(word.format(file=file) for word in words), at=at)
    assert done.code == 1, done
    assert CODE.search(done.out + done.err), done
    assert "Traceback" not in done.err


def test_every_kind_given_to_every_command(pair: Desk, files: dict[str, Path]) -> None:
    for kind, file in files.items():
        for command in COMMANDS.keys() - {kind}:
            refused(pair, COMMANDS[command], file)
        for command in LOOKING.keys() - {kind, "receipt"}:
            refused(pair, LOOKING[command], file)


def test_damaged(pair: Desk, files: dict[str, Path]) -> None:
    for kind, file in files.items():
        data = file.read_bytes()
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]
        for bad in (b"", data[:middle], data[:-1], flipped, os.urandom(2000), b"[" * 100_000):
            file.write_bytes(bad)
            refused(pair, COMMANDS[kind], file)
            if kind in LOOKING:
                refused_looking(pair, LOOKING[kind], file)


def test_a_folder_and_nothing_in_place_of_a_file(pair: Desk, files: dict[str, Path]) -> None:
    folder = pair.path("ordner.klikks")
    folder.mkdir()
    for command in COMMANDS.values():
        refused(pair, command, folder)
        refused(pair, command, pair.path("gibt es nicht.klikks"))
        refused(pair, command, Path("/dev/null"))
