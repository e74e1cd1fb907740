"""Kills a program that issues certificates; run by ``test_kill``, prints what it saw as JSON.

One warm process forks the issuers. An issuer acknowledges a certificate over a pipe once it was
issued, and says before when it has a number without a file; it is killed at a random moment, half
of the times just there. Then the workspace is opened as the program would at its next start.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from klikks_desktop.domain.records import Certificate, CertificateKind, Patron, Role
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.register import certificates, issuing
from klikks_desktop.services.register.certificate_sheets import StoredSheet
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace
from klikks_desktop.storage.check import check

RESOURCES = Path(__file__).parents[3] / "resources"
OPTIONS = issuing.IssueOptions(issued_on=date(2026, 11, 22))


def now() -> datetime:
    return datetime.now(UTC)


def open_it(folder: Path) -> Workspace:
    return open_workspace(folder, clock=now, resources=RESOURCES)


class Telling(issuing.CertificateWriter):
    """Says when a number was given and its file is about to be made."""

    pipe = 0

    def draw(self, stored: StoredSheet) -> bytes:
        os.write(self.pipe, f"numbered {stored.sheet.number}\n".encode())
        return super().draw(stored)


def issue_for_ever(folder: Path, out: Path, pipe: int) -> None:
    workspace = open_it(folder)
    Telling.pipe = pipe
    issuing.CertificateWriter = Telling
    issuing.complete_pending(workspace)
    with workspace.store.read() as reader:
        people = [patron.id for patron in reader.find(Patron)]
    while True:
        for patron in people:
            (one,) = issuing.issue(workspace, [patron], OPTIONS, out=out)
            digest = hashlib.sha256(one.pdf).hexdigest()
            os.write(pipe, f"issued {one.certificate.number} {digest}\n".encode())


def kill_once(folder: Path, out: Path, dice: random.Random) -> tuple[list[list[str]], bool]:
    """Start an issuer, kill it; what it had said, and whether a number had no file then."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        issue_for_ever(folder, out, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        wanted = dice.choice([b"numbered", b"issued"])
        lines = []
        while not lines or not lines[-1].startswith(wanted):
            lines.append(said.readline())
        moment = time.perf_counter() + dice.choice([0, dice.uniform(0, 0.02)])
        while time.perf_counter() < moment:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += said.readlines()
    words = [line.decode().split() for line in lines if line.endswith(b"\n")]
    return words, bool(words) and words[-1][0] == "numbered"


def look(folder: Path, said: list[list[str]]) -> tuple[list[str], int]:
    """Everything that is not as it should be, and how many files were still to be made."""
    workspace = open_it(folder)
    try:
        completed = issuing.complete_pending(workspace)
        wrong = [finding.text for finding in check(workspace.store)]
        with workspace.store.read() as reader:
            register = {line.number: line for line in reader.find(Certificate, order=("serial",))}
            serials = [line.serial for line in register.values()]
            if serials != list(range(1, len(serials) + 1)):
                wrong.append(f"numbers: {serials}")
            for line in list(register.values())[-3:]:
                again = issuing.CertificateWriter(workspace).draw(StoredSheet.from_json(line.sheet))
                if reader.blob(line.file_hash) != again:
                    wrong.append(f"{line.number} is not the same again")
        for kind, number, *digest in said:
            if number not in register:
                wrong.append(f"lost: {kind} {number}")
            elif digest and register[number].file_hash != digest[0]:
                wrong.append(f"another file: {number}")
        return wrong, completed
    finally:
        workspace.close()


def main(folder: Path, out: Path, kills: int) -> None:
    dice = random.Random(2026)  # noqa: S311 - moments, not secrets
    workspace = create_workspace(folder, role=Role.MUNICIPALITY, name="Stadt", clock=now, resources=RESOURCES)
    fill_practice_town(workspace)
    # Once, so that every child finds fonts and libraries loaded.
    issuing.issue(
        workspace,
        [p.id for p in issuing.patrons_without_certificate(workspace, CertificateKind.APPOINTMENT)],
        OPTIONS,
        out=out,
    )
    workspace.close()
    wrong: list[str] = []
    between = completed = issued = 0
    for _ in range(kills):
        said, was_between = kill_once(folder, out, dice)
        issued += sum(words[0] == "issued" for words in said)
        found, made = look(folder, said)
        wrong += found
        between += was_between
        completed += made
    workspace = open_it(folder)
    register = certificates.register(workspace)
    whole = {file.read_bytes() for file in out.glob("*.pdf")}
    archived = {certificates.reprint(workspace, line.number).pdf for line in register}
    if not whole <= archived:
        wrong.append("a file in the folder is torn")
    workspace.close()
    seen = {"kills": kills, "issued": issued, "between": between, "completed": completed, "wrong": wrong}
    print(json.dumps(seen))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
