"""K-6xx: this computer: folders, printer, window."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-601": ErrorText(
        title="Kein Drucker gefunden",
        happened="Auf diesem Rechner ist kein Drucker eingerichtet oder keiner ist erreichbar.",
        kept="Alles. Das Dokument ist unverändert und trägt seine Nummer, falls es eine hat.",
        advice=(
            "Speichern Sie das Dokument als PDF und drucken Sie es an einem anderen Rechner, "
            "oder bitten Sie Ihre IT, einen Drucker einzurichten."
        ),
    ),
    "K-602": ErrorText(
        title="Das PDF lässt sich nicht anzeigen",
        happened="Die Datei ist kein lesbares PDF oder sie ist beschädigt.",
        kept="Ihre Angaben und das Register der Urkunden sind nicht betroffen.",
        advice="Erzeugen Sie das Dokument noch einmal oder öffnen Sie eine andere Datei.",
    ),
    "K-603": ErrorText(
        title="Der Drucker hat den Auftrag nicht angenommen",
        happened="Der Drucker oder die Druckwarteschlange hat den Auftrag abgewiesen oder abgebrochen.",
        kept="Alles. Das Dokument ist unverändert; eine vergebene Nummer bleibt gültig.",
        advice="Prüfen Sie Drucker und Papier und drucken Sie noch einmal, oder speichern Sie das PDF.",
    ),
    "K-690": ErrorText(
        title="Das Programm ist unvollständig",
        happened="Im Programmordner {folder} fehlen mitgelieferte Dateien (Ordner „resources“).",
        kept="Ihre Daten liegen an anderer Stelle und sind unberührt.",
        advice="Bitte installieren Sie das Programm neu oder entpacken Sie es noch einmal vollständig.",
    ),
    "K-630": ErrorText(
        title="Der Ordner kann nicht angelegt werden",
        happened="Der Ordner {folder} ist nicht erreichbar oder schreibgeschützt ({reason}).",
        kept="Ihre Daten im Programm sind vollständig gespeichert.",
        advice="Wählen Sie einen anderen Ordner oder verbinden Sie das Netzlaufwerk und versuchen Sie "
        "es noch einmal.",
    ),
    "K-631": ErrorText(
        title="Die Datei wurde nicht geschrieben",
        happened="Die Datei {file} kann in {folder} nicht gespeichert werden ({reason}).",
        kept="Ihre Daten im Programm sind vollständig gespeichert. Es blieb keine halbe Datei zurück.",
        advice="Wählen Sie einen anderen Ordner oder schaffen Sie Platz auf dem Datenträger und "
        "speichern Sie noch einmal.",
    ),
    "K-632": ErrorText(
        title="Die Datei kann nicht gelesen werden",
        happened="Die Datei {file} fehlt oder darf nicht gelesen werden ({reason}).",
        kept="Alle gespeicherten Angaben sind unverändert.",
        advice="Prüfen Sie Name und Ordner der Datei. Liegt sie auf einem Netzlaufwerk, verbinden Sie "
        "es zuerst.",
    ),
    "K-633": ErrorText(
        title="Die Datei ist zu groß",
        happened="Die Datei {file} ist größer als {limit}.",
        kept="Alle gespeicherten Angaben sind unverändert.",
        advice="Prüfen Sie, ob es die richtige Datei ist.",
    ),
    "K-634": ErrorText(
        title="Die Endung der Datei passt nicht",
        happened="Aus dem Namen {file} geht nicht hervor, ob eine CSV- oder eine Excel-Datei gemeint ist.",
        kept="Es wurde nichts verändert.",
        advice="Wählen Sie einen Namen, der auf .csv oder .xlsx endet.",
    ),
    "K-635": ErrorText(
        title="Der Ordner ist nicht leer",
        happened="Im Ordner {folder} liegen Dateien, die nicht zum Beispiel gehören.",
        kept="Es wurde nichts verändert.",
        advice="Nennen Sie für das Beispiel einen neuen oder leeren Ordner.",
    ),
}
