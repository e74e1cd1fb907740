"""K-800 to K-809: the map."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert, es wurde keine Datei geschrieben."

TEXTS: dict[str, ErrorText] = {
    "K-800": ErrorText(
        "Als solche Datei gibt es die Karte nicht",
        "Der Name {file} endet nicht auf {allowed}.",
        _KEPT,
        "Bitte geben Sie einen Namen mit der Endung {allowed} an.",
    ),
    "K-801": ErrorText(
        "Die Karte lässt sich hier nicht als Bild zeichnen",
        "Dem Programm fehlt auf diesem Computer das Werkzeug, das aus Linien Bildpunkte macht.",
        _KEPT,
        "Speichern Sie die Karte als Vektorgrafik (SVG) oder als PDF.",
    ),
    "K-802": ErrorText(
        "Dieses Land gibt es nicht",
        "„{state}“ ist weder die Nummer noch der Name eines Landes.",
        _KEPT,
        "Bitte geben Sie eine Nummer von 01 bis 16 oder den Namen an, zum Beispiel 03 oder Niedersachsen.",
    ),
}
