"""K-85x: sums, projects and people of all municipalities at a region."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-850": ErrorText(
        "Mit diesem Faktorensatz rechnet keine Kommune",
        "Ein Faktorensatz „{set}“ kommt in den Berichten nicht vor. Vorhanden: {known}.",
        "Alle gespeicherten Angaben sind unverändert.",
        "Nennen Sie einen, mit dem gerechnet wurde, oder keinen: Dann gilt der der meisten Kommunen.",
    ),
    "K-851": ErrorText(
        "Das Projekt gibt es nicht mehr",
        "Die Kommune hat es in ihrem letzten Bericht nicht mehr gemeldet.",
        "Ihre eigenen Vermerke dazu sind noch da. Sie stehen bei der Kommune.",
        "Wählen Sie ein anderes Projekt aus der Liste.",
    ),
    "K-852": ErrorText(
        "Diese Person ist nicht mehr mit Namen gemeldet",
        "Ihre Kommune meldet sie nicht mehr, oder die Einwilligung zur Weitergabe gilt nicht mehr.",
        "Ihre eigenen Vermerke sind noch da. Sie stehen bei der Kommune.",
        "Wählen Sie eine andere Person aus der Liste.",
    ),
}
