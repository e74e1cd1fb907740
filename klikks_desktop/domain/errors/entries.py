"""K-10x to K-12x: keys of places, wording."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Es wurde nichts geändert."
_KEY_ADVICE = (
    "Geben Sie den 8-stelligen amtlichen Gemeindeschlüssel (AGS) an, bei Samtgemeinden, "
    "Verbandsgemeinden und Ämtern den 9-stelligen Schlüssel. Sie können die Kommune auch über "
    "ihren Namen suchen."
)

TEXTS: dict[str, ErrorText] = {
    "K-101": ErrorText(
        "Der Gemeindeschlüssel fehlt",
        "Es wurde kein Gemeindeschlüssel angegeben.",
        _NOTHING_CHANGED,
        _KEY_ADVICE,
    ),
    "K-102": ErrorText(
        "Der Gemeindeschlüssel enthält andere Zeichen als Ziffern",
        "„{text}“ besteht nicht nur aus den Ziffern 0 bis 9.{hint}",
        _NOTHING_CHANGED,
        _KEY_ADVICE,
    ),
    "K-103": ErrorText(
        "Der Gemeindeschlüssel hat die falsche Länge",
        "„{text}“ hat {count} Stellen statt 8 oder 9.{hint}",
        _NOTHING_CHANGED,
        _KEY_ADVICE,
    ),
    "K-104": ErrorText(
        "Kein Land hat diese Kennziffer",
        "„{text}“ beginnt mit {state}. Die Länder tragen die Ziffern 01 bis 16.{hint}",
        _NOTHING_CHANGED,
        _KEY_ADVICE,
    ),
    "K-120": ErrorText(
        "Diesen Platzhalter gibt es nicht",
        "Im Text steht der Platzhalter {placeholder}.",
        "Der bisherige Text gilt weiter.",
        "Hier gibt es: {known}. Achten Sie auf Groß- und Kleinschreibung.",
    ),
    "K-121": ErrorText(
        "Eine Klammer ist nicht geschlossen",
        "Im Text steht {bracket} ohne Gegenstück: „{text}“.",
        "Der bisherige Text gilt weiter.",
        "Platzhalter stehen in geschweiften Klammern, Teile, die entfallen können, in ⟨ ⟩. "
        "Jede Klammer braucht ihr Gegenstück.",
    ),
}
