"""The region's office: one or two colleagues who take files, answer, remind, decide."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.records import Delivery, Direction, Peer, Period, RemarkKind, Role
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.exchange import enrolment, importing, receipts
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.region import announcements, periods, remarks, reminders, returns, sender, status
from klikks_desktop.services.region.reminder_files import ReminderOrder, Way
from klikks_desktop.services.workspace import ServerAddress, Workspace, create_workspace, open_workspace
from klikks_desktop.storage.tables import metadata
from tests.year.clock import Clock
from tests.year.real_town import RESOURCES, RealTown
from tests.year.rows import Value

Share = Sequence[Path]


class Office:
    """The regional management; with a server two people work on the same data."""

    def __init__(self, folder: Path, clock: Clock, server: ServerAddress | None = None) -> None:
        self.folder, self.clock = folder, clock
        first = create_workspace(
            folder / "anna",
            role=Role.REGION,
            name="Regionalmanagement",
            clock=clock,
            resources=RESOURCES,
            server=server,
        )
        self.colleagues = [first]
        if server is not None:
            (folder / "berta").mkdir()
            shutil.copy(first.folder / enrolment.KEY_FILE, folder / "berta")
            self.colleagues.append(
                open_workspace(folder / "berta", clock=clock, resources=RESOURCES, server=server)
            )
        sender.set_sender(first, sender.Sender(postcode="29614", city="Soltau", email="klima@example.org"))
        self.invitation = enrolment.create_enrolment_file(first, folder / "anmeldung.json")

    @property
    def anna(self) -> Workspace:
        """Who does what only one does."""
        return self.colleagues[0]

    def close(self) -> None:
        for each in self.colleagues:
            each.close()

    # ------------------------------------------------------------------ towns

    def enrol(self, town: RealTown) -> tuple[str, ...]:
        """By telephone; who reported one of these places until now."""
        answer = self.folder / f"antwort-{town.key}-{self.clock().timestamp()}.klikks"
        at_town = enrolment.accept_enrolment_file(town.workspace, self.invitation, answer)
        at_region = enrolment.read_answer(self.anna, answer)
        enrolment.confirm(self.anna, at_region.peer.id, at_town.joint_number)
        enrolment.confirm(town.workspace, at_town.peer.id, at_region.joint_number)
        return at_region.replaces

    def peers(self) -> dict[UUID, Peer]:
        return {peer.id: peer for peer in enrolment.peers(self.anna)}

    # ------------------------------------------------------------------ files

    def take(self, files: Sequence[Path]) -> list[ImportOutcome]:
        """Import files; two colleagues each take all of them at once, one from the front, one from behind."""
        orders = [list(files), list(reversed(files))][: len(self.colleagues)]
        return [
            outcome for outcomes in self._together(importing.import_files, orders) for outcome in outcomes
        ]

    def settle(self, file: Path) -> ImportOutcome:
        """A person decided after a call that this file is the true continuation."""
        (outcome,) = importing.import_files(self.anna, [file], confirm_fork=True)
        return outcome

    def write_receipts(self, outcomes: Sequence[ImportOutcome], folder: Path) -> list[Path]:
        """For all that was handled now and before."""
        answered = receipts.handled(self.anna, outcomes)
        known = {each.delivery.id for each in answered}
        late = [each for each in receipts.unanswered(self.anna) if each.delivery.id not in known]
        folder.mkdir(exist_ok=True)
        return receipts.write_receipts(self.anna, [*answered, *late], folder)

    def write_returns(self, folder: Path) -> list[Path]:
        folder.mkdir(exist_ok=True)
        return returns.write_returns(self.anna, [each.id for each in returns.receivers(self.anna)], folder)

    def receivers(self, files: Sequence[Path]) -> list[tuple[UUID, Path]]:
        """For whom each of these files is."""
        with self.anna.store.read() as reader:
            sent = {each.file_name: each.peer_id for each in reader.find(Delivery, direction=Direction.SENT)}
        return [(sent[file.name], file) for file in files]

    def received(self) -> list[Delivery]:
        with self.anna.store.read() as reader:
            return reader.find(Delivery, direction=Direction.RECEIVED)

    def select(self, query: str) -> list[tuple[Value, ...]]:
        """Ask the database past the program."""
        with self.anna.store.read() as reader:
            return [tuple(row) for row in reader.connection.exec_driver_sql(query)]

    def everything(self) -> bytes:
        """Every byte of the data: the file itself, from a server all that it answers."""
        if not self.anna.store.is_shared:
            return (self.anna.folder / "klikks.db").read_bytes()
        tables = [self.select(f'SELECT * FROM "{name}"') for name in metadata.tables]  # noqa: S608
        return repr(tables).encode()

    # ------------------------------------------------------------------ the programme

    def open_period(self, title: str, days: int = 20) -> Period:
        opens = self.clock.now.date()
        due = self.clock.now.replace(microsecond=0).date().fromordinal(opens.toordinal() + days)
        texts = {"title": title, "opens_on": opens.strftime("%d.%m.%Y"), "due_on": due.strftime("%d.%m.%Y")}
        return periods.add_period(self.anna, texts)

    def standings(self, period: Period) -> Counter[Standing]:
        return Counter(row.status.standing for row in status.status_rows(self.anna, period))

    def remind(self, period: Period, folder: Path) -> int:
        """E-mail drafts for all who still have to send something; how many."""
        rows = [row for row in status.status_rows(self.anna, period) if row.is_remindable]
        if not any(reminders.has_mailbox(row) for row in rows):
            return 0
        folder.mkdir(exist_ok=True)
        order = ReminderOrder(period=period, keys=tuple(row.town.key for row in rows), ways=(Way.DRAFTS,))
        return len(reminders.remind(self.anna, order, folder).paths)

    def write_to(self, key: str, text: str) -> None:
        """A question to one town, and a note that stays."""
        remarks.add_remark(self.anna, place_key=key, kind=RemarkKind.QUESTION, text=text)
        remarks.add_remark(self.anna, place_key=key, kind=RemarkKind.NOTE, text="Nur für uns")

    def announce(self, title: str) -> None:
        announcements.save_announcement(self.anna, title=title)

    # ------------------------------------------------------------------ inside

    def _together(
        self, deed: Callable[[Workspace, Share], list[ImportOutcome]], shares: Sequence[Share]
    ) -> list[list[ImportOutcome]]:
        if len(shares) == 1:
            return [deed(self.anna, shares[0])]
        with ThreadPoolExecutor(len(shares)) as pool:
            return list(pool.map(deed, self.colleagues, shares))
