"""Projects, potentials, tasks, grants and deadlines on the command line, from idea to result."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest

LED = ("n=100", "P_old=100", "P_new=40", "t=4000", "I=30000", "Z=0")


def found(said: str) -> str:
    return re.search(r"Kennung: ([0-9a-f-]{36})", said)[1]


def led(cli, *more: str) -> str:
    given = dict(each.split("=") for each in (*LED, *more))
    words = [f"{name}={value}" for name, value in given.items()]
    return found(cli("potential", "add", "LED_STREET", *words).done().out)


def shown(cli, project: str) -> dict:
    return json.loads(cli("project", "show", project, "--json").done().out)


def test_from_a_potential_to_a_finished_project(cli) -> None:
    """The walk of the issue: enter, choose, turn into a project, follow it to the end."""
    led(cli, "title=LED Hauptstraße", "priority=hoch")
    weak = led(cli, "title=LED Nebenstraße", "I=300000")
    rows = {row["title"]: row for row in cli("list", "potentials", "--json").rows}
    best = max(rows.values(), key=lambda row: row["eur_per_year"] / row["investment_eur"])
    assert best["title"] == "LED Hauptstraße"
    # facts 3.2: n (P_old - P_new) t / 1000
    assert best["energy_kwh_per_year"] == {"electricity": 100 * 60 * 4000 / 1000}
    cli("potential", "set", weak, "state=verworfen").done()

    project = found(cli("potential", "to-project", "LED Hauptstraße").done().out)
    cli("project", "set", project, "Stand=Beschluss", "contract_on=1.3.2027", "--patron", "Musterfrau").done()
    fund = cli("project", "fund", project, "programme=krl-aussenbeleuchtung", "applied_on=1.2.2027").done()
    assert "Antrag vor Beginn" in fund.err
    cli("project", "activity", project, "title=Rundgang", "held_on=1.4.2027", "people=25").done()
    task = found(cli("task", "add", "Angebote", "--due", "1.1.2027", "--project", project).done().out)
    assert "Angebote" in [row["title"] for row in cli("list", "deadlines", "--json").rows]
    cli("task", "done", task).done()
    assert "Angebote" not in [row["title"] for row in cli("list", "deadlines", "--json").rows]
    photo = cli.write("Foto.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
    cli("project", "attach", project, photo, "--caption", "Vorher").done()
    cli("project", "achieved", project, "year=2027", "carrier=Strom", "kwh=21.600", "saved=5.900").done()
    cli("project", "set", project, "state=abgeschlossen", "actual=31.000,50").done()

    view = shown(cli, project)
    power, tonnes, euros = view["savings"]
    assert (power["expected"], power["achieved"]) == (24_000, 21_600)
    assert (euros["expected"], euros["achieved"]) == (24_000 * 0.27, 5_900)
    assert round(tonnes["achieved"], 6) == round(21_600 * 560 / 1_000_000, 6), "560 g/kWh, GEG Anlage 9"
    assert (view["state"], view["actual"], view["planned"]) == ("abgeschlossen", 31000.5, 30000)
    assert (view["patrons"], view["attachments"]) == (["Erika Musterfrau"], ["Foto.png"])
    assert (view["people_reached"], view["open_tasks"], view["achieved_in"]) == (25, 0, 2027)
    said = cli("project", "show", project).done().out
    for word in ("LED Hauptstraße", "24.000", "21.600", "Erreicht 2027", "Erika Musterfrau", "31.000,50 EUR"):
        assert word in said
    (row,) = cli("list", "projects", "--json").rows
    assert (row["id"], row["achieved_eur_per_year"]) == (project, 5_900)


def test_a_potential_with_missing_inputs_waits_and_says_so(cli) -> None:
    said = cli("potential", "add", "LED_STREET", "n=-5").done()
    assert "Noch kein Ergebnis." in said.out
    assert said.err
    cli("potential", "set", found(said.out), "n=100", "P_old=100", "P_new=40", "t=4000").done()
    (row,) = cli("list", "potentials", "--json").rows
    assert (row["problems"], row["energy_kwh_per_year"]) == (0, {"electricity": 24_000})
    assert "24.000" not in cli("list", "potentials").done().out
    cli("potential", "delete", row["id"]).done()
    assert cli("list", "potentials", "--json").rows == []
    cli("undo").done()
    assert len(cli("list", "potentials", "--json").rows) == 1


def test_what_is_refused_changes_nothing(cli) -> None:
    project = found(cli("project", "add", "--title", "Blühwiese").done().out)
    before = cli.path("stadt/klikks.db").read_bytes()
    for words, code in (
        (("project", "set", project, "state=fertig"), "K-760"),
        (("project", "set", project, "farbe=grün"), "K-769"),
        (("project", "set", project, "planned=1", "Kosten geplant=2"), "K-760"),
        (("project", "set", project, "building=Rathaus"), "K-761"),
        (("project", "set", project, "--patron", "Niemand"), "K-140"),
        (("project", "show", "Windrad"), "K-761"),
        (("project", "add", "--title", ""), "K-760"),
        (("project", "achieved", project, "year=2025", "carrier=Kohle", "kwh=1"), "K-760"),
        (("project", "attach", project, cli.path("fehlt.png")), "K-632"),
        (("potential", "add", "PERPETUUM", "n=1"), "K-701"),
        (("potential", "add", "LED_STREET", "state=fertig"), "K-760"),
        (("potential", "add", "LED_STREET", "building=Rathaus"), "K-761"),
        (("potential", "add", "LED_STREET", "P_od=100"), "K-769"),
        (("potential", "add", "LED_STREET", "n=4", "n=5"), "K-760"),
        (("potential", "to-project", "Windrad"), "K-761"),
        (("task", "add", "x", "--due", "morgen"), "K-760"),
        (("task", "done", uuid4()), "K-750"),
    ):
        cli(*words).refused(code)
    assert cli.path("stadt/klikks.db").read_bytes() == before
    cli("project", "set", project, "state").misused()
    cli("task", "done", "keine-kennung").misused()


def test_fields_answer_to_names_and_titles(cli) -> None:
    project = found(cli("project", "add", "--title", "Blühwiese", "Art=Grün und Klimaanpassung").done().out)
    cli("project", "set", "Blühwiese", "locality=Harber", "planned=1.234,50", "Beginn=1.3.2027").done()
    view = shown(cli, project)
    assert (view["where"], view["planned"], view["begins_on"]) == ("Harber", 1234.5, "2027-03-01")
    assert view["kind"] == "Grün und Klimaanpassung"
    cli("project", "set", project, "locality=").done()
    assert shown(cli, project)["where"] == ""


def test_a_deleted_project_comes_back_with_undo(cli) -> None:
    project = found(cli("project", "add", "--title", "Blühwiese", "--patron", "Musterfrau").done().out)
    cli("project", "delete", "blühwiese").done()
    assert cli("list", "projects", "--json").rows == []
    cli("undo").done()
    assert shown(cli, project)["patrons"] == ["Erika Musterfrau"]


def test_lists_as_tables_and_as_json(cli) -> None:
    project = found(cli("project", "add", "--title", "Heizung").done().out)
    cli("project", "fund", project, "title=KfW", "proof_due=1.6.2035", "amount=12.000").done()
    (row,) = cli("list", "funding", "--json").rows
    assert (row["title"], row["amount_eur"], row["next_on"]) == ("KfW", 12_000, "2035-06-01")
    assert row["warnings"] == []
    for kind in ("projects", "potentials", "funding", "deadlines"):
        assert cli("list", kind, "--place", "03358021").done().out
        cli("list", kind, "--place", "03351006").refused("K-132")
        assert isinstance(cli("list", kind, "--json", "--place", "03358021").rows, list)
    assert "12.000,00" in cli("list", "funding").done().out
    (report,) = [row for row in cli("list", "deadlines", "--json").rows if row["kind"] == "Energiebericht"]
    assert (report["source"], report["on"][-5:]) == ("L14", "12-31")


def test_the_calendar_is_written_once(cli) -> None:
    cli("task", "add", "Beirat", "--due", "1.6.2035").done()
    target = cli.path("termine.ics")
    cli("calendar", "--out", target).done()
    data = target.read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"SUMMARY:Beirat\r\n" in data
    assert b"DTSTART;VALUE=DATE:20350601\r\n" in data
    cli("calendar", "--out", target).refused("K-544")
    assert target.read_bytes() == data


@pytest.mark.parametrize("kind", ["projects", "potentials", "funding"])
def test_an_empty_list_is_an_empty_array(cli, kind: str) -> None:
    assert cli("list", kind, "--json").rows == []
    assert len(cli("list", kind).done().out.splitlines()) == 1, "the headings alone"
