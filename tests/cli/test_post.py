"""Receipts and returns on the command line: there and back again, and what is refused."""

from __future__ import annotations

from tests.cli.conftest import Desk


def test_there_and_back_again(pair: Desk) -> None:
    pair("export", "--out", pair.path("b.klikks")).done()
    pair("import", pair.path("b.klikks"), "--receipts", pair.path("post"), at="region").done()
    (receipt,) = pair.path("post").iterdir()
    assert receipt.name.startswith("KlikKS_03358021_Soltau_")
    shown = pair("receipt", "open", receipt).done()
    assert "ist am" in shown.out
    assert "angekommen und übernommen" in shown.out
    (row,) = pair("receipt", "open", receipt, "--json").done().rows
    assert (row["verdict"], row["file"], row["gone"]) == ("uebernommen", "b.klikks", [])

    one = pair("return", "create", "--to", "03358021", "--out", pair.path("eins"), at="region").done()
    assert one.out.endswith("1 Rücksendung geschrieben.\n")
    (row,) = pair("return", "create", "--all", "--out", pair.path("alle"), "--json", at="region").done().rows
    (first,) = pair.path("eins").iterdir()
    looked = pair("return", "open", row["file"], "--dry-run").done()
    assert "übernommen. Neu 0" in looked.out
    (outcome,) = pair("return", "open", row["file"], "--json").done().rows
    assert outcome["verdict"] == "uebernommen"
    assert "älter als" in pair("return", "open", first).done().out
    assert "schon übernommen" in pair("return", "open", row["file"]).done().out
    kinds = sorted(row["kind"] for row in pair("list", "deliveries", "--json", at="region").rows)
    assert kinds == ["bericht", "quittung", "ruecksendung", "ruecksendung"]


def test_a_dry_run_writes_no_receipts(pair: Desk) -> None:
    pair("export", "--out", pair.path("b.klikks")).done()
    pair("import", "--dry-run", pair.path("b.klikks"), "--receipts", pair.path("post"), at="region").done()
    assert not pair.path("post").exists()


def test_what_is_refused(pair: Desk) -> None:
    pair("return", "create", "--to", "01051001", "--out", pair.path("x"), at="region").refused("K-568")
    pair("return", "create", "--out", pair.path("x"), at="region").misused()
    pair("return", "create", "--all", "--to", "1", "--out", pair.path("x"), at="region").misused()
    pair("return", "create", "--all", "--out", pair.path("x")).refused("K-571")
    note = pair.write("notiz.txt", "Hallo")
    for kind in ("receipt", "return"):
        pair(kind, "open", note).refused("K-501")
        pair(kind, "open", pair.path("fehlt")).refused("K-632")
    assert not pair.path("x").exists()


def test_a_receipt_for_a_file_that_is_no_longer_on_record(pair: Desk) -> None:
    saved = pair.path("klikks.db")
    saved.write_bytes(pair.path("stadt/klikks.db").read_bytes())
    pair("export", "--out", pair.path("b.klikks")).done()
    pair("import", pair.path("b.klikks"), "--receipts", pair.path("post"), at="region").done()
    pair.path("stadt/klikks.db").write_bytes(saved.read_bytes())
    (receipt,) = pair.path("post").iterdir()
    pair("receipt", "open", receipt).refused("K-561")
