"""K-56x: receipts, returns and remarks between a municipality and its regional management."""

from klikks_desktop.domain.errors import ErrorText

_UNTOUCHED = "Es wurde nichts übernommen. Ihre Daten sind unverändert."
_KEPT = "Alle gespeicherten Angaben sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-560": ErrorText(
        "Inhalt der Quittung nicht lesbar",
        "Die Quittung ist richtig unterschrieben, ihr Inhalt entspricht aber nicht dem vereinbarten Format "
        "(Stelle: {place}).",
        _UNTOUCHED,
        "Aktualisieren Sie das Programm. Hilft das nicht, bitten Sie Ihr Regionalmanagement, die Quittung "
        "neu zu schreiben.",
    ),
    "K-561": ErrorText(
        "Quittung zu einer unbekannten Datei",
        "Die Quittung gehört zu einer Datei vom {created}, die in diesem Arbeitsbereich nicht verzeichnet "
        "ist. Das kommt vor, wenn inzwischen eine ältere Sicherung zurückgeholt wurde oder der Bericht auf "
        "einem anderen Rechner entstand.",
        _UNTOUCHED,
        "Schreiben Sie einen neuen Bericht und schicken Sie ihn. Die Quittung darauf passt dann wieder.",
    ),
    "K-562": ErrorText(
        "Inhalt der Rücksendung nicht lesbar",
        "Die Rücksendung ist richtig unterschrieben, ihr Inhalt entspricht aber nicht dem vereinbarten "
        "Format (Stelle: {place}).",
        _UNTOUCHED,
        "Aktualisieren Sie das Programm. Hilft das nicht, bitten Sie Ihr Regionalmanagement um eine neue "
        "Rücksendung.",
    ),
    "K-563": ErrorText(
        "Die Rücksendung enthält fremde Datensätze",
        "In der Rücksendung von {sender} stehen Datensätze, die Ihnen oder einer anderen Stelle gehören.",
        _UNTOUCHED,
        "Rufen Sie Ihr Regionalmanagement an. Vermutlich wurde dort ein Arbeitsbereich kopiert.",
    ),
    "K-564": ErrorText(
        "Der Vermerk ist nicht mehr da",
        "Der Vermerk wurde inzwischen gelöscht oder von der anderen Seite zurückgenommen.",
        _KEPT,
        "Laden Sie die Seite neu, indem Sie sie im Menü links noch einmal wählen.",
    ),
    "K-565": ErrorText(
        "Der Vermerk gehört der anderen Seite",
        "Ändern oder löschen kann ihn nur, wer ihn geschrieben hat.",
        _KEPT,
        "Schreiben Sie eine Antwort darauf.",
    ),
    "K-566": ErrorText(
        "Der Vermerk lässt sich so nicht sichern",
        "{reason}",
        _KEPT,
        "Berichtigen Sie die Angabe und sichern Sie noch einmal.",
    ),
    "K-567": ErrorText(
        "Angabe passt nicht in die Rücksendung",
        "Eine Angabe ist zu lang oder enthält unzulässige Zeichen (Stelle: {place}).",
        "Für diese Kommune wurde keine Datei geschrieben. Ihre Daten sind unverändert.",
        "Berichtigen Sie die Angabe und schreiben Sie die Rücksendungen erneut.",
    ),
    "K-568": ErrorText(
        "Keine angemeldete Kommune mit diesem Schlüssel",
        "Zu {key} gibt es hier keine Kommune, deren Schlüssel am Telefon bestätigt wurde.",
        "Es wurde keine Datei geschrieben. Ihre Daten sind unverändert.",
        "Prüfen Sie den Amtlichen Gemeindeschlüssel, oder melden Sie die Kommune zuerst an.",
    ),
    "K-569": ErrorText(
        "Die Nachricht ist nicht mehr da",
        "Die Nachricht wurde inzwischen gelöscht.",
        _KEPT,
        "Legen Sie sie neu an. Mit Strg+Z holen Sie eine eben gelöschte zurück.",
    ),
    "K-570": ErrorText(
        "Die Nachricht lässt sich so nicht sichern",
        "{reason}",
        _KEPT,
        "Berichtigen Sie die Angabe und sichern Sie noch einmal.",
    ),
    "K-571": ErrorText(
        "Rücksendungen schreibt das Regionalmanagement",
        "Dieser Arbeitsbereich ist als Kommune eingerichtet.",
        _KEPT,
        "Was Sie dem Regionalmanagement mitteilen, geht mit Ihrem nächsten Bericht.",
    ),
    "K-572": ErrorText(
        "Die abgelegte Quittung fehlt",
        "Die signierte Datei liegt nicht mehr in der Ablage dieses Arbeitsbereichs.",
        "Was die Quittung sagt, ist erhalten und lässt sich drucken.",
        "Holen Sie eine Sicherung zurück, oder bitten Sie Ihr Regionalmanagement, sie neu zu schreiben.",
    ),
}
