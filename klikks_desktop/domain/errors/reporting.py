"""K-54x: reporting to the region and taking reports there."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-540": ErrorText(
        "Das geht nur im Regionalmanagement",
        "Dieser Arbeitsbereich ist als Kommune eingerichtet.",
        _KEPT,
        "Dateien von Kommunen übernimmt das Regionalmanagement in seinem Arbeitsbereich.",
    ),
    "K-541": ErrorText(
        "Es gibt keine Stelle, an die Sie berichten",
        "Dieser Arbeitsbereich ist als Regionalmanagement eingerichtet, und keine koordinierende Stelle ist "
        "bestätigt.",
        _KEPT,
        "Die Berichte der Kommunen schreiben diese selbst. Berichten Sie an eine koordinierende Stelle, so "
        "öffnen Sie deren Anmeldedatei unter Einstellungen, Koordinierende Stelle.",
    ),
    "K-542": ErrorText(
        "Es wartet keine Anmeldung",
        "Zum Bestätigen einer gemeinsamen Nummer fehlt eine Anmeldung, die darauf wartet.",
        _KEPT,
        "Öffnen Sie zuerst die Anmeldedatei (Kommune) oder die Antwort darauf (Regionalmanagement).",
    ),
    "K-543": ErrorText(
        "Das Regionalmanagement ist noch nicht bestätigt",
        "Ohne den am Telefon verglichenen Schlüssel des Regionalmanagements wird keine Datei geschrieben.",
        "Ihre Angaben sind vollständig gespeichert. Es hat nichts das Haus verlassen.",
        "Öffnen Sie unter Datenaustausch die Anmeldedatei des Regionalmanagements und "
        "vergleichen Sie am Telefon die gemeinsame Nummer.",
    ),
    "K-544": ErrorText(
        "Die Datei gibt es schon",
        "Unter dem Namen {file} liegt in diesem Ordner bereits eine Datei. Sie wird nicht überschrieben.",
        _KEPT,
        "Wählen Sie einen anderen Namen oder Ordner.",
    ),
    "K-545": ErrorText(
        "Die Datei enthält Angaben einer anderen Kommune",
        "In der Datei von {sender} stehen Datensätze, die einer anderen Kommune gehören.",
        "Aus dieser Datei wurde nichts übernommen.",
        "Rufen Sie die Kommune an. Vermutlich wurde ihr Arbeitsbereich aus einem anderen kopiert.",
    ),
    "K-546": ErrorText(
        "Das Übernehmen wurde angehalten",
        "{taken} übernommen, dann ging es nicht weiter ({code}): {reason} Noch nicht an der Reihe: {left}.",
        "Was übernommen ist, bleibt übernommen. {kept}",
        "{advice} Übernehmen Sie danach dieselben Dateien noch einmal; was schon übernommen ist, ändert sich "
        "dabei nicht.",
    ),
}
