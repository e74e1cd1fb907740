"""A region with many towns: import of their files, then every page of the window on that database.

Run ``python tests/benchmarks/bench_land.py [TOWNS …]``; without a number 201, as the programme had, and
10,747, which is all of Germany; each town has 4 projects and 10 potentials. ``--region FOLDER`` measures the
window alone, on a copy of a region that was filled before. Imports stand beside raw sqlite3 inserts of the
same rows with the same pragmas, one transaction a file (changed files beside those of all rows of the same
towns, the first ones, whose rows met an empty database); pages beside the SQL that reads what they show.
"longest" is the longest stretch in which the window could not answer, "no wait" the longest one less what it
waited for a core, as without other load, "CPU" that of its own work. Prints, never fails on time.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from import_floor import head, insert_plainly, line, memory, take
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from sample_land import Town, enrol_all, make_towns, write_file
from sample_town import RESOURCES, machine, now
from watchdog import Watchdog, Watched

from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.domain.region.totals import Grouping
from klikks_desktop.services.region import periods
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.ui.host import HostedPage
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.record_list import RecordList

COUNTS = (201, 10_747)
SEARCHED = ("exchange", "status", "map", "places", "region_people", "region_projects")
SORTED = ("places", "region_people", "region_projects")
TYPED = ("b", "be", "ber", "")
FLOORS = {
    "places": "SELECT p.*, r.in_office FROM place p JOIN place_report r ON r.id = p.id ORDER BY p.name",
    "region_people": "SELECT * FROM patron WHERE source IS NOT NULL ORDER BY search_key",
    "region_projects": "SELECT id, title, kind, state, place_id FROM project WHERE source IS NOT NULL",
    "evaluation": "SELECT factor_set, stage, sum(wh), sum(co2e_g), sum(saved_cents), count(*) "
    "FROM reported_effect GROUP BY factor_set, stage",
    "map": "SELECT place_id, stage, sum(co2e_g) FROM reported_effect GROUP BY place_id, stage",
    "exchange": "SELECT * FROM delivery ORDER BY handled_at DESC",
    "status": "SELECT * FROM delivery",
}
_SUMS = "e.stage, sum(e.wh), sum(e.co2e_g), sum(e.saved_cents) FROM reported_effect e"
_PLACES = f"{_SUMS} JOIN place p ON p.id = e.place_id GROUP BY 1, e.factor_set, e.stage"
GROUPED = {
    Grouping.STATE: f"SELECT substr(p.key, 1, 2), {_PLACES}",
    Grouping.COUNTY: f"SELECT substr(p.key, 1, 5), {_PLACES}",
    Grouping.PLACE: f"SELECT p.key, {_PLACES}",
    Grouping.MEASURE: f"SELECT e.measure, {_SUMS} GROUP BY 1, e.factor_set, e.stage",
    Grouping.YEAR: f"SELECT e.year, {_SUMS} GROUP BY 1, e.factor_set, e.stage",
}


def written(towns: list[Town], region: Workspace, folder: Path, month: int) -> tuple[list[Path], list[Town]]:
    """A file of each town, and the towns after it."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{town.place.key}-{month}.klikks" for town in towns]
    after = [write_file(t, region.keys, file, month=month) for t, file in zip(towns, files, strict=True)]
    return files, after


