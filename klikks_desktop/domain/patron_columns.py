"""Which title of a column means what: the columns we know and what other people call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """A column of the patron list; the value is its official title."""

    ADDRESS = "Anrede"
    DEGREE = "Titel"
    GIVEN_NAME = "Vorname"
    FAMILY_NAME = "Nachname"
    EMAIL = "E-Mail"
    PHONE = "Telefon"
    LOCALITY = "Ortsteil"
    BEGINS_ON = "Amtszeit von"
    ENDS_ON = "Amtszeit bis"
    RESOLUTION_ON = "Beschluss vom"
    RESOLUTION_NUMBER = "Beschluss Nr."
    CONSENT = "Einwilligung Weitergabe"
    CONSENT_ON = "Einwilligung am"
    CONSENT_FORM = "Einwilligung Form"
    # What other people's lists have besides.
    FULL_NAME = "Name"
    TERM = "Amtszeit"
    PLACE_KEY = "AGS"


STANDARD: Final = tuple(
    column for column in Column if column not in {Column.FULL_NAME, Column.TERM, Column.PLACE_KEY}
)
"""The documented columns in their documented order."""

# Other titles, normalised (see ``normal``). "einwilligung" alone is missing: it does not say to what.
_STRONG: Final[Mapping[Column, str]] = {
    Column.ADDRESS: "anrede anredeform formderanrede",
    Column.DEGREE: "titel akadtitel akademischertitel akadgrad akademischergrad grad namenstitel doktorgrad",
    Column.GIVEN_NAME: "vorname vornamen rufname",
    Column.FAMILY_NAME: "nachname familienname zuname nachnamen",
    Column.EMAIL: "email emailadresse mail mailadresse epost emailadr",
    Column.PHONE: "telefon tel telefonnummer telefonnr telnr fon phone rufnummer",
    Column.LOCALITY: "ortsteil ortortsteil ortsteilort ortschaft stadtteil gemeindeteil ortsbezirk "
    "ortsteilstadtteil",
    Column.BEGINS_ON: "amtszeitvon amtszeitab amtszeitbeginn beginnamtszeit beginnderamtszeit amtsbeginn "
    "amtsantritt amtszeitseit imamtseit bestelltam bestelltab bestelltseit ernanntam "
    "berufenam berufenab ernennungsdatum datumderernennung datumderberufung "
    "datumderbestellung bestelldatum",
    Column.ENDS_ON: "amtszeitbis amtszeitende endeamtszeit endederamtszeit amtsende befristetbis bestelltbis "
    "ernanntbis berufenbis ablaufamtszeit ablaufderamtszeit amtszeitendet",
    Column.RESOLUTION_ON: "beschlussvom beschlussam beschlussdatum datumbeschluss datumdesbeschlusses "
    "ratsbeschlussvom ratsbeschlussam beschlossenam",
    Column.RESOLUTION_NUMBER: "beschlussnr beschlussnummer ratsbeschlussnr ratsbeschlussnummer "
    "nrdesbeschlusses vorlage vorlagennr vorlagennummer drucksache drucksachennr drucksachennummer",
    Column.CONSENT: "einwilligungweitergabe einwilligungzurweitergabe einwilligungindieweitergabe weitergabe "
    "einwilligungdatenweitergabe datenweitergabe zustimmungweitergabe zustimmungzurweitergabe "
    "einverstaendnisweitergabe einverstaendniszurweitergabe",
    Column.CONSENT_ON: "einwilligungam einwilligungvom einwilligungdatum einwilligungsdatum "
    "datumeinwilligung datumdereinwilligung einwilligungweitergabeam einwilligungweitergabevom",
    Column.CONSENT_FORM: "einwilligungform formeinwilligung formdereinwilligung artdereinwilligung "
    "einwilligungart einwilligungweitergabeform",
    Column.FULL_NAME: "vollername vollstaendigername namevorname vornamename vornamenachname nachnamevorname "
    "vorundnachname vorundzuname namevollstaendig patin pate patinpate klimaschutzpatin "
    "klimaschutzpate klimaschutzpatinpate klimaschutzpatinnenundpaten "
    "klimaschutzpatenundpatinnen",
    Column.TERM: "amtszeit amtsdauer amtsperiode",
    Column.PLACE_KEY: "ags gemeindeschluessel amtlichergemeindeschluessel gemeindekennziffer schluessel ars "
    "regionalschluessel",
}
# Taken only where no column bears a clearer title.
_WEAK: Final[Mapping[Column, str]] = {
    Column.PHONE: "handy mobil mobiltelefon mobilnummer handynummer festnetz telefonmobil telefonprivat",
    Column.EMAIL: "emailprivat emaildienstlich",
    Column.LOCALITY: "ort dorf wohnort bezirk",
    Column.BEGINS_ON: "von ab seit beginn",
    Column.ENDS_ON: "bis ende",
    Column.RESOLUTION_NUMBER: "aktenzeichen az",
}
_NAME: Final = "name"
_FOLDS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PARENTHESES: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def normal(title: str) -> str:
    """Fold a title: "E-Mail-Adresse*" and "e-mail adresse (privat)" are both "emailadresse"."""
    folded = title.casefold().translate(_FOLDS)
    outside = re.sub(r"[^a-z0-9]", "", _PARENTHESES.sub("", folded))
    return outside or re.sub(r"[^a-z0-9]", "", folded)


def _index(words: Mapping[Column, str]) -> dict[str, Column]:
    return {word: column for column, line in words.items() for word in line.split()}


_STRONG_INDEX: Final = _index(_STRONG)
_WEAK_INDEX: Final = _index(_WEAK)


def meaning(title: str) -> Column | None:
    """Say what a single title means; ``None`` where we do not know it."""
    word = normal(title)
    if word == _NAME:
        return Column.FULL_NAME
    return _STRONG_INDEX.get(word) or _WEAK_INDEX.get(word)


def assign(titles: Sequence[str]) -> tuple[dict[Column, tuple[int, ...]], list[int]]:
    """Give each column its indexes; also return those that mean nothing to us."""
    words = [normal(title) for title in titles]
    strong: dict[Column, list[int]] = {}
    weak: dict[Column, list[int]] = {}
    strays = []
    for index, word in enumerate(words):
        if column := _STRONG_INDEX.get(word):
            strong.setdefault(column, []).append(index)
        elif column := _WEAK_INDEX.get(word):
            weak.setdefault(column, []).append(index)
        elif word and word != _NAME:
            strays.append(index)
    named = [index for index, word in enumerate(words) if word == _NAME]
    if named:
        # "Name" is the family name beside a "Vorname", and the whole name without one.
        strong.setdefault(Column.FAMILY_NAME if Column.GIVEN_NAME in strong else Column.FULL_NAME, []).extend(
            named
        )
    if {Column.GIVEN_NAME, Column.FAMILY_NAME} <= strong.keys():
        strays.extend(strong.pop(Column.FULL_NAME, []))
    for column, indexes in weak.items():
        if column not in strong:
            strong[column] = indexes
        elif column in {Column.PHONE, Column.EMAIL}:
            strong[column].extend(indexes)
        else:
            strays.extend(indexes)
    return {column: tuple(indexes) for column, indexes in strong.items()}, sorted(strays)
