"""Reports and letters from stored records: right figures, right words, nothing written by half."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import Address, Participation, Patron, Place, TargetPoint
from klikks_desktop.domain.reports.letters import letter_number, spoken_name
from klikks_desktop.domain.reports.periods import Period, last_period, period_of
from klikks_desktop.services.places import places
from klikks_desktop.services.projects.projects import add_project, load_project, new_project
from klikks_desktop.services.reports import annual, climate, council_paper, energy, letters, project_sheet
from klikks_desktop.services.reports.letters import Letter, LetterOrder
from klikks_desktop.services.savings import effects, potentials
from klikks_desktop.services.savings.factors import library

sys.path.insert(0, str(Path(__file__).parent))
from report_town import TITLE, account, measured, with_project


def read(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


@pytest.fixture
def made(town, tmp_path):
    return with_project(town, tmp_path)


@pytest.fixture
def metered(town):
    account(town, town.own_place())
    return town


# -- energy report --------------------------------------------------------------------------------

# Per year: electricity 2 × 10,000 kWh × 560 g; gas 2 × 111,000 kWh Hs / 1.11 = 200,000 kWh Hi × 240 g (GEG).
POWER_T, HEAT_T = Decimal("11.2"), Decimal("48.0")


def test_energy_report_adds_up_and_says_by_which_law(metered) -> None:
    place = metered.own_place()
    text = read(energy.energy_report_pdf(metered, place, range(2023, 2026)))
    assert "§ 17 NKlimaG" in text
    assert "31. Dezember 2026" in text
    row = ("20.000", "200.000", "6.600", "24.000", rounded(POWER_T, 1), rounded(HEAT_T, 1), "59,2")
    assert " ".join(("2023", *row)) in text
    assert " ".join(("Summe", "60.000", "600.000", "19.800", "72.000", "33,6", "144,0", "177,6")) in text
    # 100,000 kWh on 1,000 m², times the climate factor; 2025 has none and stays as counted.
    assert "Gebäude 001 1.000 10,0 10,0 10,0 110,0 120,0 (100,0)" in text
    assert "Klimafaktor" in text
    assert "GEG 2020" in text


def test_each_year_by_its_own_set_gives_no_sum_over_sets(metered) -> None:
    text = read(
        energy.energy_report_pdf(metered, metered.own_place(), range(2023, 2025), factor_set="je-jahr")
    )
    assert "UBA-Strommix 2023" in text
    assert "UBA-Strommix 2024" in text
    assert "Summe 40.000 400.000 13.200 48.000 – – –" in text


def test_elsewhere_no_law_of_lower_saxony_is_named(metered) -> None:
    place = replace(metered.own_place(), key="07131090")
    text = read(energy.energy_report_pdf(metered, place, range(2023, 2026)))
    assert "NKlimaG" not in text


def test_other_years_than_the_period_are_named(metered) -> None:
    text = read(energy.energy_report_pdf(metered, metered.own_place(), range(2024, 2025)))
    assert "2023 bis 2025" in text
    assert "weicht davon ab" in text


def test_without_buildings_it_says_what_is_missing(town) -> None:
    data = energy.energy_report_pdf(town, town.own_place(), range(2023, 2026))
    assert "keine Gebäude" in read(data)
    assert "Noch keine Gebäude" in read(data)


@pytest.mark.parametrize("years", [range(0), range(2000, 2026)])
def test_years_are_one_to_ten(town, desk, years) -> None:
    with desk.refused("K-442"):
        energy.energy_report_pdf(town, town.own_place(), years)


def test_energy_report_as_workbook_has_real_types(metered, tmp_path) -> None:
    out = tmp_path / "bericht.xlsx"
    assert energy.save_energy_report(metered, metered.own_place(), range(2023, 2026), out) == out
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Jahre", "Gebäude", "Fehlende Angaben", "Grundlagen"]
    rows = list(book["Jahre"].values)
    assert rows[1][:5] == (2023, "Strom", 20000, "ja", 6600)
    assert rows[2][6] == pytest.approx(float(HEAT_T))
    houses = list(book["Gebäude"].values)
    assert houses[1][0] == "Gebäude 001"
    assert houses[1][8] == pytest.approx(110)
    assert houses[3][8] is None
    assert houses[3][9] == pytest.approx(100)


def test_600_buildings_stream_with_progress_and_giving_up_leaves_no_file(town, tmp_path) -> None:
    place = town.own_place()
    account(town, place, buildings=600)
    told: list[tuple[int, int]] = []
    out = tmp_path / "gross.pdf"
    energy.save_energy_report(town, place, range(2023, 2026), out, progress=lambda *step: told.append(step))
    assert pages(out.read_bytes()) > 15
    assert all(before <= after for (before, _), (after, _) in pairwise(told))
    assert told[-1][0] == told[-1][1]

    class GivenUpError(Exception):
        pass

    def give_up(done: int, total: int) -> None:
        if done > total // 3:
            raise GivenUpError

    other = tmp_path / "abgebrochen.pdf"
    with pytest.raises(GivenUpError):
        energy.save_energy_report(town, place, range(2023, 2026), other, progress=give_up)
    assert not other.exists()
    assert list(tmp_path.glob(".klikks-*")) == []


@pytest.mark.parametrize(
    ("year", "period"),
    [(2022, None), (2023, (2023, 2025)), (2025, (2023, 2025)), (2026, (2026, 2028)), (2029, (2029, 2031))],
)
def test_periods_of_the_law(year, period) -> None:
    assert period_of(year) == (Period(*period) if period else None)


def test_the_period_that_is_due() -> None:
    assert last_period(date(2026, 11, 22)) == Period(2023, 2025)
    assert last_period(date(2026, 11, 22)).due == date(2026, 12, 31)
    assert last_period(date(2028, 5, 1)) == Period(2023, 2025)
    assert last_period(date(2029, 1, 1)) == Period(2026, 2028)


# -- climate report -------------------------------------------------------------------------------


def test_climate_report_says_what_the_overview_says(town, made) -> None:
    found = effects.effects(town, made.place.id)
    for long in (False, True):
        data = climate.climate_report_pdf(town, made.place, long=long)
        text = read(data)
        assert "Klimaschutz in der Stadt Auenbrück" in text
        assert f"{rounded(found.eur.decided, 0)} beschlossen" in text
        assert f"{rounded(found.tonnes.decided, 1)} beschlossen" in text
        assert "8 im Amt" in text
        assert "Ausschreibung bis 15. Januar 2027" in text
        assert found.factor_set.title in text
        assert long or pages(data) == 1
    assert "Frauke Behrens" in text
    assert "Ahrens" not in text


def test_climate_report_shows_the_target_path(town, made) -> None:
    with town.store.write("Zielpfad") as unit:
        for year, tonnes in ((2026, 10), (2030, 60)):
            unit.add(TargetPoint(id=town.new_id(), place_id=made.place.id, year=year, tonnes=Decimal(tonnes)))
    short = read(climate.climate_report_pdf(town, made.place))
    assert "Erreicht sind 0,0 t CO₂e im Jahr; der Zielpfad sieht für 2026 10,0 t vor." in short
    data = climate.climate_report_pdf(town, made.place, long=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alts = [str(each.Alt) for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/Figure"]
    assert any("Zielpfad" in alt for alt in alts)


def test_climate_report_of_a_town_that_begins(town) -> None:
    for long in (False, True):
        text = read(climate.climate_report_pdf(town, town.own_place(), long=long))
        assert "Noch keine berechneten Potenziale" in text
        assert "Noch keine nächsten Schritte" in text


def test_the_page_for_the_council_stays_one_page(town) -> None:
    place = town.own_place()
    title = "Energetische Sanierung der Grundschule Am Wiesengrund Harber"
    for measure in catalogue(library(town).assumptions):
        potential = potentials.new_potential(town, place.id, measure.id)
        potentials.save_fields(town, potential, {"title": title})
    for number in range(40):
        texts = {"title": f"{title} {number}", "next_step": title, "state": "Planung"}
        add_project(town, place.id, texts)
    assert pages(climate.climate_report_pdf(town, place)) == 1
    long = climate.climate_report_pdf(town, place, long=True)
    assert pages(long) > 2
    assert f"{title} 39" in read(long)


# -- project papers -------------------------------------------------------------------------------


def figures_of(town, made) -> tuple[str, str, str]:
    savings = load_project(town, made.project).savings
    kwh = sum(each.best for each in savings.kwh)
    return rounded(kwh, 0), rounded(savings.co2e_t_per_year.best, 2), rounded(savings.eur_per_year.best, 0)


def test_project_sheet_is_one_page_with_the_figures_of_the_screen(town, made) -> None:
    data = project_sheet.project_sheet_pdf(town, made.project)
    text = read(data)
    assert pages(data) == 1
    for part in (
        TITLE,
        "Dorfstraße in Harber am Abend",
        "84.000 EUR brutto",
        "63.000 EUR",
        "Kommunalrichtlinie",
    ):
        assert part in text
    for figure in figures_of(town, made):
        assert figure in text
    assert "GEG 2020" in text
    assert "Richtwerte, bitte prüfen" in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alts = [str(each.Alt) for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/Figure"]
        assert "Dorfstraße in Harber am Abend" in alts


def test_only_who_agreed_is_named_and_only_what_was_agreed(town, made) -> None:
    text = read(project_sheet.project_sheet_pdf(town, made.project))
    assert "Frauke Behrens, frauke.behrens@posteo.example" in text
    assert "Ahrens" not in text
    letters.letter_pdf(town, made.place, LetterOrder(letter=Letter.THANKS, patron_ids=(made.named,)))


def test_what_was_measured_beats_what_was_expected(town, made) -> None:
    measured(town, made.project)
    text = read(council_paper.council_paper_pdf(town, made.project))
    assert "gemessen 2025" in text
    assert "25.000" in text
    assert "Strom (kWh) 29.760 25.000 84 %" in text  # 120 × (90 − 28) W × 4,000 h
    for figure in figures_of(town, made):
        assert figure in text


def test_council_paper_has_its_five_parts_in_pdf_and_word(town, made, tmp_path) -> None:
    text = read(council_paper.council_paper_pdf(town, made.project))
    out = council_paper.save_council_paper(town, made.project, tmp_path / "vorlage.docx")
    document = Document(str(out))
    words = " ".join(
        [*(p.text for p in document.paragraphs)]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    headings = ["Sachverhalt", "Kosten", "Förderung", "Wirkung", "Beschlussvorschlag"]
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == headings
    at = 0
    for heading in headings:
        at = text.index(heading, at)
    for part in ("120 Leuchten sind von 1984.", "84.000 EUR brutto", "63.000 EUR", "21.000 EUR", TITLE):
        assert part in text
        assert part in words
    for figure in figures_of(town, made):
        assert figure in text
        assert figure in words
    assert document.core_properties.title == f"Beschlussvorlage: {TITLE}"


def test_an_empty_project_says_what_is_missing(town) -> None:
    project = new_project(town, town.own_place().id)
    sheet = read(project_sheet.project_sheet_pdf(town, project))
    paper = read(council_paper.council_paper_pdf(town, project))
    for part in ("Noch keine Beschreibung", "Noch keine berechnete Wirkung", "Noch keine Förderung"):
        assert part in sheet
    for part in ("Sachverhalt ergänzen", "Kosten sind noch nicht", "Wirkung ist noch nicht", "vor Beginn"):
        assert part in paper


def test_a_missing_project_and_a_wrong_ending_are_refused(town, desk, made, tmp_path) -> None:
    for make in (project_sheet.project_sheet_pdf, council_paper.council_paper_pdf):
        with desk.refused("K-750"):
            make(town, town.new_id())
    with desk.refused("K-440"):
        project_sheet.save_project_sheet(town, made.project, tmp_path / "a.docx")
    with desk.refused("K-440"):
        council_paper.save_council_paper(town, made.project, tmp_path / "a.xlsx")


def test_no_file_is_written_over(town, desk, made, tmp_path) -> None:
    out = tmp_path / "da.pdf"
    out.write_bytes(b"alt")
    saves = (
        lambda: project_sheet.save_project_sheet(town, made.project, out),
        lambda: council_paper.save_council_paper(town, made.project, out),
        lambda: energy.save_energy_report(town, made.place, range(2023, 2026), out),
        lambda: annual.save_annual_report(town, made.named, 2026, out),
        lambda: letters.save_letter(
            town, made.place, LetterOrder(letter=Letter.THANKS, patron_ids=(made.named,)), out
        ),
    )
    for save in saves:
        with desk.refused("K-544"):
            save()
    assert out.read_bytes() == b"alt"


def test_the_same_day_gives_the_same_bytes(town, made) -> None:
    first = project_sheet.project_sheet_pdf(town, made.project)
    assert first == project_sheet.project_sheet_pdf(town, made.project)


# -- annual report --------------------------------------------------------------------------------


def test_annual_report_counts_one_year_of_one_person(town, made) -> None:
    measured(town, made.project)
    text = read(annual.annual_report_pdf(town, made.named, 2026))
    assert "Jahresbericht der Klimaschutzpatin" in text
    assert "Frau Frauke Behrens" in text
    assert "Aktivitäten 2 im Berichtsjahr" in text
    assert "Erreichte Menschen 52" in text
    assert "10,5" in text
    assert "Vorjahr" not in text
    assert "Lichtplanung beauftragen" in text
    assert "Noch keine gemessenen Einsparungen im Jahr 2026" in text
    before = read(annual.annual_report_pdf(town, made.named, 2025))
    assert "Strom 25.000 6.750" in before
    assert "Vorjahr" in before


def test_annual_report_of_somebody_without_projects(town, desk) -> None:
    patron = desk.patron(town, "Frauke Behrens")
    text = read(annual.annual_report_pdf(town, patron, 2026))
    for part in ("Noch keine Aktivitäten im Jahr 2026", "Noch keine Projekte", "Noch keine Aufgaben"):
        assert part in text
    with desk.refused("K-140"):
        annual.annual_report_pdf(town, town.new_id(), 2026)


# -- letters --------------------------------------------------------------------------------------


def patron(address: Address, degree: str = "") -> Patron:
    place = "00000000-0000-7000-8000-000000000001"
    return Patron(
        id=place, place_id=place, address=address, degree=degree, given_name="Kim", family_name="Ott"
    )


@pytest.mark.parametrize(
    ("address", "degree", "spoken"),
    [
        (Address.FEMALE, "Dr.", "Dr. Ott"),
        (Address.MALE, "Dipl.-Ing. (FH)", "Ott"),
        (Address.NONE, "Prof. Dr.", "Prof. Dr. Kim Ott"),
    ],
)
def test_how_people_are_spoken_to(address, degree, spoken) -> None:
    assert spoken_name(patron(address, degree)) == spoken


def test_figures_in_letters_are_grouped_by_spaces() -> None:
    assert letter_number(Decimal("1234567.5"), 1) == "1\u00a0234\u00a0567,5"
    assert letter_number(Decimal(999)) == "999"


def test_thanks_to_one_and_to_all(town, made) -> None:
    one = read(
        letters.letter_pdf(town, made.place, LetterOrder(letter=Letter.THANKS, patron_ids=(made.named,)))
    )
    assert "Frau Frauke Behrens" in one
    assert "Sehr geehrte Frau Behrens," in one
    assert "als Klimaschutzpatin" in one
    assert TITLE in one
    assert "Dr. Erika Sommerfeld Bürgermeisterin" in one
    everybody = letters.patrons_in_office(town, made.place)
    assert len(everybody) == 8
    told: list[tuple[int, int]] = []
    order = LetterOrder(letter=Letter.THANKS, patron_ids=tuple(each.id for each in everybody))
    data = letters.letter_pdf(town, made.place, order, progress=lambda *step: told.append(step))
    assert pages(data) == 8
    assert told[-1] == (8, 8)


def test_invitation(town, made, desk) -> None:
    order = LetterOrder(
        letter=Letter.INVITATION,
        patron_ids=(made.unnamed,),
        address=("Am Anger 4", "29999 Auenbrück"),
        topic="Netzwerktreffen",
        on=date(2027, 1, 12),
        time="19:00 Uhr",
        where="Rathaus",
        note="Für Getränke ist gesorgt.",
    )
    text = read(letters.letter_pdf(town, made.place, order))
    for part in (
        "Herrn Jörg Ahrens-Wiechmann Am Anger 4 29999 Auenbrück",
        "Einladung: Netzwerktreffen",
        "Wann Dienstag, 12. Januar 2027, 19:00 Uhr",
        "Wo Rathaus",
        "Für Getränke ist gesorgt.",
    ):
        assert part in text
    for wrong in (replace(order, topic=" "), replace(order, on=None)):
        with desk.refused("K-445"):
            letters.letter_pdf(town, made.place, wrong)
    with desk.refused("K-444"):
        letters.letter_pdf(town, made.place, replace(order, patron_ids=()))


def test_signing_up_needs_the_deadline_of_the_programme(town, desk) -> None:
    place: Place = replace(town.own_place(), signup_deadline=None)
    order = LetterOrder(letter=Letter.SIGN_UP)
    with desk.refused("K-443"):
        letters.letter_pdf(town, place, order)
    places.save_participation(
        town, Participation(id=place.id, resolution_on=date(2026, 10, 1), resolution_number="2026/041")
    )
    coming = replace(place, signup_deadline=date(2027, 1, 31), programme="Klimaschutz vor Ort")
    text = read(letters.letter_pdf(town, coming, order))
    for part in (
        "Regionalmanagement Auenland Auenstadt",
        "Programm „Klimaschutz vor Ort“",
        "Anmeldeschluss ist der 31. Januar 2027",
        "1. Oktober 2026 (Vorlage 2026/041)",
        "8 Patinnen und Paten",
    ):
        assert part in text
    late = read(letters.letter_pdf(town, replace(coming, signup_deadline=date(2026, 1, 31)), order))
    assert "Anmeldeschluss war der 31. Januar 2026" in late
