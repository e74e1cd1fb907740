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
        "Geben Sie je Zeile ein Jahr und die Tonnen CO2e an, die bis dahin jährlich eingespart sein sollen.",
    ),
}
