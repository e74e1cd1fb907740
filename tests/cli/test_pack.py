"""The programme pack on the command line: written, looked at, accepted, removed, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.conftest import Desk

ADMINISTRATION = Path(__file__).parents[2] / "resources" / "help" / "administration.md"
SAID = {
    "titel": "Klima vor Ort",
    "programmzeile": "Klima vor Ort · Landesprogramm",
    "stelle": "Agentur Süd",
    "texte": {"berufung.f.function": "zur Klimalotsin"},
    "nachrichten": [{"titel": "Anmeldung bis Ende März", "frist": "2099-03-31"}],
}


def test_from_the_description_to_the_town_and_back(pair: Desk) -> None:
    said = pair.write("paket.json", json.dumps(SAID))
    file = pair.path("p.klikkspaket")
    written = pair("pack", "create", "--from", said, "--out", file, at="region").done()
    pair("pack", "create", "--from", said, "--out", file, at="region").refused("K-544")
    fingerprint = written.out.rstrip().rpartition(": ")[2]
    assert len(fingerprint.split()) == 6

    seen = pair("pack", "inspect", file).done().out
    assert "am Telefon bestätigt" in seen
    assert (
        "Urkunde: Berufung, Frau, Ehrenamt\n  bisher: zur Klimaschutzpatin\n  neu:    zur Klimalotsin" in seen
    )
    (row,) = pair("pack", "inspect", file, "--json").done().rows
    assert (row["title"], row["confirmed"], row["fingerprint"]) == (SAID["titel"], True, fingerprint)
    assert all(line["old"] != line["new"] for line in row["lines"])

    assert "Nichts geändert" in pair("pack", "accept", file, "--dry-run").done().out
    assert pair("pack", "inspect", file, "--json").done().rows == [row]
    done = pair("pack", "accept", file).done().out
    assert "Programmpaket „Klima vor Ort“ angenommen." in done
    (again,) = pair("pack", "inspect", file, "--json").done().rows
    assert (again["holds"], again["lines"]) == (True, [])
    assert "Es würde sich nichts ändern." in pair("pack", "inspect", file).done().out
    due = pair("list", "deadlines", "--json").done().rows
    assert "Regionalmanagement: Anmeldung bis Ende März" in {each["title"] for each in due}

    assert "entfernt" in pair("pack", "remove").done().out
    pair("pack", "remove").refused("K-589")
    assert pair("pack", "inspect", file, "--json").done().rows == [row]


def test_own_entries_stay_unless_all_is_wanted(pair: Desk) -> None:
    pair("place", "set", "programme=Eigene Zeile").done()
    file = pair.path("p.klikkspaket")
    said = pair.write("paket.json", json.dumps(SAID))
    pair("pack", "create", "--from", said, "--out", file, at="region").done()
    done = pair("pack", "accept", file).done().out
    assert "Wie bisher geblieben, weil hier selbst eingetragen: Programmzeile." in done
    (row,) = pair("pack", "inspect", file, "--json").done().rows
    assert [(line["old"], line["own"]) for line in row["lines"]] == [("Eigene Zeile", True)]
    pair("pack", "accept", file, "--all").done()
    assert pair("pack", "inspect", file, "--json").done().rows[0]["lines"] == []


def test_a_stranger_is_named_with_the_fingerprint(pair: Desk) -> None:
    pair("init", "--role", "region", "--name", "Fremde Stelle", at="fremde").done()
    file = pair.path("p.klikkspaket")
    said = pair.write("paket.json", json.dumps(SAID))
    pair("pack", "create", "--from", said, "--out", file, at="fremde").done()
    assert "nicht angemeldet. Fingerabdruck zum Vergleich: " in pair("pack", "inspect", file).done().out


def test_what_is_refused(pair: Desk) -> None:
    out = pair.path("x.klikkspaket")
    pair("pack", "create", "--out", out).refused("K-580")
    pair("pack", "create", "--out", out, at="region").refused("K-588")
    wrong = pair.write("paket.json", json.dumps({**SAID, "texte": {"gibt.es.nicht": "x"}}))
    pair("pack", "create", "--from", wrong, "--out", out, at="region").refused("K-587")
    note = pair.write("notiz.txt", "Hallo")
    for action in ("inspect", "accept"):
        pair("pack", action, note).refused("K-581")
        pair("pack", action, pair.path("fehlt")).refused("K-632")
    pair("pack").misused()
    assert not out.exists()


def test_the_texts_are_listed(empty: Desk) -> None:
    rows = {row["key"]: row for row in empty("pack", "texts", "--json").done().rows}
    assert rows["einwilligung.gemeinsam"]["names"] == ["Kontakt"]
    assert rows["berufung.f.function"]["shipped"] == "zur Klimaschutzpatin"
    assert "Grundlage ist der Beschluss" in empty("pack", "texts").done().out


def test_the_example_of_the_help_can_be_written(pair: Desk) -> None:
    (said,) = re.findall(r"```json\n(.*?titel.*?)```", ADMINISTRATION.read_text(encoding="utf-8"), re.DOTALL)
    pair.write(
        "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    )
    head = {"format": "klikks-faktoren", "version": 1, "id": "foerderung-2027", "title": "Förderung"}
    price = {"id": "p_gas", "value": 0.1, "unit": "EUR/kWh", "source": "M"}
    whole = {**head, "edition": "2027", "valid_from": "2027-01-01", "prices": [price]}
    pair.write("foerderung-2027.json", json.dumps(whole))
    file = pair.path("p.klikkspaket")
    description = pair.write("paket.json", said)
    pair("pack", "create", "--from", description, "--out", file, at="region").done()
    (row,) = pair("pack", "inspect", file, "--json").done().rows
    titles = {line["title"] for line in row["lines"]}
    assert {"Logo im Kopf der Berichte", "Faktoren-Datei „Förderung“", "Berichtszeitraum „2027“"} <= titles
