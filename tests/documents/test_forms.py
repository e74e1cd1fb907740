"""Papers beside the certificate: tagged, read in order, over as many pages as they take."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from forms_samples import FACTS, code, consent_form, duty_notice, information, listing, shipped
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CREATED
from self_check import findings

from klikks_desktop.documents.canvas import Supplies
from klikks_desktop.documents.forms import FormPress
from klikks_desktop.documents.wrapping import wrapped
from klikks_desktop.domain.errors import UserError


@pytest.fixture(scope="session")
def forms(resources: Path) -> FormPress:
    """A press for papers."""
    return FormPress(resources)


@pytest.fixture(scope="session")
def texts(resources: Path) -> dict[str, str]:
    """The shipped form texts, filled in."""
    return shipped(resources)


def words(data: bytes) -> str:
    """The text in content order."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


@pytest.mark.parametrize("law", ["ni", "neutral"])
def test_duty_notice(forms: FormPress, texts: dict[str, str], law: str) -> None:
    sheet = duty_notice(texts, law)
    data = forms.duty_notice(sheet, created=CREATED)
    labels = [line.label for line in sheet.signatures]
    assert in_order(
        words(data), "Stadt Auenbrück", sheet.title, FACTS[0][1], sheet.statement, *labels, sheet.note
    )
    assert ("NKomVG" in words(data)) is (law == "ni")
    assert findings(data) == []
    assert pages(data) == 1


def test_consent_form_has_an_empty_box_for_every_choice(forms: FormPress, texts: dict[str, str]) -> None:
    sheet = consent_form(texts)
    data = forms.consent_form(sheet, created=CREATED)
    read = words(data)
    purposes = [choice.text for choice in sheet.choices]
    assert in_order(
        read, sheet.intro, *purposes, sheet.contacts_label, *sheet.contacts, sheet.tail, "Unterschrift"
    )
    assert findings(data) == []
    assert pages(data) == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = pdf.Root.StructTreeRoot.K.K
        boxes = [element for element in elements if str(element.S) == "/Figure"]
        assert len(boxes) == 6
        assert all(str(box.Alt) == "Kästchen zum Ankreuzen" for box in boxes)


@pytest.mark.parametrize("law", ["ni", "neutral"])
def test_information_stands_on_one_page(forms: FormPress, texts: dict[str, str], law: str) -> None:
    sheet = information(texts, law)
    data = forms.information(sheet, created=CREATED)
    assert pages(data) == 1
    assert in_order(words(data), sheet.title, *(part for section in sheet.sections for part in section))
    assert findings(data) == []


def test_longer_information_is_set_smaller_and_then_refused(forms: FormPress, texts: dict[str, str]) -> None:
    sheet = information(texts)
    longer = replace(sheet, sections=(*sheet.sections, *sheet.sections[3:7]))
    assert pages(forms.information(longer, created=CREATED)) == 1
    with pytest.raises(UserError) as refused:
        forms.information(replace(longer, sections=longer.sections * 2), created=CREATED)
    assert refused.value.code == "K-430"


@pytest.mark.parametrize("lines", [1, 9, 40])
def test_letters_to_be_typed_stand_in_numbered_lines(forms: FormPress, lines: int) -> None:
    sheet = code(lines)
    data = forms.code(sheet, created=CREATED)
    read = words(data)
    assert in_order(read, sheet.title, "Zeile", "Prüfzeichen", "7KQ2M", "WWWWW", "9X", "S5G", sheet.notes[0])
    assert findings(data) == []
    assert (pages(data) > 1) == (lines == 40)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        table = next(element for element in pdf.Root.StructTreeRoot.K.K if str(element.S) == "/Table")
        assert [len(row.K) for row in table.K] == [3] * (lines + 2)


@pytest.mark.parametrize("rows", [0, 1, 40, 300])
def test_a_list_takes_the_pages_it_needs(forms: FormPress, rows: int) -> None:
    sheet = listing(rows)
    data = forms.listing(sheet, created=CREATED)
    read = words(data)
    people = [row[0] for row in sheet.rows]
    assert in_order(read, sheet.title, sheet.subtitle, "Person", *people, sheet.notes[0])
    assert findings(data) == []
    count = pages(data)
    assert (count > 1) == (rows >= 40)
    assert (f"Seite {count} von {count}" in read) == (count > 1)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        table = next(element for element in pdf.Root.StructTreeRoot.K.K if str(element.S) == "/Table")
        assert len(table.K) == rows + 1
        heads = table.K[0].K
        assert [str(head.A.Scope) for head in heads] == ["/Column"] * 4


def test_a_cell_longer_than_a_page_goes_on(forms: FormPress) -> None:
    long_text = " ".join(f"Wort{number}" for number in range(900))
    sheet = replace(listing(1), rows=(("Frau Ott", long_text, "", ""), ("Herr Neu", "", "", "")))
    data = forms.listing(sheet, created=CREATED)
    assert pages(data) > 2
    assert in_order(words(data), "Wort0", "Wort450", "Wort899", "Herr Neu")
    assert findings(data) == []


def test_the_same_paper_gives_the_same_bytes(forms: FormPress, texts: dict[str, str]) -> None:
    one = forms.consent_form(consent_form(texts), created=CREATED)
    assert forms.consent_form(consent_form(texts), created=CREATED) == one
    assert forms.listing(listing(60), created=CREATED) == forms.listing(listing(60), created=CREATED)


def test_a_missing_glyph_is_refused_on_every_paper(forms: FormPress, texts: dict[str, str]) -> None:
    facts = (("Name", "漢"),)
    for draw in (
        lambda: forms.duty_notice(replace(duty_notice(texts), facts=facts), created=CREATED),
        lambda: forms.consent_form(replace(consent_form(texts), facts=facts), created=CREATED),
        lambda: forms.information(replace(information(texts), intro="漢"), created=CREATED),
        lambda: forms.listing(replace(listing(1), rows=(("漢", "", "", ""),)), created=CREATED),
        lambda: forms.listing(replace(listing(1), title="漢"), created=CREATED),
    ):
        with pytest.raises(UserError) as refused:
            draw()
        assert refused.value.code == "K-401"


@given(
    text=st.lists(st.text("abcäß@.-", min_size=1, max_size=60), min_size=1, max_size=12).map(" ".join),
    measure=st.floats(15, 120),
)
@settings(max_examples=80)
def test_wrapping_loses_nothing_and_fits(supplies: Supplies, text: str, measure: float) -> None:
    sans = supplies.fonts.sans
    lines = wrapped(sans, text, 9, measure)
    read = "".join(line.text + (" " if line.joins else "") for line in lines)
    assert read.replace("\u00a0", " ").rstrip() == text.rstrip()
    assert all(sans.shape(line.text).width(9) <= measure + 0.3 for line in lines)
