"""Who of the people on record is meant by a row of a table: never guessed, never entered twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID


class SeveralFitError(Exception):
    """Several people on record could be meant."""


@dataclass(slots=True)
class People:
    """People by folded name, each with the e-mail address on record or ""."""

    _by_name: dict[str, dict[UUID, str]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, name: str, email: str, patron_id: UUID) -> None:
        """Know a person, or a person's new address. name: folded."""
        self._by_name[name][patron_id] = email.casefold()

    def find(self, name: str, email: str) -> UUID | None:
        """The person of this folded name who does not have another e-mail address; ``None`` when new.

        Raises ``SeveralFitError`` when the row does not say which of several it means.
        """
        known = self._by_name.get(name, {})
        same = [each for each, address in known.items() if email and address == email.casefold()]
        if same:
            return same[0]
        silent = [each for each, address in known.items() if not address]
        if email and len(silent) < len(known):
            return None
        fitting = silent or list(known)
        if len(fitting) > 1:
            raise SeveralFitError
        return fitting[0] if fitting else None
