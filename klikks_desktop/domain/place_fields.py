"""The describable fields of a place, with their German labels; one list for form and command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from klikks_desktop.domain import values
from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import normalise_name
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Address, Design, Place

COUNCILS = (
    "des Rates",
    "des Gemeinderates",
    "der Stadtverordnetenversammlung",
    "der Gemeindevertretung",
    "des Ortsrates",
)
SIGNATORY_TITLES = (
    "Bürgermeisterin",
    "Bürgermeister",
    "Oberbürgermeisterin",
    "Oberbürgermeister",
    "Samtgemeindebürgermeisterin",
    "Samtgemeindebürgermeister",
    "Gemeindedirektorin",
    "Gemeindedirektor",
    "Ortsbürgermeisterin",
    "Ortsbürgermeister",
    "Ortsvorsteherin",
    "Ortsvorsteher",
)
DEPUTY_MODES = ("", "In Vertretung", "Im Auftrag")


@dataclass(frozen=True, slots=True)
class PlaceField:
    """One editable field: attribute of ``Place``, label, help."""

    name: str
    label: str
    help: str = ""


PLACE_FIELDS = (
    PlaceField("designation", "Bezeichnung", "Kopf der Urkunde, zum Beispiel „Stadt Soltau“."),
    PlaceField("nominative", "Mit Artikel", "„die Stadt Soltau“ (beruft …)"),
    PlaceField("genitive", "Genitiv", "„der Stadt Soltau“ (Klimaschutzpatin …)"),
    PlaceField("locative", "Ortsangabe", "„in der Stadt Soltau“"),
    PlaceField("office", "Amt oder Fachbereich", "Was die Region als Kontakt sieht, keine Person."),
    PlaceField("street", "Straße und Hausnummer"),
    PlaceField("postcode", "Postleitzahl", "Das Verzeichnis kennt je Kommune nur eine."),
    PlaceField("city", "Ort", "Steht vor dem Datum der Urkunde."),
    PlaceField("contact_name", "Sachbearbeitung", "Bleibt im Haus."),
    PlaceField("contact_email", "E-Mail des Amtes", "Funktionspostfach; geht an die Region."),
    PlaceField("contact_phone", "Telefon des Amtes"),
    PlaceField("signatory_name", "Unterschrift", "Name unter der Linie"),
    PlaceField("signatory_title", "Amtsbezeichnung", "zum Beispiel Bürgermeisterin"),
    PlaceField("signatory_address", "Anrede", "Für „Die Bürgermeisterin“ oder „Der Bürgermeister“"),
    PlaceField("deputy_mode", "Zusatz der Vertretung", "In Vertretung oder Im Auftrag"),
    PlaceField("deputy_name", "Vertretung"),
    PlaceField("deputy_title", "Amtsbezeichnung der Vertretung"),
    PlaceField("second_name", "Zweite Unterschrift"),
    PlaceField("second_title", "Amtsbezeichnung der zweiten Unterschrift"),
    PlaceField("second_address", "Anrede der zweiten Unterschrift"),
    PlaceField("council", "Gremium", "Im Genitiv: „des Rates“"),
    PlaceField("arms_blazon", "Beschreibung des Wappens", "Wird Menschen vorgelesen, die es nicht sehen."),
    PlaceField("accent", "Schmuckfarbe", "Farbe aus dem Wappen, #RRGGBB"),
    PlaceField("design", "Gestaltung der Urkunde", "klassisch oder modern"),
    PlaceField("programme", "Programmzeile", "Steht klein am Fuß der Urkunde."),
    PlaceField(
        "signup_deadline", "Anmeldung zum Programm bis", "Steht im Brief zur Anmeldung und unter „Termine“."
    ),
    PlaceField("controller", "Verantwortliche Stelle", "Für Datenschutzhinweise, mit Anschrift"),
    PlaceField("data_protection_contact", "Datenschutzbeauftragte", "Kontakt"),
    PlaceField("supervisory_authority", "Aufsichtsbehörde für den Datenschutz"),
    PlaceField("consent_contact", "Kontakt für den Widerruf"),
    PlaceField("region_office", "Regionalmanagement", "Name und Ort der Stelle"),
    PlaceField("months_contact", "Kontaktdaten löschen nach Monaten"),
    PlaceField("years_register", "Register aufbewahren in Jahren"),
    PlaceField("years_consent", "Einwilligungen aufbewahren in Jahren"),
)
_BY_NAME = {known.name: known for known in PLACE_FIELDS}
_NUMBERS = ("months_contact", "years_register", "years_consent")
_DATES = ("signup_deadline",)
_PRINTED = ("designation", "nominative", "genitive", "locative", "city")
_ADDRESSES: Mapping[str, object] = {
    "frau": Address.FEMALE,
    "herr": Address.MALE,
    "keine": Address.NONE,
    "": Address.NONE,
}
_DESIGNS: Mapping[str, object] = {design.value: design for design in Design}
_CHOICES: Mapping[str, tuple[Mapping[str, object], str]] = {
    "signatory_address": (_ADDRESSES, "Bitte wählen: Frau, Herr oder keine."),
    "second_address": (_ADDRESSES, "Bitte wählen: Frau, Herr oder keine."),
    "design": (_DESIGNS, "Bitte wählen: klassisch oder modern."),
}
_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "contact_email": values.check_email,
    "contact_phone": values.check_phone,
    "postcode": values.check_postcode,
}


def place_texts(place: Place) -> dict[str, str]:
    """The raw texts of all describable fields."""
    words = {Address.FEMALE: "Frau", Address.MALE: "Herr", Address.NONE: "keine"}
    texts = {}
    for known in PLACE_FIELDS:
        value = getattr(place, known.name)
        if isinstance(value, Address):
            texts[known.name] = words[value]
        elif known.name in _DATES:
            texts[known.name] = format_short(value) if value else ""
        else:
            texts[known.name] = str(value)
    return texts


def check_place(place: Place, texts: dict[str, str]) -> tuple[Place | None, list[Problem]]:
    """``place`` with the texts taken over, or what is wrong with them."""
    problems: list[Problem] = []
    changes: dict[str, object] = {}
    for name, raw in texts.items():
        if name not in _BY_NAME:
            continue
        text = normalise_name(raw)
        value, message = _read(name, text)
        if message:
            problems.append(Problem(name, message))
        else:
            changes[name] = value
    if problems:
        return None, problems
    return replace(place, **changes), []  # type: ignore[arg-type]  # names and kinds come from PLACE_FIELDS


def _read(name: str, text: str) -> tuple[object, str]:
    """The value of one field, or a sentence that says what is wrong."""
    if name in _CHOICES:
        words, sentence = _CHOICES[name]
        value = words.get(text.lower())
        return value, "" if value is not None else sentence
    if name in _NUMBERS:
        is_number = text.isdecimal() and 0 < int(text) <= 100
        return int(text) if is_number else None, "" if is_number else "Bitte eine Zahl von 1 bis 100."
    if name in _DATES:
        return _read_date(text)
    return text, _text_problem(name, text)


def _read_date(text: str) -> tuple[date | None, str]:
    try:
        return (parse_date(text) if text else None), ""
    except DateError as error:
        return None, str(error)


def _text_problem(name: str, text: str) -> str:
    if not text:
        label = _BY_NAME[name].label
        return f"Bitte „{label}“ ausfüllen; es steht auf der Urkunde." if name in _PRINTED else ""
    if name == "accent":
        return "" if _is_colour(text) else "Bitte eine Farbe in der Form #14532F."
    check = _CHECKS.get(name)
    return (check(text) or "") if check else ""


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(char in "0123456789abcdefABCDEF" for char in text[1:])


def read_place_values(place: Place, assignments: Iterable[str]) -> Place:
    """``place`` with ``FELD=WERT`` texts taken over; K-130 names what is wrong."""
    texts: dict[str, str] = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals or name not in _BY_NAME:
            known = ", ".join(_BY_NAME)
            raise UserError("K-130", {"problems": f"„{assignment}“ ist kein Feld. Felder: {known}."})
        texts[name] = text
    changed, problems = check_place(place, texts)
    if changed is None:
        raise UserError("K-130", {"problems": " ".join(problem.message for problem in problems)})
    return changed
