"""K-4xx: documents."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Ihre Daten sind unverändert, es wurde nichts gedruckt und keine Nummer vergeben."
_ARMS_KEPT = "Das bisherige Wappen und alle anderen Angaben sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-401": ErrorText(
        "Zeichen kann nicht gedruckt werden",
        "Das Zeichen „{character}“ ({code_point}) fehlt in den Schriften des Programms.",
        _NOTHING_CHANGED,
        "Bitte ersetzen Sie das Zeichen in: {text}",
    ),
    "K-402": ErrorText(
        "Schriften fehlen",
        "Die Datei „{file}“ im Ordner der mitgelieferten Schriften fehlt oder ist beschädigt.",
        _NOTHING_CHANGED,
        "Bitte lassen Sie das Programm neu installieren.",
    ),
    "K-410": ErrorText(
        "Das ist kein lesbares Bild",
        "Die gewählte Datei ist kein PNG-, JPEG- oder SVG-Bild oder ist beschädigt.",
        _ARMS_KEPT,
        "Bitte wählen Sie das Wappen als PNG, JPEG oder SVG.",
    ),
    "K-411": ErrorText(
        "Das Bild ist zu groß",
        "Das Bild hat {size}; erlaubt sind {limit}.",
        _ARMS_KEPT,
        "Bitte speichern Sie das Wappen kleiner, zum Beispiel mit 2.000 Pixeln Kantenlänge.",
    ),
    "K-412": ErrorText(
        "Die SVG-Datei enthält unerlaubte Teile",
        "Die Datei enthält {part}. Solche Teile können Schaden anrichten und gehören nicht in ein Wappen.",
        _ARMS_KEPT,
        "Bitte speichern Sie das Wappen als einfaches SVG oder als PNG.",
    ),
    "K-413": ErrorText(
        "Das Bild ist leer",
        "Das Bild zeigt nur eine weiße oder durchsichtige Fläche.",
        _ARMS_KEPT,
        "Bitte wählen Sie eine andere Datei.",
    ),
    "K-421": ErrorText(
        "Der Text passt nicht auf die Urkunde",
        "{part} ist zu lang für eine Seite.",
        _NOTHING_CHANGED,
        "Bitte kürzen Sie die Angabe oder den Wortlaut der Urkunde.",
    ),
    "K-422": ErrorText(
        "Der QR-Code fasst die Angaben nicht",
        "Die Prüfangaben für den QR-Code haben {size} Zeichen; erlaubt sind {limit}.",
        _NOTHING_CHANGED,
        "Bitte kürzen Sie die Angaben oder drucken Sie ohne QR-Code.",
    ),
    "K-430": ErrorText(
        "Das Informationsblatt passt nicht auf eine Seite",
        "Die eingetragenen Angaben sind zu lang.",
        _NOTHING_CHANGED,
        "Bitte kürzen Sie die Angaben in den Einstellungen.",
    ),
}
