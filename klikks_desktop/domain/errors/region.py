"""K-84x: reporting periods, partner municipalities and reminders of a region."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert."
_NOTHING_WRITTEN = "Alle gespeicherten Angaben sind unverändert, es wurde keine Datei geschrieben."

TEXTS: dict[str, ErrorText] = {
    "K-840": ErrorText(
        "Den Berichtszeitraum gibt es nicht",
        "Ein Berichtszeitraum „{title}“ ist nicht angelegt. {known}",
        _KEPT,
        "Legen Sie ihn im Rückmeldestand an oder nennen Sie einen, den es gibt.",
    ),
    "K-841": ErrorText(
        "Der Berichtszeitraum stimmt nicht",
        "{problem}",
        _KEPT,
        "Bitte berichtigen Sie Bezeichnung, Beginn oder Frist.",
    ),
    "K-842": ErrorText(
        "Die Kommune steht schon da",
        "{name} ({key}) ist schon als Partnerkommune eingetragen.",
        _KEPT,
        "Öffnen Sie den vorhandenen Eintrag, um Anschrift oder Postfach zu ändern.",
    ),
    "K-843": ErrorText(
        "Es ist niemand zu erinnern",
        "Unter den ausgewählten Kommunen ist keine, deren Bericht noch aussteht.",
        _NOTHING_WRITTEN,
        "Wählen Sie im Rückmeldestand Kommunen, deren Bericht fehlt.",
    ),
    "K-844": ErrorText(
        "Dem Brief fehlt der Absender",
        "Für Ihre Stelle ist noch keine Anschrift eingetragen.",
        _NOTHING_WRITTEN,
        "Tragen Sie den Absender beim Erinnern ein. Er wird für die nächsten Briefe behalten.",
    ),
    "K-845": ErrorText(
        "Für keine Kommune ist ein Postfach bekannt",
        "Ein E-Mail-Entwurf braucht eine Adresse. Keine der ausgewählten Kommunen hat eine.",
        _NOTHING_WRITTEN,
        "Tragen Sie Postfächer bei den Partnerkommunen ein oder schreiben Sie Briefe.",
    ),
    "K-846": ErrorText(
        "Die Angaben zur Partnerkommune stimmen nicht",
        "{problem}",
        _KEPT,
        "Bitte berichtigen Sie die Angabe.",
    ),
    "K-847": ErrorText(
        "In dem Ordner liegt keine Datei einer Kommune",
        "Im Ordner {folder} ist keine Datei mit der Endung .klikks.",
        "Es wurde nichts übernommen. Ihre Daten sind unverändert.",
        "Prüfen Sie, ob die Anhänge der Mails in diesem Ordner gespeichert sind.",
    ),
}
