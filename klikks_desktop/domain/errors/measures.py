"""K-70x to K-72x: measures and their inputs."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Es wurde nichts geändert."

TEXTS: dict[str, ErrorText] = {
    "K-701": ErrorText(
        "Diese Maßnahme gibt es nicht",
        "Eine Maßnahme „{measure}“ steht nicht im Katalog.",
        _NOTHING_CHANGED,
        "Wählen Sie eine von diesen: {known}.",
    ),
    "K-702": ErrorText(
        "So lässt sich die Maßnahme nicht berechnen",
        "{measure}: {problems}",
        "Ihre Eingaben sind unverändert.",
        "Berichtigen oder ergänzen Sie diese Angaben.",
    ),
    "K-703": ErrorText(
        "Gespart würde mehr, als verbraucht wird",
        "{what}: Gespart würden {saved} kWh im Jahr, der bekannte Verbrauch ist {known} kWh.",
        "Ihre Eingaben sind unverändert.",
        "Prüfen Sie die Eingaben der Maßnahme und den Verbrauch.",
    ),
    "K-704": ErrorText(
        "Der Faktorensatz hat diesen Energieträger nicht",
        "Im Faktorensatz „{set}“ fehlt der Emissionsfaktor für {carrier}. Er wird nicht geschätzt.",
        "Ihre Eingaben sind unverändert.",
        "Wählen Sie einen anderen Faktorensatz oder importieren Sie eine Datei mit diesem Faktor.",
    ),
    "K-705": ErrorText(
        "Ergebnisse mit verschiedenen Faktorensätzen werden nicht addiert",
        "Die Summe enthielte Ergebnisse mit diesen Faktorensätzen: {sets}. Sie meinen Verschiedenes.",
        "Die einzelnen Ergebnisse sind unverändert.",
        "Rechnen Sie alle Einsparpotenziale mit demselben Faktorensatz neu.",
    ),
    "K-706": ErrorText(
        "Das gespeicherte Ergebnis ist nicht lesbar",
        "Ein gespeichertes Ergebnis ist beschädigt oder stammt aus einer neueren Version: {reason}.",
        "Die Eingaben der Maßnahme sind unverändert.",
        "Rechnen Sie die Maßnahme neu.",
    ),
}
