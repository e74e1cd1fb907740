"""Texts that the program ships: wording of certificates, consents and forms, with version and source.

Each file ``texts/*.json`` maps a key to ``{"version", "source", "text"}``. The source is a key of
facts/domain.md 9 ("L5") where the text states law, otherwise "eigener Entwurf".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

OWN_DRAFT = "eigener Entwurf"


@dataclass(frozen=True, slots=True)
class ShippedText:
    """One text. version: "2026-11". source: key of a legal source or ``OWN_DRAFT``."""

    key: str
    version: str
    source: str
    text: str


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    source: str
    text: str


class Texts:
    """All shipped texts by key."""

    def __init__(self, texts: Mapping[str, ShippedText]) -> None:
        self._texts = dict(texts)

    @classmethod
    def load(cls, resources: Path) -> Texts:
        """The texts in ``resources``; ``ValueError`` when two files have the same key."""
        texts: dict[str, ShippedText] = {}
        decoder = msgspec.json.Decoder(dict[str, _Stored])
        for path in sorted((resources / "texts").glob("*.json")):
            stored = decoder.decode(path.read_bytes())
            if twice := texts.keys() & stored.keys():
                raise ValueError(f"{path.name} repeats {sorted(twice)}")
            for key, entry in stored.items():
                texts[key] = ShippedText(key, entry.version, entry.source, entry.text)
        return cls(texts)

    def get(self, key: str) -> ShippedText:
        """The text with ``key``; ``KeyError`` when it is not shipped."""
        return self._texts[key]

    def __iter__(self) -> Iterator[ShippedText]:
        return iter(self._texts.values())

    def with_overrides(self, texts: Mapping[str, str], version: str, source: str) -> Texts:
        """These texts with others in place of those of the same key; keys not shipped are passed over."""
        return Texts(
            {
                key: ShippedText(key, version, source, texts[key]) if key in texts else text
                for key, text in self._texts.items()
            }
        )

    def __contains__(self, key: object) -> bool:
        """Whether a text is shipped under this key."""
        return key in self._texts

    def templates(self, edited: Mapping[str, str] | None = None) -> dict[str, str]:
        """Key to text, with the municipality's own versions put over the shipped ones."""
        return {key: text.text for key, text in self._texts.items()} | dict(edited or {})
