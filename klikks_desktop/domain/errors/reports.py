"""K-44x and K-45x: reports."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert, es wurde keine Datei geschrieben."

TEXTS: dict[str, ErrorText] = {
    "K-440": ErrorText(
        "Als solche Datei gibt es das Papier nicht",
        "Der Name {file} endet nicht auf {allowed}.",
        _KEPT,
        "Bitte geben Sie einen Namen mit der Endung {allowed} an.",
    ),
    "K-441": ErrorText(
        "Das Bild lässt sich nicht drucken",
        "Das Bild „{picture}“ ist kein lesbares JPEG oder PNG oder es ist zu groß.",
        _KEPT,
        "Bitte wählen Sie beim Projekt ein anderes Titelbild.",
    ),
    "K-442": ErrorText(
        "Der Zeitraum passt nicht",
        "Ein Energiebericht umfasst mindestens ein Jahr und höchstens {most} Jahre.",
        _KEPT,
        "Bitte geben Sie die Jahre so an: 2023-2025.",
    ),
    "K-443": ErrorText(
        "Die Anmeldefrist fehlt",
        "Für die Anmeldung zum Programm ist keine Frist eingetragen.",
        _KEPT,
        "Tragen Sie die Anmeldefrist des Programms in den Einstellungen der Kommune ein.",
    ),
    "K-444": ErrorText(
        "Es ist niemand ausgewählt",
        "Ein Brief braucht mindestens eine Empfängerin oder einen Empfänger.",
        _KEPT,
        "Wählen Sie eine Patin, einen Paten oder alle, die im Amt sind.",
    ),
    "K-445": ErrorText(
        "Der Einladung fehlt etwas",
        "Eine Einladung braucht einen Anlass und einen Tag.",
        _KEPT,
        "Bitte ergänzen Sie beides.",
    ),
}
