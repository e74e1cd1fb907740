"""Last step: what will be set up, where it lies, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from klikks_desktop.ui.assistant.side import Station
from klikks_desktop.ui.assistant.step import ScrolledStep
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice

ALONE, SHARED = "allein", "gemeinsam"


class DoneStep(ScrolledStep):
    """Nothing is written before this step is left."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__(theme)
        self.title = self.tr("Alles bereit")
        self.subtitle = self.tr("Mit dem letzten Klick wird Ihr Arbeitsbereich angelegt.")
        self._is_town = True
        self._summary = KeyValues(theme)
        card = Card(theme, 4)
        card.body.addWidget(self._summary)
        self.body.addWidget(card)
        self.body.addWidget(Label(theme, self.tr("Wo Ihre Daten liegen"), "section"))
        self._folder = Label(theme, str(folder), wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._folder)
        self.sharing = SegmentedChoice(
            theme,
            [
                (ALONE, self.tr("Nur ich an diesem Konto")),
                (SHARED, self.tr("Gemeinsamer Ordner im Amt")),
            ],
            self.tr("Wer mit dem Ordner arbeitet"),
        )
        self.sharing.set_value(ALONE)
        self.sharing.chosen.connect(self._explain)
        self.body.addWidget(self.sharing)
        self._explanation = Label(theme, "", "small", "muted", wrap=True)
        self.body.addWidget(self._explanation)
        words = self.tr(
            "Haben Sie ein Programmpaket bekommen? Ziehen Sie die Datei nach dem Start einfach ins Fenster."
        )
        self.body.addWidget(Label(theme, words, "small", "muted", wrap=True))
        self.body.addStretch(1)
        self._explain()

    @property
    def is_shared(self) -> bool:
        """The rights shall follow the folder."""
        return self.sharing.value() == SHARED

    def show_summary(self, pairs: Sequence[tuple[str, str, str]], *, town: bool) -> None:
        """What was chosen: icon, name, value."""
        self._is_town = town
        self._summary.set_pairs(pairs)

    def station(self) -> Station:
        """The end."""
        return Station(self.tr("Fertig"))

    def next_label(self) -> str:
        """The first thing to do."""
        return self.tr("Erste Patin, ersten Paten aufnehmen") if self._is_town else self.tr("Zur Übersicht")

    def _explain(self) -> None:
        texts = {
            ALONE: self.tr("Nur Ihr Benutzerkonto kann den Ordner öffnen. Das ist der sichere Regelfall."),
            SHARED: self.tr(
                "Die Rechte richten sich nach dem Ordner, so kann die Urlaubsvertretung mit denselben Daten "
                "arbeiten; es schreibt immer nur eine Person. Soll der Ordner auf einem Netzlaufwerk liegen, "
                "stellt Ihre IT ihn mit KLIKKS_WORKSPACE ein."
            ),
        }
        self._explanation.setText(texts[self.sharing.value()])
