"""K-44x and K-45x: reports."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert, es wurde keine Datei geschrieben."

TEXTS: dict[str, ErrorText] = {
    "K-441": ErrorText(
        "Das Bild lässt sich nicht drucken",
        "Das Bild „{picture}“ ist kein lesbares JPEG oder PNG oder es ist zu groß.",
        _KEPT,
        "Bitte wählen Sie beim Projekt ein anderes Titelbild.",
    ),
}
