"""Address cards, read back with a small reader of their own (RFC 6350)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.contact_card import CardKind, ContactCard
from klikks_desktop.exchange.vcard import write_cards

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)
PERSON = ContactCard(
    id=UUID("01890a5d-ac96-774b-bcce-b302099a8057"),
    kind=CardKind.PERSON,
    name="Prof. Dr. Thị Ánh Nguyễn",
    family_name="Nguyễn",
    given_name="Thị Ánh",
    degree="Prof. Dr.",
    organisation=("Stadt Auenbrück",),
    title="Klimaschutzpatin",
    email="anh.nguyen@uni.example",
    phone="05191 555-108",
)
OFFICE = ContactCard(
    id=UUID(int=7),
    kind=CardKind.OFFICE,
    name="Stadt Soltau; Rathaus, Süd",
    organisation=("Stadt Soltau", "Klimaschutz; Umwelt"),
    street="Poststraße 12",
    postcode="29614",
    city="Soltau",
)
# Names of DIN 91379 use combining marks, too; line ends cannot be typed into the fields of a card.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=120)


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is split
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def split(value: str) -> list[str]:
    """The parts of a structured value, without what escapes them."""
    parts, is_escaped = [""], False
    for character in value:
        if is_escaped:
            parts[-1] += "\n" if character in "nN" else character
        elif character == ";":
            parts.append("")
        elif character != "\\":
            parts[-1] += character
        is_escaped = character == "\\" and not is_escaped
    return parts


def read(data: bytes) -> list[dict[str, list[str]]]:
    cards: list[dict[str, list[str]]] = []
    for line in unfolded(data):
        name, _, value = line.partition(":")
        if (name, value) == ("BEGIN", "VCARD"):
            cards.append({})
        elif name != "END":
            assert name not in cards[-1], f"{name} twice"
            cards[-1][name] = split(value)
    assert data.count(b"END:VCARD\r\n") == len(cards)
    return cards


def test_a_person_and_an_office() -> None:
    person, office = read(write_cards([PERSON, OFFICE], now=NOW))
    assert person == {
        "VERSION": ["4.0"],
        "PRODID": ["-//KlikKS Desktop//Adresskarten//DE"],
        "UID": ["urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057"],
        "REV": ["20261122T090005Z"],
        "KIND": ["individual"],
        "FN": ["Prof. Dr. Thị Ánh Nguyễn"],
        "N": ["Nguyễn", "Thị Ánh", "", "Prof. Dr.", ""],
        "ORG": ["Stadt Auenbrück"],
        "TITLE": ["Klimaschutzpatin"],
        "EMAIL": ["anh.nguyen@uni.example"],
        "TEL": ["05191 555-108"],
    }
    assert office["KIND"] == ["org"]
    assert office["FN"] == ["Stadt Soltau; Rathaus, Süd"]
    assert office["ORG"] == ["Stadt Soltau", "Klimaschutz; Umwelt"]
    assert office["ADR"] == ["", "", "Poststraße 12", "Soltau", "", "29614", ""]
    assert not {"N", "TITLE", "EMAIL", "TEL"} & office.keys()


@given(TEXT, TEXT, TEXT.filter(bool))
def test_every_name_comes_back(family: str, given_name: str, name: str) -> None:
    card = ContactCard(
        id=PERSON.id, kind=CardKind.PERSON, name=name, family_name=family, given_name=given_name
    )
    (back,) = read(write_cards([card], now=NOW))
    assert back["FN"] == [name]
    assert back["N"][:2] == [family, given_name]
