"""Town, region and coordinating office by the command line alone."""

from __future__ import annotations

from tests.cli.conftest import Desk


def test_a_region_reports_to_an_office(pair: Desk) -> None:
    first, second = pair.path("kommune.klikks"), pair.path("region.klikks")
    pair("export", "--out", second, at="region").refused("K-541")
    pair("init", "--role", "region", "--name", "Leitstelle", at="amt").done()
    for name in ("einladung.json", "antwort.klikks"):
        pair.path(name).unlink()
    pair.enrol(town="region", region="amt")
    pair("export", "--out", second, at="region").refused("K-598")
    pair("export", "--out", first).done()
    pair("import", first, at="region").done()
    rows = pair("export", "--out", second, "--dry-run", "--json", at="region").done().rows
    assert not second.exists()
    assert {row["place"] for row in rows} == {"Stadt Soltau"}
    assert "Musterfrau" not in str(rows)
    said = pair("export", "--out", second, at="region").done().out
    assert "0 namentlich von 3 im Amt" in said
    assert "Musterfrau" not in said
    (row,) = pair("import", second, "--json", at="amt").done().rows
    assert (row["verdict"], row["sender"], row["named"], row["in_office"]) == ("uebernommen", "Heide", 0, 3)
    assert pair.patrons(at="amt") == []
    assert pair("list", "places", "--json", at="amt").rows[0]["in_office"] == 3
    assert "K-505" in pair("import", first, at="amt").err, "a town's file is for its region alone"


def test_a_folder_of_mails_with_post_of_the_office(pair: Desk) -> None:
    """The town's report is taken, receipt and return of the office are opened, a pack is told where to go."""
    pair("init", "--role", "region", "--name", "Leitstelle", at="amt").done()
    for name in ("einladung.json", "antwort.klikks"):
        pair.path(name).unlink()
    pair.enrol(town="region", region="amt")
    mails = pair.path("mails")
    mails.mkdir()
    pair("export", "--out", pair.path("erster.klikks")).done()
    pair("import", pair.path("erster.klikks"), at="region").done()
    pair("export", "--out", pair.path("oben.klikks"), at="region").done()
    pair("import", pair.path("oben.klikks"), "--receipts", pair.path("q"), at="amt").done()
    pair("return", "create", "--all", "--out", pair.path("r"), at="amt").done()
    (receipt,), (back,) = pair.path("q").iterdir(), pair.path("r").iterdir()
    receipt.rename(mails / "b-quittung.klikks")
    back.rename(mails / "c-rueck.klikks")
    pair("export", "--out", mails / "a-bericht.klikks").done()
    looked = pair("import", mails, "--dry-run", "--json", at="region").done().rows
    assert [(row["kind"], row["verdict"]) for row in looked] == [
        ("bericht", "uebernommen"),
        ("quittung", "uebernommen"),
        ("ruecksendung", "uebernommen"),
    ]
    told = pair("import", mails, "--receipts", pair.path("post"), at="region").done()
    report, receipt_line, return_line = told.out.splitlines()
    assert report.startswith("a-bericht.klikks: Stadt Soltau")
    assert receipt_line.startswith("b-quittung.klikks: Ihr Bericht vom")
    assert "angekommen und übernommen" in receipt_line
    assert return_line.startswith("c-rueck.klikks: Leitstelle")
    assert len(list(pair.path("post").iterdir())) == 1, "a receipt is for a report"
    kinds = sorted(row["kind"] for row in pair("list", "deliveries", "--json", at="region").rows)
    assert kinds == ["bericht", "bericht", "bericht", "quittung", "ruecksendung"]
    again = pair("import", mails, "--json", at="region").done().rows
    assert [row["verdict"] for row in again] == ["doppelt", "uebernommen", "doppelt"]

    (mails / "d-paket.klikkspaket").write_text("{}")
    refused = pair("import", mails, at="region")
    assert refused.code == 1
    (line,) = refused.err.splitlines()
    assert line.startswith("d-paket.klikkspaket: K-516 ")
    assert "pack accept" in line
    assert len(refused.out.splitlines()) == 3, "the others are taken all the same"


def test_post_without_an_office_says_where_it_belongs(pair: Desk) -> None:
    pair("export", "--out", pair.path("b.klikks")).done()
    pair("import", pair.path("b.klikks"), "--receipts", pair.path("q"), at="region").done()
    (receipt,) = pair.path("q").iterdir()
    refused = pair("import", receipt, at="region")
    assert refused.code == 1
    assert "K-517" in refused.err, "it wrote that itself"
    assert pair("import", receipt, "--json", at="region").rows[0]["kind"] is None
