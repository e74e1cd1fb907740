"""The command line, called as a program would call it, on workspaces of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.cli import main
from klikks_desktop.domain.errors import catalogue

TOWN = ("Soltau", "03358021")
PEOPLE = (
    ("Frau", "Erika", "Musterfrau", "e@muster.example"),
    ("Herr", "Jörg", "Größchen-Łoś", ""),
    ("keine", "Kim", "Nguyễn", "kim@muster.example"),
)


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Of ``--json``: exactly one array of objects."""
        rows = json.loads(self.out)
        assert isinstance(rows, list)
        assert all(isinstance(row, dict) for row in rows)
        return rows

    def refused(self, code: str) -> Ran:
        """Refused with this code, in one filled line on the error output, with nothing else."""
        assert (self.code, self.out) == (1, ""), self
        lines = self.err.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].startswith(f"{code} {catalogue()[code].title.split('{')[0]}"), lines[0]
        assert "Traceback" not in self.err
        assert not re.search(r"\{[a-z_]*\}", lines[0]), "a place in the message was not filled"
        return self

    def done(self) -> Ran:
        assert self.code == 0, self
        return self

    def misused(self) -> Ran:
        assert (self.code, self.out) == (2, ""), self
        assert "Aufruf nicht verstanden: " in self.err
        assert "Traceback" not in self.err
        return self


class Desk:
    """Runs commands in one folder; ``town`` and ``region`` are names of workspaces in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
        self.folder, self._capsys, self._shelf = folder, capsys, shelf

    def __call__(self, *words: object, at: str | Path = "stadt") -> Ran:
        """Run a command on the workspace ``at`` within this process."""
        self._capsys.readouterr()
        try:
            code = main(["--workspace", str(self.folder / at), *map(str, words)])
        except SystemExit as leaving:
            code = int(str(leaving.code))
        done = self._capsys.readouterr()
        return Ran(code, done.out, done.err)

    def process(self, *words: object, env: dict[str, str] | None = None) -> Ran:
        """Run a command as a program of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "klikks_desktop", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env={**os.environ, **(env or {})},
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def town(self, name: str = "stadt") -> None:
        """Soltau with a mayor, a part and three people, one of whom agreed."""
        self._copy("town", name, lambda: self._make_town(name))

    def region(self, name: str = "region") -> None:
        self._copy(
            "region", name, lambda: self("init", "--role", "region", "--name", "Heide", at=name).done()
        )

    def _copy(self, template: str, name: str, make: Callable[[], object]) -> None:
        kept = self._shelf / template
        if kept.exists():
            shutil.copytree(kept, self.folder / name)
        else:
            make()
            shutil.copytree(self.folder / name, kept)

    def _make_town(self, name: str) -> None:
        mayor = ("--mayor", "Olaf Klang", "--mayor-title", "Bürgermeister", "--mayor-address", "Herr")
        self("init", "--role", "kommune", "--key", TOWN[1], *mayor, at=name).done()
        self("place", "add-locality", "Harber", at=name).done()
        for address, given, family, email in PEOPLE:
            words = ("--address", address, "--given-name", given, "--family-name", family, "--email", email)
            self("patron", "add", *words, "--from", "01.11.2024", "--until", "2034-10-31", at=name).done()
        consent = ("--on", "01.11.2024", "--form", "Papier", "--with-email")
        self("consent", "give", "Musterfrau", *consent, at=name).done()

    def enrol(self, town: str = "stadt", region: str = "region") -> None:
        self("enrol", "create", "--out", self.path("einladung.json"), at=region).done()
        files = self.path("einladung.json"), "--out", self.path("antwort.klikks")
        shown = self("enrol", "accept", *files, at=town).done()
        number = re.search(r"(\d{5} ){5}\d{5}", shown.out)[0]
        self("enrol", "confirm", self.path("antwort.klikks"), "--number", number, at=region).done()
        self("enrol", "confirm", "--number", number, at=town).done()

    def patrons(self, at: str = "stadt") -> list[str]:
        return [row["name"] for row in self("list", "patrons", "--json", at=at).rows]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vorlagen")


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], shelf: Path) -> Desk:
    """A desk without any workspace."""
    return Desk(tmp_path, capsys, shelf)


@pytest.fixture
def cli(empty: Desk) -> Desk:
    """A desk with the town."""
    empty.town()
    return empty


@pytest.fixture
def pair(cli: Desk) -> Desk:
    """A town and a region that trust each other."""
    cli.region()
    cli.enrol()
    return cli
