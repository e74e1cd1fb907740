"""The recovery sheet: typed back as people type, every slip found in its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.keys import OwnKeys, create_keys, renewed_keys
from klikks_desktop.exchange.recovery import LINE, read_lines, suggested_passphrase, write_lines

WORDS = "Grüne Bänke am Fluss"
KEYS = renewed_keys(create_keys(practice=True))
LINES = write_lines(KEYS, WORDS)


def refused(text: str, code: str, passphrase: str = WORDS) -> UserError:
    with pytest.raises(UserError) as caught:
        read_lines(text, passphrase)
    assert caught.value.code == code
    return caught.value


@pytest.mark.parametrize("keys", [create_keys(), KEYS], ids=["first", "renewed practice"])
def test_what_is_written_is_read(keys: OwnKeys) -> None:
    lines = write_lines(keys, WORDS)
    assert read_lines("\n".join(lines), WORDS) == keys
    assert write_lines(keys, WORDS) != lines


def test_it_is_typed_as_people_type() -> None:
    typed = "\r\n\n".join(
        line.replace("0", "o").replace("1", "l").replace(" ", "  ").lower() for line in LINES
    )
    assert read_lines(f"  {typed}\n", f"  {WORDS.replace(' ', '   ')} ") == KEYS


def test_the_numbers_of_the_lines_may_be_typed_too() -> None:
    numbered = [f"{number}. {line}" for number, line in enumerate(LINES, start=1)]
    assert read_lines("\n".join(numbered), WORDS) == KEYS
    assert read_lines("\n".join((numbered[0], *LINES[1:])), WORDS) == KEYS
    swapped = [numbered[1], numbered[0], *numbered[2:]]
    assert refused("\n".join(swapped), "K-591").facts["lines"] == "den Zeilen 1 und 2"


@given(data=st.data())
def test_a_slip_is_found_in_its_line(data: st.DataObject) -> None:
    """One wrong character passes the two check characters of its line once in 1024 times."""
    number = data.draw(st.integers(0, len(LINES) - 1))
    plain = LINES[number].replace(" ", "")
    at = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from("ACDEFGHJKMNPQRSTVWXYZ23456789").filter(lambda char: char != plain[at]))
    typed = [*LINES[:number], plain[:at] + other + plain[at + 1 :], *LINES[number + 1 :]]
    with pytest.raises(UserError) as caught:
        read_lines("\n".join(typed), WORDS)
    assert caught.value.code in {"K-591", "K-593"}
    if caught.value.code == "K-591":
        assert caught.value.facts["lines"] == f"Zeile {number + 1}"


def test_two_lines_exchanged_or_one_missing_are_noticed() -> None:
    exchanged = [LINES[1], LINES[0], *LINES[2:]]
    assert refused("\n".join(exchanged), "K-591").facts["lines"] == "den Zeilen 1 und 2"
    missing = refused("\n".join((*LINES[:3], *LINES[4:])), "K-591")
    assert str(missing.facts["lines"]).startswith("den Zeilen 4, 5")
    assert missing.facts["first"] == 4
    refused("\n".join(LINES[:-1]), "K-592")
    refused("", "K-592")
    refused("\n".join((*LINES, LINES[-1])), "K-591")


@pytest.mark.parametrize("text", ["hallo", "ÄÖÜ", "=" * 40, "A" * LINE, "\0", "1"])
def test_something_else_is_no_sheet(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_lines(text, WORDS)
    assert caught.value.code in {"K-591", "K-592"}


def test_another_passphrase_opens_nothing() -> None:
    refused("\n".join(LINES), "K-593", "Grüne Bänke am fluss")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UserError, match="K-590"):
        write_lines(KEYS, "elf Zeichen")
    assert len(suggested_passphrase()) == 23
    assert suggested_passphrase() != suggested_passphrase()
    assert not set("01OIL") & set("".join(suggested_passphrase() for _ in range(50))), "read alike on a slip"


def test_no_secret_stands_on_it() -> None:
    text = "".join(LINES).replace(" ", "")
    for secret in (KEYS.seed, KEYS.age_identity[16:]):
        assert secret[:8].upper() not in text
