"""The page Ideenpool of a town: what others did, to find and to copy."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.ideas import pool
from klikks_desktop.services.ideas.seen import mark_seen
from klikks_desktop.services.ideas.tables import export_ideas, ideas_name
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.ideas.detail import IdeaPane
from klikks_desktop.ui.pages.ideas.listing import IdeaList
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords

Adopt = Callable[[Workspace, UUID, UUID], UUID]


class IdeaDeeds(RecordDeeds):
    """Makes something of an idea, keeps its address, takes the list along."""

    def adopt(self, idea: pool.Idea, place: Place, *, as_project: bool) -> None:
        """Begin a potential, or a project where it cannot be reckoned, and lead there."""
        if idea.can_be_reckoned and not as_project:
            self._begin(pool.adopt_as_potential, Target.POTENTIAL, idea, place)
        else:
            self._begin(pool.adopt_as_project, Target.PROJECT, idea, place)

    def save_card(self, idea: pool.Idea) -> None:
        """Ask where, then write the address card of the office."""
        workspace, example = self._host.workspace, idea.example
        suggested = Path.home() / pool.card_name(workspace, example)
        target = choose_target(
            self._window, _tr("Adresskarte speichern"), _tr("Adresskarte (*.vcf)"), suggested
        )
        if target is None:
            return
        chosen = target
        if self._host.attempt(lambda: pool.save_card(workspace, example, chosen)) is not None:
            words = _tr("Adresskarte gespeichert: {file}").format(file=chosen.name)
            self.written.emit(words, chosen)

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Write the ideas shown as an Excel file."""
        del place
        workspace = self._host.workspace
        known = {each.example.id: each for each in pool.ideas(workspace)}
        wanted = [known[each] for each in ids if each in known]
        write = partial(export_ideas, ideas=wanted)
        self.write_table(ideas_name(workspace), write, _tr("Idee"), _tr("Ideen"))

    def _begin(self, adopt: Adopt, target: Target, idea: pool.Idea, place: Place) -> None:
        made = self.attempt(lambda: adopt(self._host.workspace, idea.example.id, place.id))
        if made is not None:
            self._host.go(target, made)


class IdeasPage(RecordPage[IdeaList, IdeaPane, IdeaDeeds]):
    """What came with the last return."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host, "ideas", _words(), listing=IdeaList, pane=IdeaPane, deeds=IdeaDeeds, parent=parent
        )

    def connect_pane(self, pane: IdeaPane) -> None:
        """An idea is made one's own; its address is kept."""
        pane.adopt_wanted.connect(partial(self._adopt, as_project=False))
        pane.project_wanted.connect(partial(self._adopt, as_project=True))
        pane.view.card_wanted.connect(self._save_card)

    def subtitle(self) -> str:
        """What this is about."""
        return _tr("Abschreiben erwünscht: gute Beispiele aus anderen Kommunen")

    def first_step(self) -> None:
        """To where ideas come in."""
        self._host.go(Target.POST)

    def showEvent(self, event: QShowEvent) -> None:
        """What is looked at counts as seen; it stays marked until the page is left."""
        super().showEvent(event)
        new = [key for key, idea in self.listing.ideas.items() if idea.is_new]
        self.listing.fresh = new
        workspace = self._host.workspace
        if new and not workspace.store.read_only:
            mark_seen(workspace, [*self.listing.ideas])
            self._host.changed()
        self.listing.reload()

    def _adopt(self, *, as_project: bool) -> None:
        idea = self.detail.idea
        if idea is not None:
            self.with_place(partial(self.deeds.adopt, idea, as_project=as_project))

    def _save_card(self) -> None:
        if self.detail.idea is not None:
            self.deeds.save_card(self.detail.idea)


def _words() -> PageWords:
    return PageWords(
        title=_tr("Ideenpool"),
        nothing=_tr("Noch keine Idee angekommen"),
        why=_tr("Was in anderen Kommunen gut lief, steht hier zum Abschreiben, mit Kosten und Wirkung."),
        first=_tr("Zur Post"),
        steps=[
            (
                _tr("Rücksendung öffnen"),
                _tr("Sie kommt von Ihrem Regionalmanagement und bringt die Ideen mit."),
            ),
            (_tr("Idee finden"), _tr("Suchen oder nach Maßnahme, Größe der Kommune und Kosten filtern.")),
            (_tr("Für uns übernehmen"), _tr("Daraus wird ein Potenzial oder Projekt mit eigenen Zahlen.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("IdeasPage", text)
