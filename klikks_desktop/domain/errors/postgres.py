"""K-25x and K-26x: a PostgreSQL database that several people share."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Es wurde nichts verändert."
_SAVED_IS_KEPT = (
    "Alles, was vorher gespeichert war, ist erhalten. Nur die letzte Änderung wurde nicht übernommen."
)
_ASK_IT = "Bitten Sie Ihre IT um Hilfe."

TEXTS: dict[str, ErrorText] = {
    "K-250": ErrorText(
        "Das ist keine Adresse einer Datenbank",
        "Die angegebene Adresse des Datenbankservers lässt sich nicht lesen.",
        _NOTHING_CHANGED,
        "Erwartet wird zum Beispiel: {example}. Das Kennwort gehört nicht dazu.",
    ),
    "K-251": ErrorText(
        "Der Datenbankserver antwortet nicht",
        "Die Datenbank {server} ist nicht zu erreichen. Meldung für Ihre IT: „{reason}“.",
        "Alles, was gespeichert war, ist erhalten.",
        "Prüfen Sie die Verbindung zum Netz, und versuchen Sie es noch einmal. Hilft das nicht, bitten Sie "
        "Ihre IT um Hilfe.",
    ),
    "K-252": ErrorText(
        "Verbindung unterbrochen",
        "Die Verbindung zum Datenbankserver ist während der Arbeit abgerissen.",
        "Alles, was vorher gespeichert war, ist erhalten. Die letzte Änderung ist nicht gespeichert, auch "
        "nicht zum Teil, und nichts ist doppelt.",
        "Versuchen Sie es noch einmal. Das Programm verbindet sich dabei neu.",
    ),
    "K-253": ErrorText(
        "Unklar, ob noch gespeichert wurde",
        "Die Verbindung zum Datenbankserver ist genau beim Speichern abgerissen, und der Server lässt sich "
        "nicht fragen, was daraus wurde.",
        "Die letzte Änderung ist entweder ganz gespeichert oder gar nicht. Alles davor ist erhalten.",
        "Sehen Sie nach, sobald der Server wieder erreichbar ist, und wiederholen Sie die Änderung nur, wenn "
        "sie fehlt.",
    ),
    "K-254": ErrorText(
        "Der Datenbankserver lehnt die Anmeldung ab",
        "Die Anmeldung als „{user}“ an der Datenbank {server} wurde nicht angenommen. Meldung für Ihre IT: "
        "„{reason}“.",
        _NOTHING_CHANGED,
        "Prüfen Sie Name und Kennwort. Das Kennwort steht in der Kennwortdatei von PostgreSQL oder wird beim "
        "Start gefragt, nie in der Adresse. Nennt die Meldung einen anderen Grund, zum Beispiel zu viele "
        "Verbindungen, versuchen Sie es später noch einmal, oder bitten Sie Ihre IT um Hilfe.",
    ),
    "K-255": ErrorText(
        "Diese Datenbank gibt es nicht",
        "Die Datenbank {server} gibt es nicht.",
        _NOTHING_CHANGED,
        "Prüfen Sie die Adresse. Anlegen kann die Datenbank nur Ihre IT.",
    ),
    "K-256": ErrorText(
        "Die Datenbank ist noch leer",
        "In der Datenbank {server} ist noch kein Arbeitsbereich von KlikKS eingerichtet.",
        _NOTHING_CHANGED,
        "Richten Sie ihn beim ersten Start oder mit dem Befehl „init“ ein.",
    ),
    "K-257": ErrorText(
        "Die Datenbank gehört zu einem anderen Programm",
        "In der Datenbank {server} liegen Tabellen, die nicht von KlikKS stammen.",
        _NOTHING_CHANGED,
        "Lassen Sie von Ihrer IT eine eigene, leere Datenbank für KlikKS anlegen.",
    ),
    "K-258": ErrorText(
        "Die Datenbank ist auf dem Stand einer neueren Programmversion",
        "Die Datenbank {server} wurde von einer neueren Version von KlikKS umgestellt, die dieses Programm "
        "nicht kennt.",
        _SAVED_IS_KEPT,
        "Installieren Sie an diesem Computer die neuere Version.",
    ),
    "K-259": ErrorText(
        "Der Datenbankserver ist zu alt",
        "Die Datenbank {server} läuft mit PostgreSQL {version}. KlikKS braucht mindestens PostgreSQL "
        "{oldest}.",
        _NOTHING_CHANGED,
        _ASK_IT,
    ),
    "K-260": ErrorText(
        "Auf dem Datenbankserver fehlen Rechte",
        "„{user}“ darf in der Datenbank {server} nicht tun, was dafür nötig ist.",
        _SAVED_IS_KEPT,
        "Bitten Sie Ihre IT um die Rechte; sie stehen in der Hilfe „Für die IT-Administration“.",
    ),
    "K-261": ErrorText(
        "Der Datenträger des Datenbankservers ist voll",
        "Die Datenbank {server} hat keinen Platz mehr.",
        _SAVED_IS_KEPT,
        "Bitten Sie Ihre IT, dort Platz zu schaffen. Einträge in KlikKS zu löschen hilft nicht.",
    ),
    "K-262": ErrorText(
        "Der Datenbankserver lässt nur lesen",
        "Die Datenbank {server} nimmt zurzeit keine Änderungen an.",
        _SAVED_IS_KEPT,
        "Warten Sie, bis die Wartung beendet ist, oder fragen Sie Ihre IT.",
    ),
    "K-263": ErrorText(
        "Jemand anderes speichert gerade",
        "Die Datenbank ist länger als fünf Sekunden belegt, zum Beispiel durch das Einlesen vieler Dateien.",
        _SAVED_IS_KEPT,
        "Versuchen Sie es gleich noch einmal.",
    ),
    "K-264": ErrorText(
        "Die Datenbank kann nicht alle Buchstaben speichern",
        "Die Datenbank {server} ist für den Zeichensatz {encoding} angelegt. Namen nach DIN 91379 brauchen "
        "UTF-8.",
        _NOTHING_CHANGED,
        "Lassen Sie von Ihrer IT eine Datenbank mit der Kodierung UTF8 anlegen.",
    ),
    "K-265": ErrorText(
        "Hier fehlen die Schlüssel der Stelle",
        "Die gemeinsame Datenbank gehört zu einer Stelle, deren Schlüssel nicht in {folder} liegen.",
        _NOTHING_CHANGED,
        "Kopieren Sie die Datei keys.json aus dem Arbeitsbereich einer Kollegin oder eines Kollegen dorthin. "
        "Sie ist geheim: nicht per E-Mail verschicken.",
    ),
    "K-266": ErrorText(
        "Diese Daten sichert der Datenbankserver",
        "Der Arbeitsbereich liegt auf {server}. Sicherungsdateien dieses Programms gibt es dafür nicht.",
        _NOTHING_CHANGED,
        "Ihre IT sichert mit pg_dump und holt mit pg_restore zurück. Wie das geht, steht in der Hilfe "
        "„Für die IT-Administration“.",
    ),
    "K-267": ErrorText(
        "Das Zertifikat des Datenbankservers wird nicht anerkannt",
        "Der Server der Datenbank {server} antwortet, aber sein Zertifikat lässt sich nicht prüfen oder gilt "
        "für einen anderen Namen. Meldung für Ihre IT: „{reason}“.",
        "Es wurde nichts übertragen, auch kein Kennwort. Alles, was gespeichert war, ist erhalten.",
        "Bitten Sie Ihre IT, das Zertifikat der Zertifizierungsstelle an diesem Computer abzulegen und den "
        "Namen in der Adresse zu prüfen. Wo es liegt, steht in der Hilfe „Für die IT-Administration“.",
    ),
    "K-268": ErrorText(
        "Jemand anderes hat das inzwischen geändert",
        "„{title}“ wurde an einem anderen Arbeitsplatz geändert, seit Sie es hier geöffnet haben.",
        "Die andere Änderung ist gespeichert. Ihre Eingaben wurden nicht übernommen.",
        "Öffnen Sie den Eintrag neu, und ändern Sie ihn noch einmal.",
    ),
    "K-269": ErrorText(
        "Die Datenbank konnte nicht auf die neue Version gebracht werden",
        "Beim Umstellen der Datenbank {server} ist ein Fehler aufgetreten.",
        "Die Umstellung wurde vollständig zurückgenommen, die Daten sind unverändert.",
        "Arbeiten Sie mit der bisherigen Programmversion weiter, und melden Sie den Fehler.",
    ),
}
