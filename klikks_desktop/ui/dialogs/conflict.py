"""Two versions of one record: a person chooses field by field, or takes one side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from klikks_desktop.domain.conflict import Conflict, Difference
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice

MINE, THEIRS = "mine", "theirs"


class ConflictDialog(Dialog):
    """``choices`` by field. Where one side only changed a field, that side is chosen already."""

    def __init__(self, theme: Theme, conflict: Conflict, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            self.tr("Von zwei Personen geändert"),
            conflict.title,
            icon="alert",
            icon_colour="warn",
            parent=parent,
        )
        happened = self.tr(
            "Seit Sie diese Angaben geöffnet haben, hat sie auch jemand anderes geändert. Wählen Sie je "
            "Feld, was gelten soll. Bis dahin ist nichts überschrieben."
        )
        self.body.addWidget(Label(theme, happened, wrap=True))
        self.all_mine = Button(theme, self.tr("Überall meine Fassung"), "quiet")
        self.all_theirs = Button(theme, self.tr("Überall die andere"), "quiet")
        self.all_mine.clicked.connect(lambda: self._choose_all(MINE))
        self.all_theirs.clicked.connect(lambda: self._choose_all(THEIRS))
        whole = FlowLayout(theme)
        whole.addWidget(self.all_mine)
        whole.addWidget(self.all_theirs)
        self.body.addLayout(whole)
        self.choices = {each.name: self._add(each) for each in conflict.differences}
        self.later = self.add_action(Button(theme, self.tr("Weiter bearbeiten")))
        self.take = self.add_action(Button(theme, self.tr("Auswahl sichern"), "primary"))
        self.later.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)

    def ask(self) -> set[str] | None:
        """Show it and wait: the fields in which one's own version counts, ``None`` to store nothing yet."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return {name for name, choice in self.choices.items() if choice.value() == MINE} if chosen else None

    def _add(self, difference: Difference) -> SegmentedChoice:
        theme = self.theme
        versions = QGridLayout()
        versions.setHorizontalSpacing(theme.px(4))
        versions.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(
            (
                (self.tr("Vorher"), difference.base),
                (self.tr("Meine Fassung"), difference.mine),
                (self.tr("Andere Fassung"), difference.theirs),
            )
        ):
            versions.addWidget(Label(theme, name, "body", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            versions.addWidget(Label(theme, words or self.tr("(leer)"), wrap=True), row, 1)
        choice = SegmentedChoice(
            theme,
            ((MINE, self.tr("Meine Fassung")), (THEIRS, self.tr("Andere Fassung"))),
            difference.title,
        )
        choice.set_value(MINE if difference.takes_mine else THEIRS)
        card = Card(theme, 4)
        card.body.addWidget(Label(theme, difference.title, "section"))
        card.body.addLayout(versions)
        card.body.addWidget(choice)
        self.body.addWidget(card)
        return choice

    def _choose_all(self, side: str) -> None:
        for choice in self.choices.values():
            choice.set_value(side)
