"""Reports and letters: tagged, in order, nothing orphaned, the same bytes again."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from report_samples import (
    HEAD,
    LONG_TITLE,
    MARK,
    STREET,
    letter,
    logo,
    photo_file,
    report,
    table,
)
from samples import CREATED
from self_check import findings

from klikks_desktop.documents.reports.press import ReportPress
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Photo,
    ReportSheet,
    TableBlock,
)


@pytest.fixture(scope="session")
def reports(resources: Path) -> ReportPress:
    """A press for reports."""
    return ReportPress(resources)


def read(data: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def words(data: bytes) -> str:
    return " ".join(read(data, "-raw").split())


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def plain(*blocks: Block, **changes: object) -> ReportSheet:
    return ReportSheet(**{"letterhead": HEAD, "title": "Bericht", "blocks": blocks, **changes})


def test_everything_stands_there_in_order(reports: ReportPress) -> None:
    data = reports.report(report(), created=CREATED)
    assert findings(data) == []
    text = words(data)
    at = 0
    for part in (
        MARK,
        "Stadt Auenbrück",
        "Projekt-Steckbrief",
        "Straßenbeleuchtung Harber auf LED umrüsten",
        "Dorfstraße",
        "Stand Umsetzung",
        "Entlastung 11.340 EUR im Jahr erwartet",
        STREET,
        "• Weniger Strom",
        "Amortisation ohne Zuschuss, einfach 7,4 Jahre",
        "Nach Maßnahme",
        "Gebäude 12",
        "Summe",
        "Unterschrift",
    ):
        assert part in text[at:], part
        at = text.index(part, at)


def test_the_same_sheet_gives_the_same_bytes(reports: ReportPress, resources: Path) -> None:
    first = reports.report(report(), created=CREATED)
    assert first == ReportPress(resources).report(report(), created=CREATED)
    assert first != reports.report(report(title="Anders"), created=CREATED)
    letters = [letter(), letter(salutation="Guten Tag Kim Beispiel,")]
    assert reports.letters(letters, created=CREATED) == reports.letters(letters, created=CREATED)


def test_the_mark_of_practice_stands_on_every_page(reports: ReportPress) -> None:
    data = reports.report(plain(table(80), mark=MARK), created=CREATED)
    assert read(data).count(MARK) == pages(data) >= 2
    assert MARK not in read(reports.report(plain(table(3)), created=CREATED))


@pytest.mark.parametrize("lines", range(18, 44, 5))
def test_no_heading_is_left_alone_at_the_foot(reports: ReportPress, lines: int) -> None:
    blocks = (
        Paragraph("\n".join(["Zeile"] * lines)),
        Heading("Überschrift"),
        Paragraph("Hinweis dazu", small=True),
        table(4),
    )
    data = reports.report(plain(*blocks), created=CREATED)
    for page in read(data, "-layout").split("\f"):
        found = [line for line in page.splitlines() if line.strip()]
        assert not any("Überschrift" in line for line in found) or "Gebäude 1" in page


def test_a_list_is_a_list_and_a_sum_is_bold(reports: ReportPress) -> None:
    data = reports.report(plain(Bullets(("Eins", "Zwei"))), created=CREATED)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = next(each for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/L")
        assert str(found.A.ListNumbering) == "/Disc"
        assert [[str(part.S) for part in item.K] for item in found.K] == [["/Lbl", "/LBody"]] * 2
    with_sum = reports.report(plain(table(1)), created=CREATED)
    with_none = reports.report(plain(replace(table(1), totals=0)), created=CREATED)
    assert with_sum != with_none


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_embedded_in_the_size_it_is_printed(reports: ReportPress, kind: str) -> None:
    sheet = plain(Photo(photo_file(4000, 3000, kind), "Leuchten am Abend"))
    data = reports.report(sheet, created=CREATED)
    assert findings(data) == []
    assert len(data) < 200_000
    with pikepdf.open(io.BytesIO(data)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im1
        assert image.Filter == "/DCTDecode"
        assert 700 < int(image.Width) < 900
        figure = next(each for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/Figure")
        assert str(figure.Alt) == "Leuchten am Abend"


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff kaputt", b"%PDF-1.7", photo_file(40, 30)[:200]])
def test_a_picture_that_cannot_be_read_is_named(reports: ReportPress, data: bytes) -> None:
    with pytest.raises(UserError) as error:
        reports.report(plain(Photo(data, "Baustelle")), created=CREATED)
    assert error.value.code == "K-441"
    assert "Baustelle" in error.value.line


def test_the_logo_stands_beside_the_arms_no_wider_than_its_room(reports: ReportPress) -> None:
    data = reports.report(report(logo=logo()), created=CREATED)
    assert findings(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = {
            str(each.Alt): [float(side) for side in each.A.BBox]
            for each in pdf.Root.StructTreeRoot.K.K
            if str(each.S) == "/Figure" and "/A" in each
        }
    wappen, mark = figures["Wappen: Stadt Auenbrück"], figures["Logo: Klima vor Ort"]
    assert mark[2] < wappen[0]
    assert mark[1] == pytest.approx(wappen[1]), "both stand on the line"
    assert (mark[2] - mark[0]) * 25.4 / 72 == pytest.approx(40, abs=0.1)


def test_one_page_is_kept_by_smaller_type_and_never_by_leaving_out(reports: ReportPress) -> None:
    body = tuple(Paragraph(f"{number}. {STREET}") for number in range(1, 22))
    sheet = plain(*body, one_page=True)
    data = reports.report(sheet, created=CREATED)
    assert pages(data) == 1
    assert pages(reports.report(replace(sheet, one_page=False), created=CREATED)) == 2
    too_long = reports.report(plain(*body, *body, *body, one_page=True), created=CREATED)
    assert pages(too_long) > 1
    assert words(too_long).count("19. Die") == 3


def page_texts(data: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.split()) for page in read(data).split("\f")[:-1]]


@pytest.mark.parametrize("lines", range(18, 24))
def test_a_last_page_never_holds_a_few_lines_only_when_they_can_be_taken_in(
    reports: ReportPress, lines: int
) -> None:
    body = [Paragraph(f"{number}. {STREET}") for number in range(1, lines)]
    found = page_texts(reports.report(plain(*body), created=CREATED))
    assert len(found) == 1 or found[-1].count(STREET.split()[0]) >= 2


@pytest.mark.parametrize("before", range(0, 30, 3))
def test_a_table_is_not_torn_apart_where_a_page_holds_it(reports: ReportPress, before: int) -> None:
    """With its heading; unless that left much of the page before it empty."""
    head = [Paragraph("Zeile. " * 12) for _ in range(before)]
    data = reports.report(plain(*head, Heading("Kreise"), table(14), Paragraph("Ende.")), created=CREATED)
    found = page_texts(data)
    (whole,) = (page for page in found if "Gebäude 1 " in page)
    assert "Gebäude 14 " in whole
    assert "Summe" in whole
    assert "Kreise" in whole


@pytest.mark.parametrize("before", range(20, 40))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(reports: ReportPress, before: int) -> None:
    lines = [Paragraph("Zeile.") for _ in range(before)]
    text = " ".join(f"w{number}" for number in range(200))
    found = page_texts(reports.report(plain(*lines, Paragraph(text)), created=CREATED))
    counts = [sum(word[0] == "w" and word[1:].isdigit() for word in page.split()) for page in found]
    assert sum(counts) == 200
    assert all(count == 0 or count > 25 for count in counts), counts


def test_a_table_of_two_columns_is_no_wider_than_an_eye_can_follow(reports: ReportPress) -> None:
    two = TableBlock((Column("Jahr"), Column("erreicht", right=True)), (("2025", "91,2"),))
    layout = read(reports.report(plain(two), created=CREATED), "-bbox")
    (right,) = (
        float(line.split('xMax="')[1].split('"')[0]) for line in layout.splitlines() if ">91,2<" in line
    )
    assert right * 25.4 / 72 < 25 + 91


def test_long_words_and_titles_stay_within_the_margins(reports: ReportPress) -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    sheet = report(
        title=LONG_TITLE,
        blocks=(
            Figures((Figure(long, "123.456.789", "kWh im Jahr", long), Figure("Kurz", "1"))),
            Facts(((long, long),)),
            Photo(photo_file(300, 900), "Hoch", long, ((long, long),)),
            Bullets((long,)),
        ),
    )
    data = reports.report(sheet, created=CREATED)
    assert findings(data) == []
    boxes = read(data, "-bbox")
    rights = [float(part.split('"')[0]) for part in boxes.split('xMax="')[1:]]
    lefts = [float(part.split('"')[0]) for part in boxes.split('xMin="')[1:]]
    assert max(rights) <= 190 * 72 / 25.4 + 1
    assert min(lefts) >= 25 * 72 / 25.4 - 1


def test_600_buildings_are_told_page_by_page(reports: ReportPress) -> None:
    told: list[tuple[int, int]] = []
    data = reports.report(
        plain(table(600)), created=CREATED, progress=lambda done, total: told.append((done, total))
    )
    assert 13 <= pages(data) <= 25
    assert read(data).count("Strom kWh") == pages(data)  # the head is repeated
    assert all(before <= after for (before, _), (after, _) in pairwise(told))
    assert len({total for _, total in told}) == 1
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert len(told) > 40


def test_giving_up_ends_it_at_once(reports: ReportPress) -> None:
    class GivenUpError(Exception):
        pass

    told = []

    def give_up(done: int, total: int) -> None:
        told.append(done)
        if done > 100:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        reports.report(plain(table(600)), created=CREATED, progress=give_up)
    assert told[-1] <= 120


# -- letters --------------------------------------------------------------------------------------


def places(data: bytes) -> dict[str, tuple[float, float]]:
    """Each word with its left and top edge in mm, the first of its kind."""
    found: dict[str, tuple[float, float]] = {}
    for line in read(data, "-bbox").splitlines():
        if "<word" in line:
            values = [float(part.split('"')[0]) / 72 * 25.4 for part in line.split('="')[1:]]
            found.setdefault(line.split(">")[1].split("<")[0], (values[0], values[1]))
    return found


def test_the_address_stands_in_the_window_of_form_b(reports: ReportPress) -> None:
    data = reports.letters([letter()], created=CREATED)
    assert findings(data) == []
    found = places(data)
    for word in ("Frau", "Lindenweg"):
        left, top = found[word]
        assert 20 <= left <= 105
        assert 45 <= top <= 90
    assert found["Telefon"][0] == pytest.approx(125, abs=0.5)
    assert found["Telefon"][1] == pytest.approx(50, abs=2)
    assert 98 <= found["Dank"][1] <= 105
    assert found["Sehr"][0] == pytest.approx(25, abs=0.5)


def test_the_marks_to_fold_and_punch(reports: ReportPress) -> None:
    data = reports.letters([letter()], created=CREATED)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heights = [
            round(297 - float(operands[1]) / 72 * 25.4, 1)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "m"
        ]
    assert heights[:3] == [105.0, 148.5, 210.0]


def test_six_lines_of_address_and_two_of_information_do_not_meet_the_subject(reports: ReportPress) -> None:
    recipient = (
        "Frau",
        "Dr. Maximiliane Freifrau von Grünberg-Hohenstein",
        "Haus B",
        "c/o Ott",
        "Weg 3",
        "29999 A",
    )
    information = tuple((f"Zeile {number}", "sehr.langer.name@auenbrueck.example") for number in range(9))
    found = places(reports.letters([letter(recipient=recipient, information=information)], created=CREATED))
    assert found["Dank"][1] > 98


def test_each_letter_begins_on_a_page_of_its_own(reports: ReportPress) -> None:
    told: list[tuple[int, int]] = []
    people = [letter(salutation=f"Guten Tag Person {number},") for number in range(1, 6)]
    data = reports.letters(people, created=CREATED, progress=lambda *step: told.append(step))
    assert pages(data) == 5
    assert told == [(number, 5) for number in range(6)]
    for number, page in enumerate(read(data).split("\f")[:5], 1):
        assert f"Person {number}" in page
    long = letter(body=tuple(Paragraph(STREET) for _ in range(14)), mark=MARK)
    data = reports.letters([long, letter()], created=CREATED)
    assert pages(data) == 3
    assert findings(data) == []
