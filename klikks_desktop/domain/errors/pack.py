"""K-58x: programme packs, written by a region or an agency and accepted by whoever takes part."""

from klikks_desktop.domain.errors import ErrorText

_UNTOUCHED = "Es wurde nichts übernommen. Ihre Daten sind unverändert."
_KEPT = "Alle gespeicherten Angaben sind unverändert."
_ASK_AGAIN = "Bitten Sie die Stelle, von der das Paket kommt, um eine neue Datei."

TEXTS: dict[str, ErrorText] = {
    "K-580": ErrorText(
        "Programmpakete schreibt das Regionalmanagement",
        "Dieser Arbeitsbereich ist als Kommune eingerichtet.",
        _KEPT,
        "Eigene Wortlaute, Faktoren und Angaben zum Programm ändern Sie unter „Einstellungen“.",
    ),
    "K-581": ErrorText(
        "Das ist kein Programmpaket",
        "Die Datei ist kein Programmpaket dieses Programms, oder sie ist unvollständig.",
        _UNTOUCHED,
        f"Prüfen Sie, ob es die richtige Datei ist. {_ASK_AGAIN}",
    ),
    "K-582": ErrorText(
        "Das Programmpaket wurde verändert",
        "Der Inhalt passt nicht zur Unterschrift. Die Datei wurde nach dem Schreiben verändert oder ist "
        "beschädigt.",
        _UNTOUCHED,
        _ASK_AGAIN,
    ),
    "K-583": ErrorText(
        "Das Programmpaket ist zu neu",
        "Es hat das Format {version}, das diese Programmversion noch nicht kennt.",
        _UNTOUCHED,
        "Aktualisieren Sie das Programm und öffnen Sie das Paket erneut.",
    ),
    "K-584": ErrorText(
        "Das ist Ihr eigenes Programmpaket",
        "Dieser Arbeitsbereich hat das Paket selbst geschrieben.",
        _UNTOUCHED,
        "Schicken Sie die Datei an die Kommunen. Bei Ihnen selbst gilt, was unter „Einstellungen“ steht.",
    ),
    "K-585": ErrorText(
        "Das Programmpaket trägt einen anderen Schlüssel",
        "Es kommt angeblich von {name}, ist aber nicht mit dem Schlüssel unterschrieben, der hier für diese "
        "Stelle bekannt ist. Der Fingerabdruck in der Datei: {fingerprint}.",
        _UNTOUCHED,
        "Rufen Sie die Stelle unter einer Nummer an, die Sie schon kennen. Hat sie neue Schlüssel, so melden "
        "Sie sich dort zuerst neu an oder entfernen Sie das bisherige Paket.",
    ),
    "K-586": ErrorText(
        "Ein neueres Programmpaket gilt schon",
        "Die Datei ist vom {created}; hier gilt von derselben Stelle schon das Paket vom {accepted}.",
        _UNTOUCHED,
        "Öffnen Sie die neueste Datei. Soll doch die ältere gelten, entfernen Sie zuerst das jetzige Paket.",
    ),
    "K-587": ErrorText(
        "Eine Angabe im Programmpaket ist nicht zulässig",
        "{where}: {reason}",
        _KEPT,
        "Im eigenen Paket berichtigen Sie die Angabe. In einem fremden: Bitten Sie die Stelle um eine "
        "berichtigte Datei.",
    ),
    "K-588": ErrorText(
        "Das Programmpaket lässt sich so nicht schreiben",
        "{reason}",
        "Es wurde keine Datei geschrieben. Der Entwurf ist erhalten.",
        "Ergänzen Sie die Angabe und schreiben Sie das Paket noch einmal.",
    ),
    "K-589": ErrorText(
        "Es gilt kein Programmpaket",
        "Hier wurde kein Paket angenommen, oder es wurde schon entfernt.",
        _KEPT,
        "Mit „Paket öffnen …“ unter „Einstellungen“ › „Programmpaket“ nehmen Sie eines an.",
    ),
}
