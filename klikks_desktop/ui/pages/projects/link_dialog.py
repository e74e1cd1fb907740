"""Which potentials a project makes real."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.figures import tonnes_words
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.services.savings.potentials import PotentialRow, list_potentials
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.label import Label


class LinkDialog(Dialog):
    """Ticks among the potentials of the place that no other project has taken."""

    def __init__(self, host: Host, data: ProjectView, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme, self.tr("Potenziale verknüpfen"), data.project.title, icon="potential", parent=parent
        )
        theme = host.theme
        rows = [
            row
            for row in list_potentials(host.workspace, place_id=data.place.id)
            if row.is_own and not row.is_variant and row.project_id in {None, data.project.id}
        ]
        sentence = self.tr(
            "Der Stand des Projekts bestimmt, ob ein Potenzial als beschlossen oder erreicht zählt."
        )
        if not rows:
            sentence = self.tr(
                "Es gibt noch kein freies Potenzial. Auf der Seite Potenziale legen Sie eines an."
            )
        self.body.addWidget(Label(theme, sentence, wrap=True))
        self.list = CheckList(theme, self.tr("Potenziale"))
        self.list.set_lines(
            [CheckLine(row.id, row.title, _note(row)) for row in rows],
            [row.id for row in rows if row.project_id is not None],
        )
        self.list.setMinimumHeight(theme.px(45))
        self.list.setVisible(bool(rows))
        self.body.addWidget(self.list, 1)
        cancel = self.add_action(Button(theme, self.tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.verb = self.add_action(Button(theme, self.tr("Verknüpfen"), "primary", "check"))
        self.verb.setEnabled(bool(rows))
        self.verb.clicked.connect(self.accept)

    @property
    def ticked(self) -> list[UUID]:
        """Ids of the ticked potentials."""
        return [key for key in self.list.ticked_keys() if isinstance(key, UUID)]

    def ask(self) -> bool:
        """Show it and wait; True when the verb was chosen."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen


def _note(row: PotentialRow) -> str:
    tonnes = tonnes_words(row.result.co2e_t_per_year) if row.result else ""
    return " · ".join(part for part in (row.where, tonnes) if part)
