"""Taking buildings: known again by their name."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.records import Building
from klikks_desktop.services.energy.buildings import building_form
from klikks_desktop.services.list_import.record_taker import RecordTaker
from klikks_desktop.services.workspace import Workspace

_ALIASES: Final = {
    "name": ("Name", "Gebäude", "Gebäudename", "Liegenschaft", "Objekt", "Bezeichnung"),
    "kind": ("Art", "Gebäudeart", "Nutzung", "Kategorie", "BWZK", "Gebäudekategorie"),
    "other_kind": ("VDI 3807", "Art nach VDI 3807"),
    "locality_id": ("Ortsteil", "Ort"),
    "street": ("Straße", "Anschrift", "Adresse"),
    "postcode": ("PLZ", "Postleitzahl"),
    "area_m2": ("NGF", "Fläche", "Fläche NGF", "Nettogrundfläche", "NGF m²", "Netto-Grundfläche"),
    "gross_area_m2": ("BGF", "Fläche BGF", "Bruttogrundfläche", "Brutto-Grundfläche"),
    "year_built": ("Baujahr",),
    "heating": ("Heizung", "Heizenergie", "Energieträger Heizung"),
    "central_hot_water": ("Warmwasser zentral", "Zentrales Warmwasser"),
    "hot_water_share": ("Anteil Warmwasser", "Warmwasseranteil"),
    "note": ("Notiz", "Bemerkung", "Anmerkung"),
}


class BuildingTaker(RecordTaker[Building]):
    """Buildings of a municipality."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, building_form(workspace), "name", _ALIASES, label=lambda each: each.name)
