"""Stammdaten: the form of a building, saved when a field is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.energy.buildings import building_form
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.record_form import RecordFormView, RecordSection


class MasterView(RecordFormView):
    """Name and kind, size, heating, where it stands."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, building_form(host.workspace).fields, _sections(), parent=parent)


def _sections() -> Sequence[RecordSection]:
    return (
        RecordSection(_tr("Gebäude"), "townhall", ["name", "kind", "other_kind"]),
        RecordSection(
            _tr("Größe und Heizung"),
            "potential",
            [
                ("area_m2", "gross_area_m2"),
                ("heating", "year_built"),
                "central_hot_water",
                "hot_water_share",
            ],
        ),
        RecordSection(_tr("Lage"), "place", ["street", ("postcode", "locality_id"), "note"]),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("MasterView", text)
