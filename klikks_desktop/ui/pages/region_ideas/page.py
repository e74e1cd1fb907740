"""The page Ideenpool of a region: good examples, worded here, sent with the next return."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import GoodExample, Place, Project
from klikks_desktop.services.ideas import examples
from klikks_desktop.services.ideas.pool import as_ideas
from klikks_desktop.services.ideas.suggestions import Candidate, candidates
from klikks_desktop.services.ideas.tables import export_ideas, ideas_name
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.region_ideas.detail import ExamplePane
from klikks_desktop.ui.pages.region_ideas.listing import ExampleList
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords
from klikks_desktop.ui.tasks import MANY, Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar


class ExampleDeeds(RecordDeeds):
    """What is asked in a dialog: which project, delete, bring back, history, export."""

    def choose(self, found: Sequence[Candidate]) -> UUID | None:
        """Ask for a finished project and take it into the pool."""
        from klikks_desktop.ui.pages.region_ideas.choose_dialog import ChooseDialog

        project = ChooseDialog(self._host, found, self._window).ask()
        if project is None:
            return None
        return self.attempt(partial(examples.add_example, self._host.workspace, project))

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin."""
        words = _tr(
            "„{name}“ kommt in den Papierkorb und fehlt mit der nächsten Rücksendung auch im Ideenpool "
            "der Kommunen. Was diese daraus gemacht haben, bleibt. Mit Strg+Z oder aus dem Papierkorb holen "
            "Sie es zurück, 30 Tage lang."
        )
        delete = partial(examples.delete_example, self._host.workspace, record)
        self.ask_deletion(words.format(name=name), delete)

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import example_history

        self.tell_history(name, example_history(self._host.workspace, record))

    def open_bin(self) -> None:
        """Show the recycle bin; an example brought back is shown."""
        self.show_bin((GoodExample,))

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Write the examples shown as an Excel file."""
        del place
        workspace = self._host.workspace
        known = {row.example.id: row.example for row in examples.list_examples(workspace)}
        wanted = as_ideas(workspace, [known[each] for each in ids if each in known])
        write = partial(export_ideas, ideas=wanted)
        self.write_table(ideas_name(workspace), write, _tr("Beispiel"), _tr("Beispiele"))


class RegionIdeasPage(RecordPage[ExampleList, ExamplePane, ExampleDeeds]):
    """The region's own examples."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        look = Button(host.theme, _tr("Ansehen …"), "quiet", "idea")
        self.suggested = InfoBar(host.theme, "info", "", look)
        super().__init__(
            host, "ideas", _words(), listing=ExampleList, pane=ExamplePane, deeds=ExampleDeeds, parent=parent
        )
        self.body.insertWidget(self.body.indexOf(self.panes), self.suggested)
        look.clicked.connect(self.begin_new)

    def may_begin(self) -> bool:
        """An example is taken from what towns reported, not from an own place."""
        return not self._host.workspace.store.read_only

    def begin_new(self) -> None:
        """Strg+N: choose a finished project."""
        if self.may_begin():
            self.settle()
            self._with_candidates(self._choose)

    def subtitle(self) -> str:
        """What this is about."""
        return _tr("Abschreiben erwünscht: gute Beispiele für die Kommunen")

    def reload(self) -> None:
        """Read list, example and suggestions again."""
        super().reload()
        self._with_candidates(self._suggest)

    # ------------------------------------------------------------------ inside

    def _with_candidates(self, then: Callable[[Sequence[Candidate]], None]) -> None:
        """Read which projects could be taken, beside the window's thread where there are many."""
        workspace = self._host.workspace
        with workspace.store.read() as reader:
            is_long = reader.count(Project) > MANY
        if is_long:
            title = _tr("Abgeschlossene Projekte werden gelesen")
            self._host.run(title, _tr("Projekte"), _candidates, then)
        else:
            then(candidates(workspace))

    def _choose(self, found: Sequence[Candidate]) -> None:
        made = self.deeds.choose(found)
        if made is not None:
            self.reload()
            self.show_begun(made)

    def _suggest(self, found: Sequence[Candidate]) -> None:
        count = sum(each.is_suggested for each in found)
        projects = count_words(count, _tr("abgeschlossenes Projekt"), _tr("abgeschlossene Projekte"))
        words = _tr("Gemessen oder mit großer Einsparung: {projects} als Vorschlag.")
        self.suggested.set_text(words.format(projects=projects))
        self.suggested.setVisible(bool(count) and bool(self.listing.keys) and self.may_begin())


def _candidates(workspace: Workspace, control: Control) -> list[Candidate]:
    control.checkpoint()
    return candidates(workspace)


def _words() -> PageWords:
    return PageWords(
        title=_tr("Ideenpool"),
        new=_tr("Beispiel aufnehmen …"),
        nothing=_tr("Noch kein gutes Beispiel"),
        why=_tr("Was in einer Kommune gelungen ist, sollen andere abschreiben können."),
        first=_tr("Beispiel aufnehmen …"),
        steps=[
            (_tr("Projekt wählen"), _tr("Unter den abgeschlossenen, die Kommunen gemeldet haben.")),
            (
                _tr("In Worte fassen"),
                _tr("Was wurde gemacht, was andere wissen sollten. Die Zahlen stehen schon da."),
            ),
            (_tr("Rücksendung schreiben"), _tr("Damit kommt es in den Ideenpool aller Kommunen.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionIdeasPage", text)
