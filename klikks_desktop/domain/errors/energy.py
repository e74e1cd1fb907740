"""K-78x: buildings, meters, consumption, climate factors."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-780": ErrorText(
        "Der Klimafaktor lässt sich nicht eintragen",
        "{reason}",
        "Die bisherigen Klimafaktoren sind unverändert.",
        "Der Deutsche Wetterdienst veröffentlicht die Faktoren je Postleitzahl und Jahr, zum Beispiel 1,08.",
    ),
    "K-781": ErrorText(
        "In „{file}“ stehen keine Klimafaktoren",
        "Gesucht wurden Spalten „PLZ“, „Zeitraum“ oder „Jahr“ und „KF“ oder „Klimafaktor“.",
        "Die bisherigen Klimafaktoren sind unverändert.",
        "Benennen Sie die Spalten so, oder tragen Sie den Faktor von Hand ein.",
    ),
    "K-782": ErrorText(
        "Für Ihre Postleitzahlen steht nichts in „{file}“",
        "Gesucht wurden Klimafaktoren ganzer Kalenderjahre für: {postcodes}.",
        "Die bisherigen Klimafaktoren sind unverändert.",
        "Prüfen Sie die Postleitzahlen der Gebäude und der Kommune, oder wählen Sie eine andere Datei.",
    ),
}
