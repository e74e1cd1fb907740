from klikks_desktop.domain.names import Alphabet
from klikks_desktop.reference.alphabet import ATTRIBUTION


def test_it_is_data_type_a_of_din_91379(alphabet: Alphabet) -> None:
    assert len(alphabet.letters) == 500
    assert len(alphabet.sequences) == 149
    assert alphabet.others == frozenset(" ',-.`~¨´·ʹʺʾʿˈˌ’‡")
    assert alphabet.search["Ä"] == "AE"
    assert alphabet.search["K͟H"] == "KH"


def test_its_authors_are_named() -> None:
    assert "CC-BY 4.0" in ATTRIBUTION
    assert "String-Latin" in ATTRIBUTION
