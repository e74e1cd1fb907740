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
}
