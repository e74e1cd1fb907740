"""K-85x: sums of all municipalities at a region."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {
    "K-850": ErrorText(
        "Mit diesem Faktorensatz rechnet keine Kommune",
        "Ein Faktorensatz „{set}“ kommt in den Berichten nicht vor. Vorhanden: {known}.",
        "Alle gespeicherten Angaben sind unverändert.",
        "Nennen Sie einen, mit dem gerechnet wurde, oder keinen: Dann gilt der der meisten Kommunen.",
    ),
}
