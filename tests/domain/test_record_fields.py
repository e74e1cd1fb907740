"""Fields of records: what is typed is read, what is stored is shown as it would be typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.record_fields import Field, FieldKind, read_all, words_of
from klikks_desktop.domain.values import ValueFormatError


class Colour(StrEnum):
    RED = "rot"
    BLUE = "blau"


EUROS = Field(name="cost", title="Kosten", kind=FieldKind.EUROS, minimum=Decimal(0))
SHARE = Field(name="rate", title="Quote", kind=FieldKind.SHARE, minimum=Decimal(0), maximum=Decimal(100))
COUNT = Field(name="people", title="Personen", kind=FieldKind.INTEGER, unit="Personen", minimum=Decimal(0))
AREA = Field(name="area", title="Fläche", kind=FieldKind.NUMBER, unit="m²")
DAY = Field(name="on", title="Tag", kind=FieldKind.DATE)
CHOICE = Field(name="colour", title="Farbe", kind=FieldKind.CHOICE, choices=words_of(Colour))
LINE = Field(name="title", title="Titel", required=True)
NOTE = Field(name="note", title="Notiz", kind=FieldKind.TEXT)
TICK = Field(name="done", title="erledigt", kind=FieldKind.CHECK)
OTHER = Field(name="other_id", title="Gebäude", kind=FieldKind.REFERENCE)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (EUROS, "1.234,56", 123456),
        (EUROS, "1.234,56 EUR", 123456),
        (EUROS, "12 €", 1200),
        (EUROS, "0", 0),
        (EUROS, "", None),
        (SHARE, "25", Decimal("0.25")),
        (SHARE, "12,5 %", Decimal("0.125")),
        (COUNT, "40", 40),
        (COUNT, "40 Personen", 40),
        (AREA, "1.200,5 m²", Decimal("1200.5")),
        (DAY, "1.3.2026", date(2026, 3, 1)),
        (DAY, "2026-03-01", date(2026, 3, 1)),
        (CHOICE, "Blau", Colour.BLUE),
        (CHOICE, "", None),
        (LINE, "  LED\u00a0 Straße ", "LED Straße"),
        (NOTE, "eins \n  zwei", "eins\nzwei"),
        (TICK, "ja", True),
        (TICK, "", False),
        (OTHER, "01890a5d-ac96-774b-bcce-b302099a8057", UUID("01890a5d-ac96-774b-bcce-b302099a8057")),
    ],
)
def test_a_text_is_read(field: Field, text: str, value: object) -> None:
    assert field.read(text) == value


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (EUROS, "-5", "mindestens 0"),
        (EUROS, "1,234", "zwei Stellen"),
        (EUROS, "viel", "keine Zahl"),
        (EUROS, "1.000.000.001", "nicht"),
        (SHARE, "101", "zwischen 0 und 100"),
        (COUNT, "2,5", "ganze Zahl"),
        (DAY, "31.2.2026", "2026"),
        (CHOICE, "grün", "rot, blau"),
        (LINE, "   ", "Titel"),
        (LINE, "x" * 301, "höchstens 300"),
        (NOTE, "x" * 10_001, "höchstens 10000"),
    ],
)
def test_what_cannot_be_read_is_said(field: Field, text: str, why: str) -> None:
    with pytest.raises(ValueFormatError, match=why):
        field.read(text)


@given(st.integers(0, 10**11))
def test_money_comes_back_to_the_cent(cents: int) -> None:
    assert EUROS.read(EUROS.write(cents)) == cents


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_comes_back_exactly(number: Decimal) -> None:
    assert AREA.read(AREA.write(number)) == number


@given(st.decimals(0, 1, places=4))
def test_a_share_comes_back_exactly(share: Decimal) -> None:
    assert SHARE.read(SHARE.write(share)) == share


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_comes_back(day: date) -> None:
    assert DAY.read(DAY.write(day)) == day


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (EUROS, 1, "0,01 EUR"),
        (SHARE, Decimal("0.4"), "40 %"),
        (AREA, Decimal(1200), "1.200 m²"),
        (CHOICE, Colour.RED, "rot"),
        (DAY, None, ""),
        (TICK, True, "ja"),
    ],
)
def test_a_value_is_shown_with_its_unit(field: Field, value: object, words: str) -> None:
    assert field.words(value) == words  # type: ignore[arg-type]  # the fields above take just these


def test_one_wrong_field_leaves_the_others() -> None:
    values, problems = read_all((LINE, EUROS, DAY), {"title": "Licht", "cost": "?", "on": "1.3.26"})
    assert values == {"title": "Licht", "on": date(2026, 3, 1)}
    assert [problem.field for problem in problems] == ["cost"]
