"""K-596 to K-599: a region reports to a coordinating office."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-596": ErrorText(
        "Diese Stelle ist hier schon anders angemeldet",
        "{name} ist in einer anderen Aufgabe bestätigt: als Kommune, als Regionalmanagement oder als Stelle, "
        "an die Sie selbst berichten. Beides zugleich geht nicht.",
        "Es wurde keinem Schlüssel vertraut. Ihre Daten sind unverändert.",
        "Prüfen Sie, ob Sie die richtige Datei gewählt haben.",
    ),
    "K-597": ErrorText(
        "Zwei Regionen melden dieselbe Kommune",
        "Die Datei enthält Angaben zu {key}. Diese Kommune meldet hier schon {name}.",
        "Es wurde nichts übernommen. Ihre Daten sind unverändert.",
        "Klären Sie, zu welcher Region die Kommune gehört. Die andere nimmt sie aus ihren Daten und schickt "
        "einen neuen Bericht; danach lässt sich diese Datei übernehmen.",
    ),
    "K-598": ErrorText(
        "Noch hat keine Kommune berichtet",
        "Ein Bericht an die koordinierende Stelle fasst zusammen, was Kommunen gemeldet haben. Hier ist noch "
        "kein Bericht einer Kommune.",
        "Es wurde keine Datei geschrieben. Ihre Daten sind unverändert.",
        "Übernehmen Sie zuerst die Dateien der Kommunen im Posteingang.",
    ),
    "K-599": ErrorText(
        "Der Bericht einer Region enthält Personen",
        "In der Datei von {name} stehen Namen. Wer einer Region genannt wurde, hat in nichts weiter "
        "eingewilligt.",
        "Es wurde nichts übernommen. Ihre Daten sind unverändert.",
        "Bitten Sie die Region um einen neuen Bericht aus der aktuellen Fassung des Programms.",
    ),
}
