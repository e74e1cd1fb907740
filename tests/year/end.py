"""Whether everything is right at the end of a year: each check says town, kind and field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from klikks_desktop.domain.records import Announcement, Remark, RemarkKind, Verdict
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.region.totals import totals
from tests.year.light_town import PROGRAM, LightTown
from tests.year.rows import Key, Row, differences
from tests.year.said_by_database import SaidByDatabase
from tests.year.said_by_file import SaidByFile
from tests.year.year import Year

_SHOWN = 20


def check_everything(year: Year) -> None:
    """All of it, the plainest first."""
    expected = said_by_all(year)
    owner = {str(sender): str(town) for sender, town in year.by_sender.items()}
    found = differences(expected, year.office.select, owner)
    assert not found, "\n".join([f"{len(found)} differences at the region:", *found[:_SHOWN]])
    check_sums(year, expected)
    check_receipts(year)
    check_forks(year)
    check_board(year)
    check_nobody_is_left(year)
    check_way_back(year)


def said_by_all(year: Year) -> dict[Key, Row]:
    """What the towns' own data say."""
    told: dict[Key, Row] = {}
    for town in year:
        said: SaidByDatabase | SaidByFile
        if isinstance(town, LightTown):
            said = SaidByFile(
                town.says,
                town.sender.keys.installation,
                program=PROGRAM,
                written_at=town.written_at.isoformat(timespec="microseconds"),
                alphabet=year.office.anna.shipped.alphabet,
            )
        else:
            said = SaidByDatabase(town.workspace, town.workspace.keys.installation)
        rows = said.rows()
        assert not told.keys() & rows.keys(), f"{town}: shares an id with another town"
        told |= rows
    return told


def check_sums(year: Year, expected: dict[Key, Row]) -> None:
    """The page of totals against the sums of the towns, in Wh, g and cents."""
    figures = ("wh", "co2e_g", "saved_cents", "feed_in_g", "sink_g")
    wanted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (table, _), row in expected.items():
        if table == "reported_effect":
            wanted[str(row["factor_set"]), str(row["stage"])].update(
                {figure: int(row[figure] or 0) for figure in figures}
            )
    found = totals(year.office.anna)
    shown: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for part in found.parts:
        each = part.amounts
        cents = each.cents + each.outside_cents
        sums = dict(zip(figures, (each.wh, each.co2e_g, cents, each.feed_in_g, each.sink_g), strict=True))
        shown[part.factor_set, part.stage.value].update(sums)
    assert shown == wanted
    kinds = Counter(table for table, _ in expected)
    assert len(found.towns) == kinds["place"] == year.places
    assert sum(town.projects for town in found.towns) == kinds["project"]
    reports = [row for (table, _), row in expected.items() if table == "place_report"]
    assert sum(town.patrons for town in found.towns) == sum_of(reports, "in_office")
    energy = [row for (table, _), row in expected.items() if table == "energy_total"]
    for each_year in found.energy:
        rows = [row for row in energy if row["year"] == each_year.year]
        assert each_year.heat_kwh == sum_of(rows, "heat_kwh")
        assert each_year.power_kwh == sum_of(rows, "power_kwh")
        assert each_year.cents == sum_of(rows, "cents")
    assert {each.year for each in found.energy} == {row["year"] for row in energy}


def sum_of(rows: Iterable[Row], column: str) -> int:
    return sum(int(row[column] or 0) for row in rows)


def check_receipts(year: Year) -> None:
    """Nothing that came in is unanswered, and every town knows it of every file."""
    silent = [each for each in year.office.received() if each.acknowledged_at is None]
    assert not silent, f"{len(silent)} files without a receipt at the region: {silent[0]}"
    for town in year:
        assert not town.unanswered(), f"{town}: without a receipt: {town.unanswered()[0].name}"
    for town in year.light:
        last = max(town.files, key=lambda digest: town.files[digest].name)
        assert town.answers[last] & {Verdict.APPLIED, Verdict.DUPLICATE}, f"{town}: last report not taken"


def check_forks(year: Year) -> None:
    """Forks were noticed where they were made, and nowhere else; the one that was decided for is in force."""
    received = year.office.received()
    assert year.judge.noticed == year.judge.forks
    forks = {each.file_name for each in received if each.verdict is Verdict.FORK}
    assert forks <= {file.name for file in year.judge.forks}
    (decided,) = [each for each in received if each.file_name == max(year.judge.forks).name]
    assert decided.verdict is Verdict.APPLIED
    assert year.judge.refused, "no file came from a program that was replaced"


def check_board(year: Year) -> None:
    standings = year.office.standings(year.periods[-1])
    assert +standings == {Standing.ARRIVED: year.places}


def check_nobody_is_left(year: Year) -> None:
    """No byte of who was erased or withdrew, nor of what never leaves a town."""
    year.look_for_the_gone()
    assert len(year.gone) == 5
    data = year.office.everything()
    for word in ("Qzzz", "Ordner 7", "Vertraulich"):
        assert word.encode() not in data, f"{word} can be read at the region"


def check_way_back(year: Year) -> None:
    """Each town has the region's questions to it, the news, and nothing else of it."""
    with year.office.anna.store.read() as reader:
        news = {each.id for each in reader.find(Announcement, source=None)}
        asked = reader.find(Remark, source=None, kind=RemarkKind.QUESTION, shared=True)
    region = year.office.anna.keys.installation
    for town in year.towns:
        own = {place.key for place in town.workspace.own_places()}
        with town.workspace.store.read() as reader:
            assert {each.id for each in reader.find(Announcement, source=region)} == news, f"{town}: news"
            remarks = {each.id: each.text for each in reader.find(Remark, source=region)}
        assert remarks == {each.id: each.text for each in asked if each.place_key in own}, f"{town}: remarks"
    assert all(town.returns for town in year.light)
