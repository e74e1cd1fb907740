"""K-86x: good examples and the idea pool."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-860": ErrorText(
        "Das Projekt gibt es hier nicht mehr",
        "Die Kommune hat das Projekt inzwischen gelöscht oder meldet es nicht mehr.",
        _KEPT,
        "Wählen Sie ein anderes Projekt.",
    ),
    "K-861": ErrorText(
        "Das Projekt ist noch nicht abgeschlossen",
        "„{title}“ steht bei der Kommune auf „{state}“. Als gutes Beispiel taugt nur, was fertig ist.",
        _KEPT,
        "Warten Sie auf den Bericht, mit dem die Kommune das Projekt als abgeschlossen meldet.",
    ),
    "K-862": ErrorText(
        "Das Projekt steht schon im Ideenpool",
        "Zu „{title}“ gibt es dort bereits ein gutes Beispiel.",
        _KEPT,
        "Öffnen Sie das vorhandene Beispiel und ändern Sie es dort.",
    ),
    "K-863": ErrorText(
        "Die Kommune möchte nicht genannt werden",
        "Beim Projekt von {place} ist „Als Beispiel mit Ansprechstelle weitergeben“ nicht angekreuzt.",
        "Das Beispiel bleibt ohne Namen. " + _KEPT,
        "Bitten Sie die Kommune, es anzukreuzen und einen neuen Bericht zu schicken.",
    ),
    "K-864": ErrorText(
        "Den Ideenpool füllt das Regionalmanagement",
        "Dieser Arbeitsbereich ist als Kommune eingerichtet.",
        _KEPT,
        "Schlagen Sie Ihr Projekt dem Regionalmanagement vor, zum Beispiel unter Post.",
    ),
    "K-865": ErrorText(
        "Das Beispiel steht nicht mehr im Ideenpool",
        "Das Regionalmanagement hat es mit einer neueren Rücksendung zurückgenommen.",
        _KEPT,
        "Wählen Sie ein anderes Beispiel. Was Sie daraus gemacht haben, bleibt.",
    ),
}
