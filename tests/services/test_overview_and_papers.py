"""What the overview says is due, and the papers beside the certificate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from klikks_desktop.services import overview
from klikks_desktop.services.exchange import delivery, disclosing
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.register import certificates, papers


def next_title(workspace) -> str | None:
    step = overview.overview(workspace).next_step
    return step.title if step else None


def test_the_next_step_leads_from_nothing_to_the_report(desk) -> None:
    town, region = desk.create("neu"), desk.region()
    assert overview.overview(town).is_empty
    assert next_title(town) == "Wer unterschreibt die Urkunden?"
    place = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, replace(place, signatory_name="Olaf Klang"))
    assert next_title(town) == "Die erste Patin, der erste Pate"
    texts = {"address": "Frau", "given_name": "Ida", "family_name": "Neu", "begins_on": "1.1.2026"}
    patrons.add_patron(town, place.id, texts)
    assert next_title(town) == "1 Urkunde ausstellen"
    desk.issue(town)
    assert next_title(town) == "Mit dem Regionalmanagement verbinden"
    desk.enrol(region, town)
    assert next_title(town) == "Den ersten Bericht schreiben"
    delivery.export_sync_file(town, desk.path("klikks"))
    assert next_title(town) is None
    assert next_title(region) == "Die erste Kommune anmelden"


def test_figures_and_what_is_due(desk, town) -> None:
    seen = overview.overview(town)
    patrons_tile, papers_tile, consents_tile = seen.tiles
    assert (patrons_tile.figure, papers_tile.figure, consents_tile.figure) == ("8", "0", "6")
    titles = [due.title for due in seen.due]
    assert "Amtszeit endet" in titles
    assert "Verabschieden oder erneut ernennen" in titles
    issued = desk.issue(town)
    titles = [due.title for due in overview.overview(town).due]
    assert titles.count("Urkunde überreichen") == 9
    certificates.hand_over(town, issued[0].certificate.number, on=desk.today)
    assert overview.overview(town).tiles[1].figure == "1"
    patrons.begin_draft(town, town.own_place().id, {"family_name": "Halb"})
    due = next(due for due in overview.overview(town).due if due.title == "Entwurf fertigstellen")
    assert (due.detail, due.on) == ("Halb", None)
    dated = [due.on for due in overview.overview(town).due if due.on]
    assert dated == sorted(dated)


@pytest.mark.parametrize("paper", list(papers.Paper))
def test_papers_are_filled_or_left_free(desk, town, paper) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    frauke = desk.patron(town, "Frauke Behrens")
    named = papers.save_paper(town, paper, desk.folder / "a", patron_id=frauke)
    free = papers.save_paper(town, paper, desk.folder / "b")
    assert "Behrens" not in named.name, "a file name carries no person"
    for path in (named, free):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) >= 1
    data = papers.paper_pdf(town, paper, patron_id=frauke)
    assert data == named.read_bytes(), "made again it is the same"
    assert (named.read_bytes() == free.read_bytes()) == (paper is papers.Paper.INFORMATION)
    with desk.refused("K-140"):
        papers.paper_pdf(town, paper, patron_id=town.new_id())


def test_the_list_of_what_leaves_is_printed(desk, pair) -> None:
    _, town = pair
    data = papers.disclosure_pdf(town, disclosing.preview_export(town))
    assert data.startswith(b"%PDF")
    empty = desk.create("leer")
    with desk.refused("K-133"):
        papers.disclosure_pdf(empty, disclosing.preview_export(empty))
