"""A good example as towns see it: figures, what was done, what to know, and the office to ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.figures import gas_words
from klikks_desktop.domain.good_examples import contact_parts, figure_words, where_words
from klikks_desktop.services.ideas.pool import Idea
from klikks_desktop.ui.records.read_pane import ReadPage
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label

_ACROSS = 3
"""Figures side by side."""


class IdeaView(ReadPage):
    """Shows one idea. ``card_wanted``: the address card of its office is asked for."""

    card_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.about = Label(theme, "", "body", "muted", wrap=True)
        self.figures = _Figures(theme)
        self.basis = Label(theme, "", "small", "muted", wrap=True)
        self.summary = _text(theme)
        self.lesson = _text(theme)
        self.contact = _Contact(theme)
        self.add(self.about)
        self.add(self.figures)
        self.add(self.basis)
        self._show_summary = self.add(self.summary, _tr("Was wurde gemacht"))
        self._show_lesson = self.add(self.lesson, _tr("Was andere wissen sollten"))
        self.add(self.contact, _tr("Kontakt"))
        self.end()
        self.contact.card.clicked.connect(self.card_wanted)

    def show_idea(self, idea: Idea) -> None:
        """Show this one, from the top."""
        example = idea.example
        finished = _tr("abgeschlossen {day}").format(day=format_short(example.finished_on or example.made_on))
        parts = (where_words(example), example.kind.value, finished if example.finished_on else "")
        self.about.setText(" · ".join(filter(None, parts)))
        self.figures.show_pairs(figure_words(example))
        self.basis.setText(self._basis(idea))
        self.basis.setVisible(bool(self.basis.text()))
        self.summary.setText(example.summary)
        self._show_summary(bool(example.summary))
        self.lesson.setText(example.lesson)
        self._show_lesson(bool(example.lesson))
        self.contact.show_contact(example.contact if example.named else "")
        self.verticalScrollBar().setValue(0)

    def _basis(self, idea: Idea) -> str:
        measure = _tr("Maßnahme: {title}.").format(title=idea.measure) if idea.measure else ""
        known = idea.factor_set and idea.example.co2e_kg is not None
        used = _tr("CO₂e mit Faktorensatz „{title}“, wie die Kommune es gemeldet hat.") if known else ""
        return " ".join(filter(None, (measure, used.format(title=idea.factor_set))))


class _Figures(QWidget):
    """Figures with their units in the serif of the certificate, the name of each below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._blocks: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        theme.changed.connect(self._space)
        self._space()

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = [self._block(name, gas_words(value)) for name, value in pairs]
        for place, block in enumerate(self._blocks):
            self._grid.addWidget(block, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(pairs))

    def _block(self, name: str, value: str) -> QWidget:
        block = QWidget(self)
        block.setAccessibleName(f"{name}: {value}")
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self.theme, value, "record", wrap=True))
        column.addWidget(Label(self.theme, name, "small", "muted", wrap=True))
        return block

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self.theme.px(3))
        self._grid.setVerticalSpacing(self.theme.px(3))


class _Contact(QWidget):
    """The office and its mailbox, to copy or to keep; nothing is sent from here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mailbox = ""
        self.words = _text(theme)
        self.told = Label(theme, _tr("Kopiert."), "body", "muted")
        self.copy = Button(theme, _tr("Adresse kopieren"), icon="document")
        self.card = Button(theme, _tr("Adresskarte speichern …"), "quiet", "export")
        row = FlowLayout(theme)
        for widget in (self.copy, self.card, self.told):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.words)
        column.addLayout(row)
        self.copy.clicked.connect(self._copy)

    def show_contact(self, contact: str) -> None:
        office, self._mailbox = contact_parts(contact)
        nobody = _tr("Die Kommune wird nicht genannt. Ihr Regionalmanagement kann den Kontakt herstellen.")
        self.words.setText("\n".join(filter(None, (office, self._mailbox))) or nobody)
        for button in (self.copy, self.card):
            button.setVisible(bool(self._mailbox))
        self.told.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._mailbox)
        self.told.show()


def _text(theme: Theme) -> Label:
    label = Label(theme, "", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("IdeaView", text)
