"""What will be set up, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.records import Place


def tr(text: str) -> str:
    """Translate a text of this list."""
    return QCoreApplication.translate("AssistantSummary", text)


def summary(place: Place | None, office: str, *, has_arms: bool, enrols: bool) -> list[tuple[str, str, str]]:
    """Icon, name and value of each thing chosen; a region has only its office."""
    if place is None:
        return [("map", tr("Regionalmanagement"), office)]
    signing = " · ".join(part for part in (place.signatory_name, place.signatory_title) if part)
    later = tr("später in den Einstellungen")
    return [
        ("townhall", tr("Kommune"), f"{place.designation} · {place.key}"),
        ("document", tr("Auf der Urkunde"), place.nominative),
        ("certificate", tr("Unterschrift"), signing or later),
        ("shield", tr("Wappen"), tr("gewählt") if has_arms else later),
        ("key", tr("Anmeldung bei der Region"), tr("Antwort wird geschrieben") if enrols else tr("später")),
    ]
