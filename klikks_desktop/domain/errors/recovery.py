"""Errors of the recovery sheet: K-59x."""

from __future__ import annotations

from klikks_desktop.domain.errors import ErrorText

_KEYS_STAY = "Ihre jetzigen Schlüssel gelten unverändert weiter."

TEXTS = {
    "K-590": ErrorText(
        "Kennwort zu kurz",
        "Das Kennwort für das Wiederherstellungsblatt hat weniger als {shortest} Zeichen.",
        "Es wurde kein Blatt gedruckt. " + _KEYS_STAY,
        "Wählen Sie ein längeres Kennwort oder nehmen Sie das vorgeschlagene.",
    ),
    "K-591": ErrorText(
        "Tippfehler im Wiederherstellungsblatt",
        "In {lines} stimmen die Prüfzeichen am Ende nicht.",
        _KEYS_STAY,
        "Vergleichen Sie Zeile {first} mit dem Blatt. Stimmt sie, so fehlt vor ihr eine Zeile.",
    ),
    "K-592": ErrorText(
        "Wiederherstellungsblatt unvollständig",
        "Die eingegebenen Zeilen ergeben kein ganzes Blatt.",
        _KEYS_STAY,
        "Geben Sie alle Zeilen des Blattes ein, von oben nach unten.",
    ),
    "K-593": ErrorText(
        "Kennwort passt nicht",
        "Die Zeilen sind richtig abgeschrieben, das Kennwort gehört aber nicht zu diesem Blatt.",
        _KEYS_STAY,
        "Geben Sie das Kennwort ein, das beim Drucken dieses Blattes galt. Groß- und Kleinbuchstaben zählen.",
    ),
    "K-594": ErrorText(
        "Wiederherstellungsblatt aus einer neueren Programmversion",
        "Das Blatt wurde von einer neueren Version von KlikKS Desktop gedruckt.",
        _KEYS_STAY,
        "Aktualisieren Sie das Programm und geben Sie das Blatt dann ein.",
    ),
    "K-595": ErrorText(
        "Blatt aus dem anderen Bereich",
        "Das Blatt gehört zu einem {of}, dieser Arbeitsbereich ist ein {here}.",
        _KEYS_STAY,
        "Öffnen Sie den Arbeitsbereich, zu dem das Blatt gehört.",
    ),
}
