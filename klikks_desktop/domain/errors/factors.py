"""K-73x and K-74x: factor sets and reference figures."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Ihre Daten und die bisherigen Faktoren sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-731": ErrorText(
        "Die Faktoren-Datei ist zu groß",
        "Eine Datei mit Faktoren ist nie größer als {limit}.",
        _NOTHING_CHANGED,
        "Prüfen Sie, ob Sie die richtige Datei gewählt haben.",
    ),
    "K-732": ErrorText(
        "Das ist keine Faktoren-Datei",
        "Die Datei lässt sich nicht als Datei mit Faktoren lesen: {reason}.",
        _NOTHING_CHANGED,
        "Wählen Sie eine Datei im Format, das die Hilfe unter „Faktoren“ mit einem Beispiel zeigt.",
    ),
    "K-733": ErrorText(
        "In der Faktoren-Datei stimmt etwas nicht",
        "An der Stelle „{where}“: {what}.",
        _NOTHING_CHANGED,
        "Berichtigen Sie die Stelle in der Datei oder fragen Sie, wer Ihnen die Datei gegeben hat.",
    ),
    "K-734": ErrorText(
        "Ein Wert steht zweimal in der Faktoren-Datei",
        "Unter „{where}“ kommt „{name}“ zweimal vor. Welcher Wert gilt, wird nicht geraten.",
        _NOTHING_CHANGED,
        "Löschen Sie den falschen Eintrag in der Datei.",
    ),
    "K-735": ErrorText(
        "Die Faktoren-Datei enthält keine Werte",
        "Keine der Listen, die eine solche Datei haben kann, ist gefüllt: {lists}.",
        _NOTHING_CHANGED,
        "Prüfen Sie, ob Sie die richtige Datei gewählt haben.",
    ),
    "K-736": ErrorText(
        "Die Faktoren-Datei ist neuer als dieses Programm",
        "Sie hat das Format {version}, das diese Fassung des Programms nicht kennt.",
        _NOTHING_CHANGED,
        "Bringen Sie das Programm auf den neuesten Stand und lesen Sie die Datei dann noch einmal ein.",
    ),
    "K-737": ErrorText(
        "Ein gemischter Satz hat keine Grundlage",
        "Der Satz „{set}“ baut auf „{base}“ auf, und diesen Satz gibt es nicht.",
        _NOTHING_CHANGED,
        "Nennen Sie in der Datei unter „mixed_set › base“ einen Satz, den es gibt.",
    ),
    "K-738": ErrorText(
        "Diesen Faktorensatz gibt es nicht",
        "„{set}“ ist nicht bekannt. Es gibt: {known}.",
        _NOTHING_CHANGED,
        "Wählen Sie einen dieser Sätze.",
    ),
    "K-739": ErrorText(
        "Diese Faktoren-Datei wurde nicht eingelesen",
        "Eine eingelesene Datei mit der Kennung „{file}“ gibt es hier nicht. Was mit dem Programm kommt, "
        "lässt sich nicht entfernen.",
        _NOTHING_CHANGED,
        "„factors files“ zeigt, welche Dateien es gibt.",
    ),
    "K-740": ErrorText(
        "Der gewählte Faktorensatz steht in dieser Datei",
        "Mit der Datei „{file}“ ginge der Satz „{set}“ verloren, mit dem gerade gerechnet wird.",
        _NOTHING_CHANGED,
        "Wählen Sie zuerst einen anderen Faktorensatz und entfernen Sie die Datei dann.",
    ),
}
