import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.place_key import STATES, check_key, is_association, is_key, probable_key, state_of


@pytest.mark.parametrize("text", ["03358021", " 03358021\t", "031515402", "16077051", "\u00a003358021\n"])
def test_well_formed_keys_are_taken_without_outer_blanks(text: str) -> None:
    assert check_key(text) == text.strip()


def test_an_association_has_nine_digits() -> None:
    assert is_association("031515402")
    assert not is_association("03358021")
    assert is_key("031515402")
    assert not is_key("03358021\n")


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", "K-101", ""),
        (" \t\n", "K-101", ""),
        ("0335802x", "K-102", ""),
        ("Soltau", "K-102", ""),
        ("03 3 58 021", "K-102", "03358021"),
        ("03358021\n03358022", "K-102", ""),
        ("٠٣٣٥٨٠٢١", "K-102", ""),
        ("03358021.0", "K-102", "03358021."),
        ("3358021.0", "K-102", "03358021."),
        ("3358021", "K-103", "03358021"),
        ("033580210021", "K-103", "03358021"),
        ("33580210021", "K-103", "03358021"),
        ("0335802", "K-103", ""),
        ("1" * 500, "K-103", ""),
        ("31515402", "K-104", "031515402"),
        ("17358021", "K-104", ""),
        ("00358021", "K-104", ""),
    ],
)
def test_a_malformed_key_is_refused_with_what_is_wrong(text: str, code: str, hint: str) -> None:
    with pytest.raises(UserError) as refused:
        check_key(text)
    assert refused.value.code == code
    happened = refused.value.text.happened
    assert len(happened) < 250
    if hint:
        assert hint in happened
    else:
        assert "ohl" not in happened
        assert probable_key(text) is None


def test_the_excel_hint_names_the_lost_zero() -> None:
    with pytest.raises(UserError) as refused:
        check_key("3358021")
    assert "führende Null" in refused.value.text.happened


def test_the_land_follows_from_the_key() -> None:
    assert state_of("03358021") == "Niedersachsen"
    assert state_of("160615051") == "Thüringen"
    assert len(STATES) == 16
