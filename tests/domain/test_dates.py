from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateError,
    format_long,
    format_short,
    parse_date,
    weekday,
)

DATES = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22.11.2026", date(2026, 11, 22)),
        ("3.3.26", date(2026, 3, 3)),
        ("03.3.2026", date(2026, 3, 3)),
        ("  2026-03-03\n", date(2026, 3, 3)),
        ("\u00a03. 3. 2026\u00a0", date(2026, 3, 3)),
        ("1.1.69", date(2069, 1, 1)),
        ("1.1.70", date(1970, 1, 1)),
        ("29.02.2024", date(2024, 2, 29)),
    ],
)
def test_written_forms(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30.02.2026", "Den 30.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage."),
        ("2026-02-30", "Den 30.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage."),
        ("0.1.2026", "Den 00.01.2026 gibt es nicht: Der Januar 2026 hat 31 Tage."),
        ("1.13.2026", "Den 01.13.2026 gibt es nicht: Einen Monat 13 gibt es nicht."),
        ("1.1.1899", "Das Jahr 1899 liegt nicht zwischen 1900 und 2199."),
        ("1.1.2200", "Das Jahr 2200 liegt nicht zwischen 1900 und 2199."),
        ("morgen", "„morgen“ ist kein Datum. Bitte so: 22.11.2026."),
        ("   ", "Das Datum fehlt. Bitte so: 22.11.2026."),
        ("٢٢.١١.٢٠٢٦", "„٢٢.١١.٢٠٢٦“ ist kein Datum. Bitte so: 22.11.2026."),
        ("1.1.202", "„1.1.202“ ist kein Datum. Bitte so: 22.11.2026."),
    ],
)
def test_refusals_are_german_sentences(text: str, message: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(text)
    assert str(refused.value) == message


def test_a_long_text_is_quoted_shortened_on_one_line() -> None:
    with pytest.raises(DateError) as refused:
        parse_date("im\nHerbst " + "x" * 500)
    assert str(refused.value) == f"„im Herbst {'x' * 20}…“ ist kein Datum. Bitte so: 22.11.2026."


@given(DATES)
def test_every_date_survives_short_and_iso(day: date) -> None:
    assert parse_date(format_short(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        assert FIRST_YEAR <= parse_date(text).year <= LAST_YEAR
    except DateError as error:
        assert str(error).endswith(".")


def test_long_form_and_weekday() -> None:
    assert format_long(date(2026, 11, 22)) == "22. November 2026"
    assert format_long(date(2026, 3, 3)) == "3. März 2026"
    assert weekday(date(2026, 11, 22)) == "Sonntag"
