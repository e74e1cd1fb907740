from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.values import (
    ValueFormatError,
    check_email,
    check_phone,
    check_postcode,
    clean_text,
    format_number,
    parse_bool,
    parse_number,
    quoted,
)


@pytest.mark.parametrize("text", ["ja", "JA", " Ja ", "j", "1", "x", "X", "TRUE", "wahr", "✓"])
def test_yes(text: str) -> None:
    assert parse_bool(text) is True


@pytest.mark.parametrize("text", ["nein", "Nein", "n", "0", "FALSE", "falsch", "-"])
def test_no(text: str) -> None:
    assert parse_bool(text) is False


@pytest.mark.parametrize("text", ["", "vielleicht", "2", "ja, mündlich"])
def test_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(ValueFormatError, match="heißt weder ja noch nein"):
        parse_bool(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("-0,25", "-0.25"),
        ("−3", "-3"),
        ("12\u202f500", "12500"),
        ("0.123", "0.123"),
    ],
)
def test_numbers_both_ways(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1..2", "1.2.3", "٣", "1e5", "--1"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueFormatError, match="ist keine Zahl"):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, None, "1.234,5"),
        (1234.5, 2, "1.234,50"),
        (Decimal(1000000), None, "1.000.000"),
        (0, None, "0"),
        (-1234, None, "-1.234"),
        (0.1, None, "0,1"),
        (1e20, None, "100.000.000.000.000.000.000"),
    ],
)
def test_written_numbers(value: float | Decimal, digits: int | None, text: str) -> None:
    assert format_number(value, digits) == text


def test_ungrouped() -> None:
    assert format_number(1234567.25, grouped=False) == "1234567,25"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_written_numbers_are_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(format_number(value, grouped=False)) == value


@pytest.mark.parametrize(
    "text",
    ["anna@example.org", "a.b+c@post.soltau.de", "rathaus@köln.de", "x@a-b.example", "o'neil@example.org"],
)
def test_email_addresses(text: str) -> None:
    assert check_email(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "anna",
        "@example.org",
        "anna@",
        "anna@example",
        "a b@example.org",
        "anna@exa mple.org",
        "a..b@example.org",
        "anna@example.org, b@example.org",
        "anna@-x.de",
        "a" * 65 + "@example.org",
        "anna@example..org",
        "a@b.1",
        "anna@example.org\nBcc: x@example.org",
    ],
)
def test_no_email_addresses(text: str) -> None:
    problem = check_email(text)
    assert problem is not None
    assert problem.endswith(".")
    assert "\n" not in problem


@pytest.mark.parametrize("text", ["05191 82-0", "+49 5191 82000", "(05191) 82 0", "0171/1234567", "110"])
def test_phone_numbers(text: str) -> None:
    assert check_phone(text) is None


@pytest.mark.parametrize("text", ["", "12", "siehe Akte", "05191 82 App. 3", "1" * 21, "٠٥١٩١"])
def test_no_phone_numbers(text: str) -> None:
    assert check_phone(text) is not None


def test_postcodes() -> None:
    assert check_postcode("01067") is None
    assert check_postcode(" 29614 ") is None
    assert check_postcode("1067") is not None
    assert check_postcode("00123") is not None
    assert check_postcode("D-29614") is not None


def test_clean_text() -> None:
    assert clean_text("\u00a0Anna\u0085Lena\u200b  Mu\u0308l\u00adler\n") == "Anna Lena Müller"


UNSEEN = ["\u202a", "\u202e", "\u2066", "\u2069", "\x00", "\x08", "\x7f", "\x96", "\udc96"]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_clean_text_drops_what_a_sync_file_refuses(unseen: str) -> None:
    assert clean_text(f"Li{unseen}cht{unseen} an") == "Licht an"


def test_quotes_are_short_and_on_one_line() -> None:
    assert quoted("a\nb") == "„a b“"
    assert len(quoted("x" * 1000)) == 43
