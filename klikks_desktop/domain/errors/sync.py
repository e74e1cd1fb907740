"""K-5xx: sync file and enrolment."""

from klikks_desktop.domain.errors import ErrorText

_UNTOUCHED = "Es wurde nichts übernommen. Ihre Daten sind unverändert."
_NOTHING_TRUSTED = "Es wurde keinem Schlüssel vertraut. Ihre Daten sind unverändert."
_NO_FILE = "Es wurde keine Datei geschrieben. Ihre Daten sind unverändert."
_DATA_SAFE = "Patinnen, Paten und Urkunden sind davon nicht betroffen."
_ASK_AGAIN = "Bitten Sie die Absenderin oder den Absender, die Datei erneut zu senden."

TEXTS: dict[str, ErrorText] = {
    "K-501": ErrorText(
        "Keine Datei von KlikKS",
        "Die Datei ist kein Bericht, keine Quittung und keine Rücksendung von KlikKS Desktop.",
        _UNTOUCHED,
        "Wählen Sie eine Datei mit der Endung .klikks.",
    ),
    "K-502": ErrorText(
        "Datei beschädigt",
        "Die Datei ist beschädigt oder unvollständig, zum Beispiel durch eine abgebrochene Übertragung.",
        _UNTOUCHED,
        _ASK_AGAIN,
    ),
    "K-503": ErrorText(
        "Datei zu groß",
        "Die Datei ist größer, als eine Datei von KlikKS sein darf ({limit}).",
        _UNTOUCHED,
        "Prüfen Sie, ob Sie die richtige Datei gewählt haben.",
    ),
    "K-504": ErrorText(
        "Dateikopf nicht zulässig",
        "Der Kopf der Datei ist viel zu lang. So schreibt kein KlikKS Desktop; die Datei kann dazu gemacht "
        "sein, das Programm lahmzulegen.",
        _UNTOUCHED,
        "Öffnen Sie die Datei nicht weiter. Fragen Sie bei der Stelle nach, von der sie kommt.",
    ),
    "K-505": ErrorText(
        "Nicht für diesen Arbeitsbereich verschlüsselt",
        "Die Datei ist für einen anderen Empfänger verschlüsselt oder für einen Schlüssel, den es hier "
        "nicht mehr gibt.",
        _UNTOUCHED,
        "Sehen Sie am Dateinamen nach, für wen die Datei bestimmt ist. Ist sie für Sie, bitten Sie die "
        "Absenderin oder den Absender, sie für Ihren jetzigen Schlüssel neu zu schreiben.",
    ),
    "K-506": ErrorText(
        "Für einen anderen Empfänger bestimmt",
        "Die Datei wurde für einen anderen Empfänger geschrieben und ist von dort weitergeleitet worden.",
        _UNTOUCHED,
        "Lassen Sie sich die Datei vom Absender selbst für Ihre Stelle schreiben.",
    ),
    "K-507": ErrorText(
        "Absender unbekannt",
        "Die Datei stammt von einer Stelle, die hier nicht angemeldet ist.",
        _UNTOUCHED,
        "Melden Sie sich zuerst aneinander an: Anmeldedatei, Antwort, gemeinsame Nummer am Telefon "
        "vergleichen.",
    ),
    "K-508": ErrorText(
        "Absender mit anderem Schlüssel",
        "Der Absender ist angemeldet, die Datei ist aber mit einem anderen Schlüssel unterschrieben als bei "
        "der Anmeldung.",
        _UNTOUCHED,
        "Rufen Sie den Absender unter der Ihnen bekannten Nummer an. Hat er neue Schlüssel, melden Sie sich "
        "neu aneinander an und vergleichen die gemeinsame Nummer.",
    ),
    "K-509": ErrorText(
        "Unterschrift falsch",
        "Die digitale Unterschrift der Datei stimmt nicht. Der Inhalt wurde verändert oder gefälscht.",
        _UNTOUCHED,
        "Fragen Sie beim Absender telefonisch nach und lassen Sie sich die Datei neu senden.",
    ),
    "K-510": ErrorText(
        "Datei aus einer neueren Programmversion",
        "Die Datei braucht eine neuere Version von KlikKS Desktop (Format {version}).",
        _UNTOUCHED,
        "Aktualisieren Sie das Programm und lesen Sie die Datei dann erneut ein.",
    ),
    "K-511": ErrorText(
        "Datei aus der Zukunft",
        "Nach der Uhr des Absenders entstand die Datei am {created}. Eine der beiden Uhren geht falsch.",
        _UNTOUCHED,
        "Prüfen Sie Datum und Uhrzeit dieses Rechners. Stimmen sie, bitten Sie den Absender, seine Uhr zu "
        "stellen und die Datei neu zu schreiben.",
    ),
    "K-512": ErrorText(
        "Angaben einer anderen Kommune",
        "Die Datei enthält Angaben zu {key}. Dafür ist der Absender hier nicht angemeldet.",
        _UNTOUCHED,
        "Klären Sie mit der Kommune, für welche Orte sie meldet, und melden Sie diese neu an.",
    ),
    "K-513": ErrorText(
        "Inhalt der Datei nicht lesbar",
        "Die Datei ist richtig unterschrieben, ihr Inhalt entspricht aber nicht dem vereinbarten Format "
        "(Stelle: {place}).",
        _UNTOUCHED,
        "Bitten Sie die Kommune, ihr Programm zu aktualisieren und neu zu exportieren.",
    ),
    "K-514": ErrorText(
        "Übungsdatei",
        "Die Datei stammt aus dem Übungsmodus und enthält erfundene Angaben.",
        _UNTOUCHED,
        "Übungsdateien lassen sich nur im Übungsmodus einlesen.",
    ),
    "K-515": ErrorText(
        "Echte Datei im Übungsmodus",
        "Die Datei enthält echte Angaben. Dieser Arbeitsbereich ist zum Üben da.",
        _UNTOUCHED,
        "Öffnen Sie Ihren echten Arbeitsbereich und lesen Sie die Datei dort ein.",
    ),
    "K-516": ErrorText(
        "Andere Art von Datei",
        "Die Datei ist gültig, gehört aber nicht hierher: Sie enthält {kind}.",
        _UNTOUCHED,
        "Berichte und Antworten auf eine Anmeldung gehören in den Posteingang des Regionalmanagements, "
        "Quittungen und Rücksendungen auf die Seite „Post“ der Kommune, ein Programmpaket in die "
        "Einstellungen (Befehl „pack accept“).",
    ),
    "K-517": ErrorText(
        "Eigene Datei",
        "Die Datei wurde in diesem Arbeitsbereich geschrieben. Einlesen kann sie nur der Empfänger.",
        _UNTOUCHED,
        "Senden Sie die Datei an den Empfänger.",
    ),
    "K-518": ErrorText(
        "Angabe passt nicht in die Datei",
        "Eine Angabe ist zu lang oder enthält unzulässige Zeichen (Stelle: {place}).",
        _NO_FILE,
        "Berichtigen Sie die Angabe und exportieren Sie erneut.",
    ),
    "K-519": ErrorText(
        "Uhr dieses Rechners prüfen",
        "Der letzte Export trägt das Datum {last}, die Uhr dieses Rechners zeigt {now}. Eine von beiden "
        "Angaben ist falsch.",
        _NO_FILE,
        "Stellen Sie die Uhr. Ist das heutige Datum richtig, bestätigen Sie es; dann geht der Export weiter.",
    ),
    "K-520": ErrorText(
        "Schlüsseldatei fehlt",
        "Die Datei {file} mit den Schlüsseln dieses Arbeitsbereichs ist nicht da.",
        _DATA_SAFE,
        "Haben Sie ein Wiederherstellungsblatt, so geben Sie es unter Einstellungen, Schlüssel ein. Sonst "
        "legen Sie dort neue an und melden sich neu an. Von Ihren Daten geht dabei nichts verloren.",
    ),
    "K-521": ErrorText(
        "Schlüsseldatei beschädigt",
        "Die Datei {file} mit den Schlüsseln dieses Arbeitsbereichs ist nicht lesbar oder verändert.",
        _DATA_SAFE,
        "Haben Sie ein Wiederherstellungsblatt, so geben Sie es unter Einstellungen, Schlüssel ein. Sonst "
        "legen Sie dort neue an und melden sich neu an. Von Ihren Daten geht dabei nichts verloren.",
    ),
    "K-522": ErrorText(
        "Schlüsseldatei aus einer neueren Programmversion",
        "Die Datei {file} wurde von einer neueren Version von KlikKS Desktop geschrieben.",
        "Die Datei bleibt, wie sie ist. " + _DATA_SAFE,
        "Aktualisieren Sie das Programm.",
    ),
    "K-523": ErrorText(
        "Schlüsseldatei nicht zugänglich",
        "Die Datei {file} lässt sich nicht lesen oder schreiben ({reason}).",
        _DATA_SAFE,
        "Prüfen Sie freien Speicherplatz und Schreibrechte des Ordners.",
    ),
    "K-524": ErrorText(
        "Schlüsseldatei ist schon da",
        "Die Datei {file} besteht bereits und wird nicht überschrieben.",
        "Die vorhandenen Schlüssel gelten weiter.",
        "Neue Schlüssel legen Sie ausdrücklich unter Einstellungen, Schlüssel an.",
    ),
    "K-530": ErrorText(
        "Keine Anmeldedatei",
        "Die Datei ist keine Anmeldedatei eines Regionalmanagements oder sie ist unvollständig.",
        _NOTHING_TRUSTED,
        "Wählen Sie die Datei, die Ihnen Ihr Regionalmanagement gegeben hat (KlikKS_Anmeldung_….json).",
    ),
    "K-531": ErrorText(
        "Anmeldedatei verändert",
        "Die digitale Unterschrift der Anmeldedatei stimmt nicht. Sie wurde unterwegs verändert.",
        _NOTHING_TRUSTED,
        "Bitten Sie Ihr Regionalmanagement um eine neue Anmeldedatei und öffnen Sie sie nicht vorher in "
        "einem anderen Programm.",
    ),
    "K-532": ErrorText(
        "Anmeldedatei aus einer neueren Programmversion",
        "Die Anmeldedatei braucht eine neuere Version von KlikKS Desktop (Format {version}).",
        _NOTHING_TRUSTED,
        "Aktualisieren Sie das Programm.",
    ),
    "K-533": ErrorText(
        "Eigene Anmeldedatei",
        "Die Anmeldedatei stammt aus diesem Arbeitsbereich. Öffnen kann sie nur eine Kommune.",
        _NOTHING_TRUSTED,
        "Geben Sie die Datei an die Kommune weiter, die Sie anmelden möchten.",
    ),
    "K-534": ErrorText(
        "Antwort passt nicht zu Ihrer Anmeldung",
        "Die Kommune hat auf eine Anmeldedatei geantwortet, deren Schlüssel nicht Ihre sind. Die Datei wurde "
        "unterwegs ausgetauscht, oder Ihre Schlüssel sind inzwischen neu.",
        _NOTHING_TRUSTED,
        "Geben Sie der Kommune Ihre aktuelle Anmeldedatei auf einem anderen Weg und lassen Sie sie neu "
        "antworten.",
    ),
    "K-535": ErrorText(
        "Gemeinsame Nummer unvollständig",
        "Die gemeinsame Nummer hat sechs Gruppen zu fünf Ziffern. Eingegeben sind {digits} Ziffern{other}.",
        _NOTHING_TRUSTED,
        "Geben Sie alle 30 Ziffern ein, wie Sie sie am Telefon hören.",
    ),
    "K-536": ErrorText(
        "Gemeinsame Nummer stimmt nicht",
        "Die eingegebene Nummer ist nicht die, die beide Programme zeigen müssten.",
        _NOTHING_TRUSTED,
        "Lassen Sie sich die Nummer noch einmal vorlesen, unter einer Telefonnummer, die Sie schon kennen. "
        "Stimmt sie wieder nicht, wurde vielleicht eine Datei ausgetauscht: Beginnen Sie die Anmeldung neu.",
    ),
}
