"""K-3xx: tables."""

from klikks_desktop.domain.errors import ErrorText

_NOTHING_CHANGED = "Ihre Daten sind unverändert."
_AS_XLSX = (
    "Öffnen Sie die Datei in Excel oder LibreOffice und wählen Sie „Speichern unter“, Dateityp "
    "„Excel-Arbeitsmappe (.xlsx)“. Lesen Sie dann die neue Datei ein."
)

TEXTS: dict[str, ErrorText] = {
    "K-301": ErrorText(
        "Die Datei lässt sich nicht lesen",
        "„{file}“ konnte nicht geöffnet werden: {reason}.",
        _NOTHING_CHANGED,
        "Prüfen Sie, ob die Datei noch da ist, ob Sie sie lesen dürfen und ob ein anderes Programm sie "
        "sperrt.",
    ),
    "K-302": ErrorText(
        "Die Tabelle ist zu groß",
        "„{file}“ ist größer, als eine Liste sein kann ({limit}).",
        _NOTHING_CHANGED,
        "Kopieren Sie nur die Zeilen und Spalten der Liste in eine neue Mappe und lesen Sie diese ein.",
    ),
    "K-303": ErrorText(
        "Die Datei ist keine Tabelle",
        "„{file}“ enthält {found}, aber keine Tabelle.",
        _NOTHING_CHANGED,
        "Wählen Sie eine Excel-Mappe (.xlsx) oder eine CSV-Datei.",
    ),
    "K-304": ErrorText(
        "Die Mappe ist mit Kennwort geschützt",
        "„{file}“ ist verschlüsselt und lässt sich ohne Kennwort nicht lesen.",
        _NOTHING_CHANGED,
        "Öffnen Sie die Mappe in Excel mit dem Kennwort, entfernen Sie es unter „Datei“, „Informationen“, "
        "„Arbeitsmappe schützen“ und speichern Sie eine Kopie als .xlsx.",
    ),
    "K-305": ErrorText(
        "Die Mappe hat ein anderes Format",
        "„{file}“ ist {found}. Gelesen werden .xlsx und .csv.",
        _NOTHING_CHANGED,
        _AS_XLSX,
    ),
    "K-306": ErrorText(
        "Die Mappe ist beschädigt",
        "„{file}“ sieht aus wie eine Excel-Mappe, lässt sich aber nicht lesen.",
        _NOTHING_CHANGED,
        "Lassen Sie die Datei von Excel oder LibreOffice öffnen und neu als .xlsx speichern. Gelingt auch "
        "das nicht, lassen Sie sich die Datei noch einmal schicken.",
    ),
    "K-307": ErrorText(
        "Die Mappe wird nicht geöffnet",
        "„{file}“ ist auf eine Weise gebaut, die in Excel-Mappen nicht vorkommt und Rechner lahmlegen kann "
        "({reason}).",
        _NOTHING_CHANGED,
        "Öffnen Sie die Datei nicht. Fragen Sie den Absender, ob sie wirklich von ihm kommt.",
    ),
    "K-308": ErrorText(
        "Die Tabelle ist leer",
        "„{file}“ enthält kein sichtbares Blatt mit Inhalt.",
        _NOTHING_CHANGED,
        "Ausgeblendete Blätter werden nicht gelesen. Blenden Sie das Blatt mit der Liste ein und speichern "
        "Sie die Mappe.",
    ),
    "K-309": ErrorText(
        "Ein Anführungszeichen ist nicht geschlossen",
        "In „{file}“ beginnt in Zeile {row} ein Anführungszeichen, zu dem das zweite fehlt. Alles danach "
        "wäre ein einziges Feld.",
        _NOTHING_CHANGED,
        "Öffnen Sie die Datei mit einem Texteditor und löschen oder ergänzen Sie das Anführungszeichen.",
    ),
    "K-320": ErrorText(
        "Die Spalten sind nicht zu erkennen",
        "In „{sheet}“ fand sich keine Zeile mit den Namen der Spalten.",
        _NOTHING_CHANGED,
        "Schreiben Sie in die erste Zeile die Namen der Spalten, mindestens „Anrede“, „Vorname“ und "
        "„Nachname“. Möglich sind: {columns}.",
    ),
    "K-321": ErrorText(
        "Eine Spalte fehlt",
        "In „{sheet}“ fehlt die Spalte „{column}“. Erkannt wurden: {found}.",
        _NOTHING_CHANGED,
        "Ergänzen Sie die Spalte „{column}“ und lesen Sie die Datei noch einmal ein.",
    ),
    "K-322": ErrorText(
        "Die Namen stehen in einer Spalte",
        "In der Spalte „{column}“ stehen Vorname und Nachname zusammen. Welcher Teil der Nachname ist, wird "
        "nicht geraten.",
        _NOTHING_CHANGED,
        "Sagen Sie, wie die Namen geschrieben sind: „Muster, Erika“ (--split-names nachname-komma) oder "
        "„Erika Muster“ (--split-names vorname-zuerst). Oder teilen Sie die Spalte in Vorname und Nachname.",
    ),
    "K-323": ErrorText(
        "Die Spalten sind nicht zu erkennen",
        "In „{sheet}“ fand sich keine Zeile mit den Namen der Spalten.",
        _NOTHING_CHANGED,
        "Schreiben Sie in die erste Zeile die Namen der Spalten, mindestens: {required}. Oder ordnen Sie die "
        "Spalten von Hand zu.",
    ),
    "K-324": ErrorText(
        "Die Zuordnung der Spalten passt nicht",
        "Die Zuordnung nennt {what}. Das gibt es hier nicht.",
        _NOTHING_CHANGED,
        "Möglich sind: {known}.",
    ),
    "K-325": ErrorText(
        "Die Zuordnung lässt sich nicht lesen",
        "„{file}“ ist keine Zuordnung von Spalten.",
        _NOTHING_CHANGED,
        "Erwartet wird eine JSON-Datei mit einem Objekt: links die Überschrift in der Datei, rechts unsere "
        "Spalte.",
    ),
    "K-330": ErrorText(
        "Die Tabelle lässt sich nicht schreiben",
        "„{file}“ konnte nicht gespeichert werden: {reason}.",
        "Ihre Daten sind unverändert. Eine Datei dieses Namens, die schon da war, ist unversehrt.",
        "Prüfen Sie, ob der Ordner noch da ist, ob Sie dort schreiben dürfen, ob genug Platz frei ist und ob "
        "die Datei in Excel geöffnet ist. Oder wählen Sie einen anderen Ordner.",
    ),
}
