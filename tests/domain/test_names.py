import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.names import (
    LONGEST_NAME,
    Alphabet,
    check_name,
    matches,
    normalise_name,
    search_key,
    search_query,
    split_query,
)
from klikks_desktop.reference.alphabet import load_alphabet

ALPHABET = load_alphabet(Path(__file__).parents[2] / "resources")
ALLOWED = sorted(ALPHABET.letters | ALPHABET.sequences | ALPHABET.others)
names = st.lists(st.sampled_from(ALLOWED), min_size=1, max_size=20).map("".join)


def test_every_letter_sequence_and_sign_is_accepted_composed_or_not() -> None:
    assert (len(ALPHABET.letters), len(ALPHABET.sequences), len(ALPHABET.others)) == (500, 149, 18)
    for letter in ALLOWED:
        assert check_name(f"A{letter}b", ALPHABET) is None, letter
        assert check_name(unicodedata.normalize("NFD", f"A{letter}b"), ALPHABET) is None, letter


@pytest.mark.parametrize(
    "name",
    [
        "Müller-Lüdenscheidt",
        "O'Brien",
        "D’Angelo",
        "Nguyễn Thị Ánh",
        "Şükrü Işık",
        "Željko Đorđević",
        "K͟han",
        "C̨̆elebi",
        "ʿAlī al-Ḥusain",
        "Þórunn Æsa",
        "Straßer",
        "STRAẞER",
        "Gal·la",
        "Maria v. d. Heide",
        "L̥̄a",
    ],
)
def test_real_names_are_accepted(name: str) -> None:
    assert check_name(name, ALPHABET) is None


@pytest.mark.parametrize(
    ("name", "in_words", "number", "suggestion"),
    [
        ("O‘Brien", "einfache Anführungszeichen", "U+2018", "O’Brien"),
        ("ʻOkina", "gedrehte Komma", "U+02BB", "ʿOkina"),
        ("Dʼor", "Apostroph-Buchstabenzeichen", "U+02BC", "D’or"),
        ("Anna–Lena", "Gedankenstrich", "U+2013", "Anna-Lena"),
        ("Anna\u2011Lena", "geschützte Bindestrich", "U+2011", "Anna-Lena"),
        ("Аnna", "kyrillische Buchstabe", "U+0410", "Anna"),
        ("Νick", "griechische Buchstabe", "U+039D", "Nick"),
        ("Иван", "kyrillische Buchstabe", "U+0418", ""),
        ("Anna\u200b", "unsichtbares Zeichen", "U+200B", "Anna"),
        ("An\u00adna", "unsichtbares Zeichen", "U+00AD", "Anna"),
        ("Karl 2", "Ziffer", "U+0032", ""),
        ("q̈", "Buchstabe", "U+0071 U+0308", "q"),
        ("ﬁn", "Buchstabe", "U+FB01", "fin"),
        ("Ida (Ott)", "runde Klammer", "U+0028", ""),
        ("Ida😀", "Bildzeichen", "U+1F600", ""),
        ("a\x00b", "Steuerzeichen", "U+0000", ""),
        ("M\ufffdller", "Unlesbares", "U+FFFD", ""),
        ("\u0308a", "Akzentzeichen", "U+0308", ""),
        ("王", "chinesische Schriftzeichen", "U+738B", ""),
        ("Ida\ud800", "Zeichen", "U+D800", ""),
    ],
)
def test_a_refused_character_is_named_and_a_near_one_offered(
    name: str, in_words: str, number: str, suggestion: str
) -> None:
    problem = check_name(name, ALPHABET)
    assert problem is not None
    assert in_words in problem.message
    assert number in problem.message
    assert problem.suggestion == suggestion
    assert problem.message.endswith(".")
    if suggestion:
        assert check_name(suggestion, ALPHABET) is None


def test_a_degree_may_take_more() -> None:
    assert check_name("Dipl.-Ing. (FH)", ALPHABET) is not None
    assert check_name("Dipl.-Ing. (FH)", ALPHABET, also="()") is None


def test_a_name_may_have_a_hundred_characters() -> None:
    assert check_name("a" * LONGEST_NAME, ALPHABET) is None
    problem = check_name("a" * (LONGEST_NAME + 1), ALPHABET)
    assert problem is not None
    assert "101" in problem.message


def test_blanks_become_plain_single_ones_and_letters_compose() -> None:
    assert normalise_name("\tIda\u00a0\u2009 von\r\n Mu\u0308ller ") == "Ida von Müller"


@given(names)
def test_names_of_the_alphabet_are_accepted_unless_marks_meet(name: str) -> None:
    spaced = " ".join(name)
    problem = check_name(name, ALPHABET)
    if problem is not None:
        # Two letters side by side may compose into another one; then it is a cluster that is refused.
        assert len(problem.characters) > 1
    assert normalise_name(normalise_name(spaced)) == normalise_name(spaced)


@given(st.text(max_size=30))
def test_whatever_is_typed_gets_a_verdict_and_a_plain_key(text: str) -> None:
    problem = check_name(text, ALPHABET)
    if problem is not None:
        assert problem.message.endswith(".")
        if problem.suggestion:
            again = check_name(problem.suggestion, ALPHABET)
            assert again is None or again.message != problem.message
    key = search_key(text, ALPHABET)
    assert all(char == " " or (char.isascii() and (char.isupper() or char.isdigit())) for char in key)
    assert key == key.strip()
    assert "  " not in key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "Mueller", "Muller", "MÜLLER", "mu\u0308ller"),
        ("Weiß", "Weiss", "WEIẞ"),
        ("Ångström", "Aangstroem", "Angstrom"),
        ("O'Brien", "O’Brien", "O‘Brien", "OBrien", "Oʻbrien"),
        ("Łukasz", "Lukasz"),
        ("Đorđević", "Dordevic"),
        ("Sören", "Søren", "Soeren", "Soren"),
        ("K͟han", "Khan"),
        ("Anna-Lena", "Anna Lena", "Anna–Lena"),
    ],
)
def test_spellings_that_sound_alike_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(spelling, ALPHABET) for spelling in spellings}) == 1


def test_the_key_follows_the_official_search_form(alphabet: Alphabet = ALPHABET) -> None:
    for letter, form in alphabet.search.items():
        assert search_key(f"X{letter}X", alphabet) == search_key(f"X{form}X", alphabet), letter


@given(names, st.integers(min_value=0, max_value=40))
def test_the_beginning_of_a_name_has_the_beginning_of_its_key(name: str, length: int) -> None:
    name = normalise_name(name)
    assert search_key(name, ALPHABET).startswith(search_key(name[:length], ALPHABET))


def test_every_word_and_phrase_of_a_query_is_found() -> None:
    key = search_key("Müller-Lüdenscheidt, Anna Lena", ALPHABET)

    def found(query: str) -> bool:
        return matches(search_query(query, ALPHABET), key)

    assert found("anna müll")
    assert found("lüdenscheidt ANNA")
    assert found("„anna lena“")
    assert found('"anna le')
    assert found("")
    assert not found('"lena anna"')
    assert not found("anna peter")
    assert matches(search_key("mueller anna", ALPHABET), key)
    assert split_query('A "B C" D') == ["A", "B C", "D"]


def test_what_was_folded_before_changes_nothing() -> None:
    fresh = load_alphabet(Path(__file__).parents[2] / "resources")
    search_key("\u2044", fresh)
    assert search_key("½", fresh) == search_key("½", ALPHABET) == "12"
