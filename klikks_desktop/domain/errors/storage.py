"""K-2xx: storage and backup."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Es wurde nichts verändert."
_SAVED_IS_KEPT = (
    "Alles, was vorher gespeichert war, ist erhalten. Nur die letzte Änderung wurde nicht übernommen."
)
_RESTORE = (
    "Stellen Sie die jüngste Sicherung aus dem Ordner „Sicherungen“ wieder her. "
    "Die Datei wird dabei nicht gelöscht, sondern beiseitegelegt."
)

TEXTS: dict[str, ErrorText] = {
    "K-201": ErrorText(
        "Kein Arbeitsbereich gefunden",
        "In {folder} liegt kein Arbeitsbereich von KlikKS.",
        _NOTHING_CHANGED,
        "Prüfen Sie den Ordner, oder richten Sie dort einen neuen Arbeitsbereich ein.",
    ),
    "K-202": ErrorText(
        "Hier gibt es schon einen Arbeitsbereich",
        "In {folder} liegt bereits ein Arbeitsbereich von KlikKS.",
        "Er wurde nicht verändert.",
        "Öffnen Sie ihn, oder wählen Sie einen anderen Ordner.",
    ),
    "K-203": ErrorText(
        "Der Arbeitsbereich ist in Benutzung",
        "{user} arbeitet seit {since} am Computer {host} mit diesem Arbeitsbereich.",
        _NOTHING_CHANGED,
        "Öffnen Sie ihn nur zum Lesen, oder warten Sie, bis das Programm dort beendet ist.",
    ),
    "K-204": ErrorText(
        "Das ist keine Datei von KlikKS",
        "Die Datei {file} gehört zu einem anderen Programm.",
        _NOTHING_CHANGED,
        "Wählen Sie einen anderen Ordner, oder stellen Sie eine Sicherung wieder her.",
    ),
    "K-205": ErrorText(
        "Die Daten stammen von einer neueren Programmversion",
        "{file} wurde mit einer neueren Version von KlikKS gespeichert, die dieses Programm nicht kennt.",
        _NOTHING_CHANGED,
        "Installieren Sie die neuere Version, und öffnen Sie den Arbeitsbereich damit.",
    ),
    "K-206": ErrorText(
        "Die Datenbank ist beschädigt",
        "Die Prüfung der Datei {file} hat Schäden gefunden.",
        "Die Datei wurde nicht verändert. Ihre Sicherungen sind davon nicht betroffen.",
        _RESTORE,
    ),
    "K-207": ErrorText(
        "Die Datenbank ist leer",
        "Die Datei {file} enthält keine Daten, zum Beispiel nach einem abgebrochenen Kopieren.",
        "Die Datei wurde nicht verändert. Ihre Sicherungen sind davon nicht betroffen.",
        _RESTORE,
    ),
    "K-208": ErrorText(
        "Ordner und Datei sind vertauscht",
        "Unter {file} liegt nicht, was dort erwartet wird: "
        "Der Arbeitsbereich ist ein Ordner, die Datenbank darin eine Datei.",
        _NOTHING_CHANGED,
        "Benennen Sie den Eintrag um oder verschieben Sie ihn, und versuchen Sie es erneut.",
    ),
    "K-209": ErrorText(
        "Kein Zugriff",
        "Das Programm darf {file} nicht lesen.",
        _NOTHING_CHANGED,
        "Bitten Sie Ihre IT um Zugriff auf diesen Ordner.",
    ),
    "K-210": ErrorText(
        "Hier darf nicht geschrieben werden",
        "Der Ordner {folder} lässt keine Änderungen zu.",
        _NOTHING_CHANGED,
        "Öffnen Sie den Arbeitsbereich nur zum Lesen, oder bitten Sie Ihre IT um Schreibrechte.",
    ),
    "K-211": ErrorText(
        "Der Datenträger ist voll",
        "Auf dem Datenträger von {folder} ist kein Platz mehr.",
        _SAVED_IS_KEPT,
        "Schaffen Sie Platz, indem Sie andere Dateien verschieben oder löschen. "
        "Einträge in KlikKS zu löschen hilft nicht, auch das braucht Platz.",
    ),
    "K-212": ErrorText(
        "Die Datenbank ist gerade belegt",
        "Ein anderer Vorgang hat die Datenbank in {folder} länger als fünf Sekunden belegt.",
        _SAVED_IS_KEPT,
        "Versuchen Sie es gleich noch einmal. Virenscanner und Sicherungsprogramme können der Grund sein.",
    ),
    "K-213": ErrorText(
        "Der Datenträger antwortet nicht richtig",
        "Beim Lesen oder Schreiben in {folder} ist ein Fehler aufgetreten.",
        _SAVED_IS_KEPT,
        "Prüfen Sie die Verbindung zum Netzlaufwerk oder den Datenträger, und starten Sie das Programm neu.",
    ),
    "K-214": ErrorText(
        "Nur zum Lesen geöffnet",
        "Der Arbeitsbereich {folder} ist nur zum Lesen geöffnet.",
        _NOTHING_CHANGED,
        "Öffnen Sie ihn zum Bearbeiten, sobald niemand anderes damit arbeitet.",
    ),
    "K-215": ErrorText(
        "Rückgängig ist nicht mehr möglich",
        "Die Angaben aus „{label}“ wurden seither weiter geändert.",
        _NOTHING_CHANGED,
        "Nehmen Sie erst die jüngeren Änderungen zurück, oder ändern Sie die Angaben von Hand.",
    ),
    "K-216": ErrorText(
        "Eine vergebene Urkundennummer bleibt",
        "„{label}“ hat eine Nummer im Urkundenregister vergeben. Eine Nummer wird nie zurückgenommen.",
        _NOTHING_CHANGED,
        "Machen Sie die Urkunde ungültig. Die Nummer bleibt dann mit dem Grund im Register stehen.",
    ),
    "K-217": ErrorText(
        "Das lässt sich nicht rückgängig machen",
        "„{label}“ kann nicht zurückgenommen werden.",
        _NOTHING_CHANGED,
        "Ändern Sie die Angaben von Hand, oder stellen Sie eine Sicherung wieder her.",
    ),
    "K-218": ErrorText(
        "Die Daten konnten nicht auf die neue Version gebracht werden",
        "Beim Umstellen der Datenbank in {folder} ist ein Fehler aufgetreten.",
        "Die Umstellung wurde vollständig zurückgenommen, die Daten sind unverändert. "
        "Vorher wurde eine Sicherung angelegt: {backup}.",
        "Arbeiten Sie mit der bisherigen Programmversion weiter, und melden Sie den Fehler.",
    ),
    "K-219": ErrorText(
        "Erst einmal zum Bearbeiten öffnen",
        "Der Arbeitsbereich {folder} muss noch auf diese Programmversion umgestellt oder nach einem "
        "Abbruch in Ordnung gebracht werden. Das geht nicht, solange er nur zum Lesen geöffnet ist.",
        _NOTHING_CHANGED,
        "Öffnen Sie ihn einmal zum Bearbeiten.",
    ),
    "K-231": ErrorText(
        "Die Sicherung konnte nicht geschrieben werden",
        "In {folder} konnte keine Sicherung angelegt werden.",
        "Ihre Daten und die früheren Sicherungen sind unverändert.",
        "Prüfen Sie, ob der Ordner oder der Datenträger erreichbar ist, oder wählen Sie einen anderen Ort.",
    ),
    "K-232": ErrorText(
        "Unter diesem Namen gibt es schon eine Datei",
        "{file} ist schon vorhanden und wird nicht überschrieben.",
        _NOTHING_CHANGED,
        "Wählen Sie einen anderen Namen.",
    ),
    "K-233": ErrorText(
        "Die Sicherung ist nicht in Ordnung",
        "Die neue Sicherung in {folder} hat die Prüfung nicht bestanden und wurde verworfen.",
        "Ihre Daten und die früheren Sicherungen sind unverändert.",
        "Prüfen Sie den Datenträger, und sichern Sie an einen anderen Ort.",
    ),
    "K-234": ErrorText(
        "Das ist keine Sicherung von KlikKS",
        "Die Datei {file} ist keine Sicherung dieses Programms.",
        _NOTHING_CHANGED,
        "Wählen Sie eine Datei mit der Endung .klikksdb.",
    ),
    "K-235": ErrorText(
        "Die Sicherung ist beschädigt",
        "Die Datei {file} ist beschädigt oder unvollständig.",
        _NOTHING_CHANGED,
        "Wählen Sie eine andere Sicherung.",
    ),
    "K-236": ErrorText(
        "Die Sicherung stammt von einer neueren Programmversion",
        "{file} wurde mit einer neueren Version von KlikKS angelegt.",
        _NOTHING_CHANGED,
        "Installieren Sie die neuere Version, und stellen Sie die Sicherung damit wieder her.",
    ),
    "K-237": ErrorText(
        "Die Sicherung konnte nicht eingesetzt werden",
        "Die Datenbank in {folder} wird noch von jemandem gelesen.",
        "Ihre Daten sind unverändert. Vor dem Versuch wurde eine Sicherung angelegt.",
        "Schließen Sie KlikKS an allen Computern, und versuchen Sie es noch einmal.",
    ),
    "K-238": ErrorText(
        "Nicht alle Sicherungen konnten bereinigt werden",
        "In diesen Sicherungen können die gelöschten Angaben noch stehen: {files}.",
        "Im Arbeitsbereich selbst sind sie endgültig gelöscht.",
        "Löschen Sie die genannten Dateien, wenn Sie sie nicht mehr brauchen.",
    ),
    "K-239": ErrorText(
        "Übung und echte Daten bleiben getrennt",
        "Die Sicherung {file} enthält {source}, der Arbeitsbereich in {folder} ist für {target}.",
        _NOTHING_CHANGED,
        "Stellen Sie die Sicherung in einem Arbeitsbereich der gleichen Art oder in einem neuen Ordner "
        "wieder her.",
    ),
}
