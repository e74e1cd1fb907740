"""K-75x to K-77x: projects, potentials, funding."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-750": ErrorText(
        "Der Eintrag ist nicht mehr da",
        "Was Sie öffnen wollten, wurde inzwischen gelöscht.",
        "Alle anderen Angaben sind unverändert. Gelöschtes liegt 30 Tage im Papierkorb.",
        "Holen Sie den Eintrag aus dem Papierkorb zurück oder wählen Sie einen anderen.",
    ),
    "K-751": ErrorText(
        "Diese Angaben gehören einer anderen Kommune",
        "Der Eintrag wurde von einer Kommune gemeldet. Nur dort kann er geändert werden.",
        "Ihre Daten sind unverändert.",
        "Bitten Sie die Kommune um die Änderung; sie kommt mit dem nächsten Bericht.",
    ),
    "K-770": ErrorText(
        "Das ist keine Variante",
        "„{title}“ zählt schon selbst. Übernehmen lässt sich nur eine Variante.",
        "Es wurde nichts geändert.",
        "Legen Sie erst eine Variante an, ändern Sie deren Eingaben und übernehmen Sie sie dann.",
    ),
    "K-771": ErrorText(
        "Vergleichen geht mit zwei oder drei Potenzialen",
        "Gewählt sind {count}.",
        "Es wurde nichts geändert.",
        "Wählen Sie zwei oder drei Potenziale und vergleichen Sie dann.",
    ),
    "K-772": ErrorText(
        "Der Zielpfad stimmt so nicht",
        "{problems}",
        "Der bisherige Zielpfad gilt weiter.",
        "Geben Sie je Zeile ein Jahr und die Tonnen CO₂e an, die bis dahin jährlich eingespart sein sollen.",
    ),
    "K-760": ErrorText(
        "Angaben fehlen oder stimmen nicht",
        "Der Eintrag kann so nicht gespeichert werden: {problems}",
        "Nichts wurde geändert.",
        "Berichtigen Sie die Angaben und versuchen Sie es noch einmal.",
    ),
    "K-761": ErrorText(
        "Kein Eintrag mit diesem Namen",
        "{name} steht hier nicht.",
        "Nichts wurde geändert.",
        "Sehen Sie in der Liste nach, oder nehmen Sie die Kennung.",
    ),
    "K-762": ErrorText(
        "Der Name ist nicht eindeutig",
        "{name} passt auf {count} Einträge.",
        "Nichts wurde geändert.",
        "Nennen Sie den ganzen Namen oder die Kennung.",
    ),
    "K-763": ErrorText(
        "Solche Dateien werden nicht angenommen",
        "{file} ist ein Programm oder enthält eines.",
        "Nichts wurde übernommen.",
        "Fügen Sie ein Bild, ein PDF oder ein anderes Dokument hinzu.",
    ),
    "K-764": ErrorText(
        "Diese Datei ist schon da",
        "{file} liegt bei diesem Projekt bereits als {known}.",
        "Die abgelegte Datei ist unverändert.",
        "Sie brauchen nichts zu tun.",
    ),
    "K-765": ErrorText(
        "Die Datei ist leer",
        "{file} enthält nichts.",
        "Nichts wurde übernommen.",
        "Prüfen Sie die Datei und wählen Sie sie noch einmal.",
    ),
    "K-766": ErrorText(
        "Die abgelegte Datei fehlt",
        "{file} ist in diesem Arbeitsbereich nicht mehr vorhanden.",
        "Der Eintrag und alle anderen Dateien sind unverändert.",
        "Fügen Sie die Datei noch einmal hinzu, oder holen Sie eine Sicherung zurück.",
    ),
    "K-767": ErrorText(
        "Das ist kein Bild",
        "{file} kann nicht das Bild des Steckbriefs sein.",
        "Nichts wurde geändert.",
        "Wählen Sie ein Bild als PNG oder JPEG.",
    ),
    "K-768": ErrorText(
        "Dieses Potenzial passt nicht zum Projekt",
        "{title} ist eine Variante oder gehört zu einer anderen Kommune.",
        "Nichts wurde geändert.",
        "Übernehmen Sie zuerst die Variante, oder wählen Sie ein Potenzial derselben Kommune.",
    ),
    "K-769": ErrorText(
        "Dieses Feld gibt es nicht",
        "Ein Feld {name} gibt es hier nicht.",
        "Nichts wurde geändert.",
        "Möglich sind: {known}.",
    ),
}
