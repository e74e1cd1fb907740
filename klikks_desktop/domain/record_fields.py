"""Fields of a record as people see them: one description for form, table, history, import and export.

A field reads a text as typed into the value of the record and writes the value back as text, in
German: dates TT.MM.JJJJ, numbers 1.234,5, money in euros with two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final
from uuid import UUID

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.values import ValueFormatError, clean_text, format_number, parse_number, quoted

Value = str | int | bool | date | Decimal | UUID | StrEnum | None
LONGEST_LINE: Final = 300
LONGEST_NAMING: Final = 200
"""Characters of what a sync file takes as a name: of an office, a period."""
LONGEST_TEXT: Final = 10_000
MOST_EUROS: Final = 1_000_000_000
YES: Final = "ja"


class FieldKind(Enum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    EUROS = "euros"
    SHARE = "share"
    CHOICE = "choice"
    REFERENCE = "reference"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    name: attribute of the record. title: German label and heading of a column. unit: shown behind.
    EUROS: stored as integer cents. SHARE: stored 0 to 1, typed in percent. choices: value -> words, for
    CHOICE (the value's type is that of the keys). REFERENCE: text is the other record's id; who offers
    it knows the names. minimum, maximum: of numbers, euros and percents as typed. longest: characters of
    a LINE. empty: what an empty text means where that is not ``None``, as in a choice stored as text.
    """

    name: str
    title: str
    kind: FieldKind = FieldKind.LINE
    unit: str = ""
    help: str = ""
    choices: Mapping[Value, str] = field(default_factory=dict)
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    longest: int = LONGEST_LINE
    empty: Value = None

    def read(self, text: str) -> Value:
        """The value that ``text`` means; empty is ``empty`` (``""`` for texts, ``False`` for a check).

        Raises ``ValueFormatError`` with a German sentence.
        """
        if self.kind is FieldKind.TEXT:
            return self._read_text(text)
        plain = clean_text(text)
        if self.kind is FieldKind.LINE:
            return self._read_line(plain)
        if self.kind is FieldKind.CHECK:
            return plain == YES
        if not plain:
            if self.required:
                raise ValueFormatError(f"Bitte „{self.title}“ ausfüllen.")
            return self.empty
        return self._read_filled(plain)

    def write(self, value: Value) -> str:
        """``value`` as a person would type it; ``None`` is empty."""
        if value is None:
            return ""
        match self.kind, value:
            case FieldKind.CHECK, _:
                text = YES if value else ""
            case FieldKind.EUROS, int():
                text = format_number(Decimal(value) / 100, 2)
            case FieldKind.SHARE, Decimal():
                text = format_number(value * 100)
            case _, date():
                text = format_short(value)
            case _, Decimal():
                text = format_number(value)
            case _:
                text = str(value)
        return text

    def words(self, value: Value) -> str:
        """``value`` as it is shown: the words of a choice, numbers with their unit."""
        if value is None or value == "":
            return ""
        if self.kind is FieldKind.CHOICE:
            return self.choices.get(value, str(value))
        text = self.write(value)
        unit = {FieldKind.EUROS: "EUR", FieldKind.SHARE: "%"}.get(self.kind, self.unit)
        return f"{text} {unit}" if text and unit else text

    def _read_text(self, text: str) -> str:
        lines = "\n".join(clean_text(line) for line in text.splitlines()).strip()
        if len(lines) > LONGEST_TEXT:
            raise ValueFormatError(f"„{self.title}“ ist zu lang: höchstens {LONGEST_TEXT} Zeichen.")
        if self.required and not lines:
            raise ValueFormatError(f"Bitte „{self.title}“ ausfüllen.")
        return lines

    def _read_line(self, plain: str) -> str:
        if len(plain) > self.longest:
            raise ValueFormatError(f"„{self.title}“ ist zu lang: höchstens {self.longest} Zeichen.")
        if self.required and not plain:
            raise ValueFormatError(f"Bitte „{self.title}“ ausfüllen.")
        return plain

    def _read_filled(self, plain: str) -> Value:
        match self.kind:
            case FieldKind.DATE:
                return _read_date(plain)
            case FieldKind.CHOICE:
                return self._read_choice(plain)
            case FieldKind.REFERENCE:
                return self._read_reference(plain)
        number = self._read_number(plain)
        if self.kind is FieldKind.EUROS:
            return int((number * 100).to_integral_value())
        if self.kind is FieldKind.SHARE:
            return number / 100
        return int(number) if self.kind is FieldKind.INTEGER else number

    def _read_choice(self, plain: str) -> Value:
        for value, words in self.choices.items():
            if plain.casefold() in {str(value).casefold(), words.casefold()}:
                return value
        known = ", ".join(self.choices.values())
        raise ValueFormatError(f"{quoted(plain)} gibt es hier nicht. Möglich sind: {known}.")

    def _read_reference(self, plain: str) -> UUID:
        try:
            return UUID(plain)
        except ValueError as error:
            raise ValueFormatError(f"„{self.title}“: {quoted(plain)} ist keine Kennung.") from error

    def _read_number(self, plain: str) -> Decimal:
        for unit in ("EUR", "€", "%", self.unit):
            plain = plain.removesuffix(unit).rstrip() if unit else plain
        number = parse_number(plain)
        if self.kind is FieldKind.INTEGER and number != number.to_integral_value():
            raise ValueFormatError(f"„{self.title}“ ist eine ganze Zahl; {quoted(plain)} ist keine.")
        if self.kind is FieldKind.EUROS and number != round(number, 2):
            raise ValueFormatError(f"{quoted(plain)} hat mehr als zwei Stellen nach dem Komma.")
        most = Decimal(MOST_EUROS) if self.kind is FieldKind.EUROS else Decimal(10) ** 12
        low = self.minimum if self.minimum is not None else -most
        high = self.maximum if self.maximum is not None else most
        if not low <= number <= high:
            raise ValueFormatError(self._range_words(plain))
        return number

    def _range_words(self, plain: str) -> str:
        # Whole numbers may be years, which are written without a point.
        grouped = self.kind is not FieldKind.INTEGER
        ends = (self.minimum, self.maximum)
        low, high = ("" if end is None else format_number(end, grouped=grouped) for end in ends)
        if low and high:
            span = f"zwischen {low} und {high}"
        elif low:
            span = f"mindestens {low}"
        elif high:
            span = f"höchstens {high}"
        else:
            span = "eine kleinere Zahl"
        return f"„{self.title}“ ist {span} zu erwarten, nicht {quoted(plain)}."


def _read_date(text: str) -> date:
    try:
        return parse_date(text)
    except DateError as error:
        raise ValueFormatError(str(error)) from error


def words_of(members: type[StrEnum]) -> dict[Value, str]:
    """Choices whose values are their words already."""
    return {member: str(member.value) for member in members}


def read_all(fields: Iterable[Field], texts: Mapping[str, str]) -> tuple[dict[str, Value], list[Problem]]:
    """Values of all fields whose text can be read, and what is wrong with the others."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for each in fields:
        try:
            values[each.name] = each.read(texts.get(each.name, ""))
        except ValueFormatError as error:
            problems.append(Problem(each.name, str(error)))
    return values, problems


def write_all(fields: Sequence[Field], record: object) -> dict[str, str]:
    """The texts of all fields of a record."""
    return {each.name: each.write(getattr(record, each.name)) for each in fields}
