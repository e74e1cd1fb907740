"""K-6xx: this computer: folders, printer, window."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-690": ErrorText(
        title="Das Programm ist unvollständig",
        happened="Im Programmordner {folder} fehlen mitgelieferte Dateien (Ordner „resources“).",
        kept="Ihre Daten liegen an anderer Stelle und sind unberührt.",
        advice="Bitte installieren Sie das Programm neu oder entpacken Sie es noch einmal vollständig.",
    ),
}
