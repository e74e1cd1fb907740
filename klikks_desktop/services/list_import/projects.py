"""Taking projects: known again by their title, with the patrons responsible."""

from __future__ import annotations

import re
from typing import Final

from klikks_desktop.domain.lists.columns import ListColumn
from klikks_desktop.domain.lists.table import ListRow
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Patron, Project, ProjectPatron, Record
from klikks_desktop.domain.values import quoted
from klikks_desktop.services.list_import.record_taker import RecordTaker
from klikks_desktop.services.list_import.taker import Run
from klikks_desktop.services.projects.projects import PROJECT_FORM
from klikks_desktop.services.workspace import Workspace

_PATRONS: Final = "patrons"
_ALIASES: Final = {
    "title": ("Projekt", "Projekttitel", "Name", "Bezeichnung"),
    "kind": ("Projektart", "Kategorie", "Thema"),
    "state": ("Status", "Projektstand"),
    "description": ("Kurzbeschreibung", "Inhalt"),
    "building_id": ("Gebäudename", "Liegenschaft", "Objekt"),
    "locality_id": ("Ort",),
    "latitude": ("Breite", "Breitengrad", "lat"),
    "longitude": ("Länge", "Längengrad", "lon"),
    "begins_on": ("Start", "Projektbeginn"),
    "ends_on": ("Abschluss", "Projektende", "abgeschlossen am"),
    "contract_on": ("Auftrag am", "Vertrag am"),
    "resolution_on": ("Beschluss vom", "Beschlossen am"),
    "resolution_number": ("Beschluss Nr.", "Vorlage", "Drucksache"),
    "planned_cents": ("Kosten", "Kosten (EUR)", "Geplante Kosten", "Investition"),
    "actual_cents": ("Tatsächliche Kosten", "Ist-Kosten"),
    "note": ("Bemerkung", "Anmerkung"),
}


class ProjectTaker(RecordTaker[Project]):
    """Projects of a municipality."""

    def __init__(self, workspace: Workspace) -> None:
        column = ListColumn(
            key=_PATRONS,
            title="Verantwortlich",
            aliases=("Patin", "Pate", "Patin/Pate", "Patinnen und Paten", "Zuständig"),
        )
        super().__init__(
            workspace, PROJECT_FORM, "title", _ALIASES, label=lambda each: each.title, more=(column,)
        )

    def begin(self, run: Run) -> None:
        """Note who may be responsible, by folded name."""
        super().begin(run)
        self._people: dict[str, list[Patron]] = {}
        for patron in run.unit.find(Patron, place_id=run.place.id, source=None):
            self._people.setdefault(patron.search_key, []).append(patron)

    def belongings(self, row: ListRow, record: Project) -> tuple[list[Record], list[Problem]]:
        """Make the named patrons responsible: "Muster, Erika; Max Beispiel"."""
        names = [name.strip() for name in re.split(r"[;\n]", row.texts.get(_PATRONS, "")) if name.strip()]
        links: list[Record] = []
        problems: list[Problem] = []
        for name in dict.fromkeys(names):
            found = self._find(name)
            if len(found) == 1:
                links.append(
                    ProjectPatron(id=self.workspace.new_id(), project_id=record.id, patron_id=found[0].id)
                )
            else:
                why = "mehrmals" if found else "nicht"
                problems.append(Problem(_PATRONS, f"Die Person {quoted(name)} gibt es hier {why}."))
        return links, problems

    def _find(self, name: str) -> list[Patron]:
        """Family name first with a comma, or given names first."""
        words = name.split()
        readings = {name.replace(",", " ")} if "," in name else {name}
        if "," not in name:
            readings |= {" ".join((*words[cut:], *words[:cut])) for cut in range(1, len(words))}
        keys = {search_key(reading, self.workspace.shipped.alphabet) for reading in readings}
        return [patron for key in keys for patron in self._people.get(key, [])]