def measure_import(folder: Path, count: int) -> None:
    """Fill the region in ``folder``: all files new, all again, one of them changed."""
    region = create_workspace(
        folder / "region", role=Role.REGION, name="Region", clock=now, resources=RESOURCES
    )
    towns = make_towns(count)
    enrol_all(region, towns)
    files, towns = written(towns, region, folder / "files", 0)
    take(region, files[:5], Verdict.APPLIED)
    begin, marks = memory(), []
    taken = []
    for start in range(5, count, max(1, count // 4)):
        taken += take(region, files[start : start + max(1, count // 4)], Verdict.APPLIED)
        marks.append(memory() - begin)
    floor = insert_plainly(folder / "region" / DATABASE, folder / "floor.db")
    line(f"raw inserts: {count} towns", floor)
    (folder / "floor.db").unlink()
    grown = ", ".join(f"{mark:+.0f}" for mark in marks)
    line(f"import: {count} files", taken, floor[: len(taken)], f"memory after each quarter {grown} MB")
    line("the same again: duplicates", take(region, files, Verdict.DUPLICATE), floor)
    changed, _ = written(towns[:21], region, folder / "files", 6)
    line("a changed file", take(region, changed, Verdict.APPLIED), floor[:21])
    region.close()
    print(f"database {(folder / 'region' / DATABASE).stat().st_size / 1e6:.0f} MB")


def row(title: str, found: Watched, floor: float | None = None) -> None:
    """One row of the second table."""
    ratio = f"{floor:9.1f} ms{found.whole / floor:8.1f}" if floor else ""
    print(f"{title:44}" + "".join(f"{each:9.1f} ms" for each in found) + ratio)


def sql_floor(database: Path, statement: str) -> float:
    """Milliseconds of reading with the driver alone, best of three."""
    with closing(sqlite3.connect(database)) as connection:
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            connection.execute(statement).fetchall()
            times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def measure_totals(folder: Path) -> None:
    """Read all sums, then put them together in every way, each beside the SQL that groups by it."""
    database = folder / "region" / DATABASE
    workspace = open_workspace(folder / "region", clock=now, resources=RESOURCES)
    workspace.shipped.directory.find("03358021")
    begin = time.perf_counter()
    found = totals(workspace)
    print(f"{'all sums read, for every grouping':44}{(time.perf_counter() - begin) * 1000:9.1f} ms")
    for grouping, statement in GROUPED.items():
        begin = time.perf_counter()
        found.rows(grouping, found.factor_set)
        whole, floor = (time.perf_counter() - begin) * 1000, sql_floor(database, statement)
        print(f"{f'sums by {grouping.value}':44}{whole:9.1f} ms{floor:24.1f} ms{whole / floor:8.1f}")
    workspace.close()


def expect_reports(folder: Path) -> None:
    """A period of this year, so that the Rückmeldestand has something to say."""
    workspace = open_workspace(folder / "region", clock=now, resources=RESOURCES)
    year = workspace.today.year
    if not periods.periods(workspace):
        texts = {"title": str(year), "opens_on": f"01.01.{year}", "due_on": f"31.12.{year}"}
        periods.add_period(workspace, texts)
    workspace.close()


def measure_window(folder: Path, app: QApplication) -> None:
    """Start, open every page, open it again after a change, type into the search, sort."""
    database = folder / "region" / DATABASE
    expect_reports(folder)
    theme, dog = Theme(app, RESOURCES, "light"), Watchdog()
    begin, work = time.perf_counter(), time.thread_time()
    workspace = open_workspace(folder / "region", clock=now, resources=RESOURCES)
    window = MainWindow(workspace, theme, "overview")
    window.resize(1366, 768)
    made, work = (time.perf_counter() - begin) * 1000, (time.thread_time() - work) * 1000

    def idle() -> bool:
        return not window.is_busy

    print(f"{'':44}{'until shown':>12}{'longest':>12}{'no wait':>12}{'CPU':>12}{'raw SQL':>12}{'factor':>8}")
    row("start: workspace and window", Watched(made, made, made, work))
    row("window and overview shown", dog.watch(window.show, idle))
    row("what the program does once it stands", dog.watch(window.start_up, idle))
    for key in window.page_keys:
        floor = sql_floor(database, FLOORS[key]) if key in FLOORS else None
        row(f"{key}, opened first", dog.watch(partial(window.shell.show_page, key), idle), floor)
        page = cast(HostedPage, window.shell.page(key))
        row(f"{key}, after a change", dog.watch(page.reload, idle), floor)
        if key in SEARCHED:
            for text in TYPED:
                row(f"{key}, search “{text}”", dog.watch(typing(page, text), idle))
        if key in SORTED:
            row(f"{key}, sort", dog.watch(sorting(page), idle))
    window.close()
    workspace.close()


def sorting(page: HostedPage) -> Callable[[], object]:
    """Clicks the head of a page's second column."""
    head = cast(RecordPage[RecordList, RecordPane, RecordDeeds], page).listing.table.view.horizontalHeader()
    return lambda: head.setSortIndicator(1, Qt.SortOrder.DescendingOrder)


def typing(page: HostedPage, text: str) -> Callable[[], object]:
    """Puts a text into the search of a page."""
    field = page.search_widget()
    found = field if isinstance(field, QLineEdit) else field and field.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return lambda: found.setText(text)


def main() -> None:
    """Print the tables."""
    app = QApplication([])
    given = sys.argv[1:]
    if given[:1] == ["--region"]:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            shutil.copytree(given[1], Path(name) / "region")
            measure_window(Path(name), app)
        print(machine())
        return
    for count in [int(each) for each in given] or COUNTS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            head()
            measure_import(Path(name), count)
            measure_window(Path(name), app)
    print(machine())


if __name__ == "__main__":
    main()
