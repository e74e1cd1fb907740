"""K-13x to K-19x: places, patrons, consents and the certificate register."""

from klikks_desktop.domain.errors import ErrorText

_KEPT = "Alle gespeicherten Angaben sind unverändert."

TEXTS: dict[str, ErrorText] = {
    "K-130": ErrorText(
        "Eine Angabe zur Kommune ist nicht richtig",
        "{problems}",
        _KEPT,
        "Berichtigen Sie die Angabe.",
    ),
    "K-131": ErrorText(
        "Welche Kommune ist gemeint",
        "Dieser Arbeitsbereich enthält mehrere eigene Kommunen ({keys}).",
        _KEPT,
        "Nennen Sie die Kommune mit --place und ihrem Schlüssel.",
    ),
    "K-132": ErrorText(
        "Diese Kommune gehört nicht zu diesem Arbeitsbereich",
        "Eine eigene Kommune mit dem Schlüssel {key} gibt es hier nicht.",
        _KEPT,
        "Prüfen Sie den Schlüssel oder legen Sie die Kommune unter Einstellungen an.",
    ),
    "K-133": ErrorText(
        "Noch keine Kommune eingerichtet",
        "In diesem Arbeitsbereich ist keine eigene Kommune angelegt.",
        _KEPT,
        "Legen Sie unter Einstellungen eine Kommune an (Befehlszeile: place add --key …).",
    ),
    "K-135": ErrorText(
        "Diese Kommune gibt es schon",
        "Die Kommune mit dem Schlüssel {key} ist in diesem Arbeitsbereich bereits angelegt.",
        _KEPT,
        "Wählen Sie die vorhandene Kommune aus.",
    ),
    "K-136": ErrorText(
        "Eine Angabe zur Kommune fehlt",
        "Ohne Bezeichnung und Namen mit Artikel lassen sich keine Urkunden schreiben ({field}).",
        _KEPT,
        "Tragen Sie die Bezeichnung ein, zum Beispiel „Stadt Soltau“ und „die Stadt Soltau“.",
    ),
    "K-137": ErrorText(
        "Diesen Ortsteil gibt es schon",
        "Ein Ortsteil mit dem Namen „{name}“ ist bereits angelegt.",
        _KEPT,
        "Wählen Sie den vorhandenen Ortsteil aus.",
    ),
    "K-138": ErrorText(
        "Der Ortsteil hat keinen Namen",
        "Der Name des Ortsteils ist leer.",
        _KEPT,
        "Tragen Sie den Namen des Ortsteils ein.",
    ),
    "K-139": ErrorText(
        "Der Ortsteil wird noch gebraucht",
        "Auf diesen Ortsteil beziehen sich noch {count} Einträge: Ernennungen, Gebäude, Projekte oder "
        "Potenziale.",
        _KEPT,
        "Ändern Sie zuerst bei diesen Einträgen den Ortsteil.",
    ),
    "K-140": ErrorText(
        "Diese Person wurde nicht gefunden",
        "Zu dieser Angabe gibt es keine Patin, keinen Paten und keinen Entwurf.",
        _KEPT,
        "Prüfen Sie die Angabe oder sehen Sie im Papierkorb nach.",
    ),
    "K-141": ErrorText(
        "Diese Angaben gehören einer anderen Kommune",
        "Die Person wurde von ihrer Kommune gemeldet und kann hier nicht geändert werden.",
        _KEPT,
        "Bitten Sie die Kommune um eine Korrektur. Mit der nächsten Datei kommt sie an.",
    ),
    "K-142": ErrorText(
        "Es sind noch Angaben zu prüfen",
        "{problems}",
        "Was Sie eingegeben haben, ist als Entwurf gesichert.",
        "Berichtigen Sie die genannten Angaben.",
    ),
    "K-143": ErrorText(
        "Es läuft keine Amtszeit",
        "Diese Person hat keine Amtszeit, die beendet werden kann.",
        _KEPT,
        "Prüfen Sie die Angaben zur Ernennung.",
    ),
    "K-144": ErrorText(
        "Das Ende liegt vor dem Beginn",
        "Die Amtszeit beginnt am {begin}; sie kann nicht vorher enden.",
        _KEPT,
        "Wählen Sie einen späteren Tag.",
    ),
    "K-145": ErrorText(
        "Das Ende liegt vor dem Beginn",
        "Die neue Amtszeit beginnt am {begin}; sie kann nicht vorher enden.",
        _KEPT,
        "Wählen Sie einen späteren Tag für das Ende.",
    ),
    "K-146": ErrorText(
        "Mehrere Personen passen",
        "Auf „{name}“ passen {count} Personen.",
        _KEPT,
        "Geben Sie den vollen Namen oder die Kennung aus der Liste an.",
    ),
    "K-147": ErrorText(
        "Die Amtszeit ist dann schon vorbei",
        "Die Amtszeit geht bis zum {end}; sie kann nicht später enden.",
        _KEPT,
        "Wählen Sie einen Tag bis dahin oder ernennen Sie die Person erneut.",
    ),
    "K-148": ErrorText(
        "Der Name des Ortsteils ist zu lang",
        "Der Name des Ortsteils hat {count} Zeichen, erlaubt sind {limit}.",
        _KEPT,
        "Kürzen Sie den Namen des Ortsteils.",
    ),
    "K-150": ErrorText(
        "Die Einwilligung ist nicht vollständig",
        "Die Einwilligung liegt mit Datum in der Zukunft.",
        _KEPT,
        "Tragen Sie den Tag ein, an dem die Einwilligung gegeben wurde.",
    ),
    "K-151": ErrorText(
        "Keine Einwilligung zum Widerrufen",
        "Zu diesem Zweck liegt keine Einwilligung vor, die widerrufen werden kann.",
        _KEPT,
        "Prüfen Sie Person und Zweck.",
    ),
    "K-160": ErrorText(
        "Diese Urkunde wurde nicht gefunden",
        "Eine Urkunde mit der Nummer {number} steht nicht im Register.",
        _KEPT,
        "Prüfen Sie die Nummer. Sie steht unten auf der Urkunde.",
    ),
    "K-161": ErrorText(
        "Für die Urkunde fehlt die Amtszeit",
        "Ohne Ernennung mit Beginn kann keine Urkunde geschrieben werden.",
        _KEPT,
        "Tragen Sie bei der Person den Beginn der Amtszeit ein.",
    ),
    "K-162": ErrorText(
        "Für die Dankurkunde fehlt das Ende der Amtszeit",
        "Eine Dankurkunde nennt Beginn und Ende des Ehrenamts. Das Ende ist noch offen.",
        _KEPT,
        "Beenden Sie zuerst die Amtszeit und stellen Sie dann die Dankurkunde aus.",
    ),
    "K-163": ErrorText(
        "Diese Urkunde ist ungültig",
        "Die Urkunde {number} wurde für ungültig erklärt und kann nicht ausgegeben werden.",
        _KEPT,
        "Stellen Sie eine neue Urkunde aus. Die alte Nummer bleibt im Register.",
    ),
    "K-164": ErrorText(
        "Die Aushändigung liegt vor der Ausstellung",
        "Die Urkunde trägt das Datum {issued}; sie kann nicht vorher ausgehändigt worden sein.",
        _KEPT,
        "Prüfen Sie das Datum der Aushändigung.",
    ),
    "K-165": ErrorText(
        "Der Grund fehlt",
        "Eine Urkunde wird nur mit einem Grund ungültig; er bleibt im Register stehen.",
        _KEPT,
        "Geben Sie einen kurzen Grund an, zum Beispiel „Name falsch geschrieben“.",
    ),
    "K-166": ErrorText(
        "Die Unterschrift fehlt",
        "In den Einstellungen ist nicht eingetragen, wer die Urkunden unterschreibt.",
        _KEPT,
        "Tragen Sie unter Einstellungen Name und Amt ein (Befehlszeile: --mayor und --mayor-title).",
    ),
    "K-167": ErrorText(
        "Die Urkunde kann nicht mehr geschrieben werden",
        "Zur Urkunde {number} ist keine Ausfertigung gespeichert, denn die Angaben zur Person "
        "wurden gelöscht.",
        "Nummer und Daten stehen weiter im Register.",
        "Eine neue Ausfertigung ist nicht möglich.",
    ),
    "K-168": ErrorText(
        "Diese Formulierung ist nicht zulässig",
        "{reason}",
        "Der bisherige Text gilt weiter.",
        "Ändern Sie die Formulierung. Ein Ehrenamt wird nicht durch Ernennung zur Beamtin oder "
        "zum Beamten übertragen.",
    ),
    "K-169": ErrorText(
        "Das Wappen fehlt",
        "Das Bild des Wappens ist in der Datenbank nicht mehr vorhanden.",
        _KEPT,
        "Wählen Sie unter Einstellungen das Wappen noch einmal aus oder holen Sie eine Sicherung zurück.",
    ),
    "K-170": ErrorText(
        "Es gibt nichts zurückzunehmen",
        "Seit dem Anlegen des Arbeitsbereichs wurde nichts geändert, was zurückgenommen werden kann.",
        _KEPT,
        "Frühere Stände finden Sie in den Sicherungen unter Einstellungen.",
    ),
    "K-171": ErrorText(
        "Es gibt nichts zu wiederholen",
        "Zuletzt wurde nichts zurückgenommen, oder es wurde seither etwas Neues eingetragen.",
        _KEPT,
        "Tragen Sie die Änderung noch einmal ein.",
    ),
    "K-172": ErrorText(
        "Keine gültige, unveränderte Urkunde",
        "{sentence}",
        _KEPT,
        "Im Zweifel zählt das Register. Eine gültige Urkunde lässt sich von dort noch einmal ausgeben.",
    ),
    "K-173": ErrorText(
        "Die Prüfung hat etwas gefunden",
        "Bei der Prüfung der Daten wurden {count} Auffälligkeiten gefunden.",
        "Es wurde nichts verändert.",
        "Sichern Sie den jetzigen Stand und holen Sie eine frühere Sicherung zurück, wenn Angaben fehlen.",
    ),
    "K-199": ErrorText(
        "Diese Meldung gibt es nicht",
        "Eine Meldung mit der Kennung {code} ist nicht bekannt.",
        _KEPT,
        "Die Kennung hat die Form K-123 und steht links unten in jeder Meldung.",
    ),
}
