"""K-81x: exchange with the rest of the world."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_MADE = "Es wurde kein Arbeitsbereich angelegt, die Datei ist unverändert."
_WRITE_ANEW = (
    "Schreiben Sie die Datei am Ursprungsort neu. Wurde sie von Hand geändert, berichtigen Sie diese Zeile."
)

TEXTS: dict[str, ErrorText] = {
    "K-810": ErrorText(
        "Die Datei enthält keinen Gesamtabzug",
        "„{file}“ ist keine Datei, in die KlikKS Desktop alle Daten geschrieben hat, oder ein anderes "
        "Programm hat ihre Zeilen umgestellt.",
        _NOTHING_MADE,
        "Nehmen Sie die Datei so, wie der Befehl „dump“ oder die Seite Einstellungen sie geschrieben hat. "
        "Eine Sicherung (.klikksdb) holen Sie mit „restore“ zurück.",
    ),
    "K-811": ErrorText(
        "Der Gesamtabzug ist von einem neueren Programm",
        "„{file}“ hat Format {version} und Datenstand {schema}. Dieses Programm liest bis Format "
        "{known_version} und Datenstand {known_schema}.",
        _NOTHING_MADE,
        "Installieren Sie die neue Fassung von KlikKS Desktop und laden Sie die Datei dann.",
    ),
    "K-812": ErrorText(
        "Der Gesamtabzug ist nicht vollständig",
        "„{file}“ ist bis Zeile {line} gelesen. {reason}.",
        _NOTHING_MADE,
        "Kopieren Sie die Datei noch einmal vom Ursprungsort oder schreiben Sie sie dort neu.",
    ),
    "K-813": ErrorText(
        "Ein Eintrag des Gesamtabzugs lässt sich nicht lesen",
        "„{file}“, Zeile {line}, Tabelle „{table}“: {reason}.",
        _NOTHING_MADE,
        _WRITE_ANEW,
    ),
    "K-814": ErrorText(
        "Ein Eintrag des Gesamtabzugs passt nicht zu den anderen",
        "„{file}“, Zeile {line}, Tabelle „{table}“: {reason}.",
        _NOTHING_MADE,
        _WRITE_ANEW,
    ),
    "K-815": ErrorText(
        "Es gibt keine Adresskarte zu schreiben",
        "Von den gewählten Personen ist noch niemand ernannt oder es fehlt die Einwilligung, oder bei keiner "
        "Stelle stehen E-Mail oder Telefon.",
        "Ihre Daten sind unverändert, es wurde keine Datei geschrieben.",
        "Prüfen Sie die Auswahl, und ergänzen Sie E-Mail oder Telefon der Stellen.",
    ),
    "K-816": ErrorText(
        "Kein Projekt hat einen Punkt auf der Karte",
        "Bei keinem Projekt sind geografische Breite und Länge eingetragen.",
        "Ihre Daten sind unverändert, es wurde keine Datei geschrieben.",
        "Tragen Sie Breite und Länge bei den Projekten ein, die auf der Karte stehen sollen.",
    ),
}
