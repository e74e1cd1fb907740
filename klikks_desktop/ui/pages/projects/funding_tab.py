"""Grants of a project: the form of each, what to mind, and suggestions that a click takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.funding_rules import FundingHint, Suggestion
from klikks_desktop.services.projects import funding
from klikks_desktop.services.projects.funding import AmountSuggestion, FundingView
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.kinds import funding_kind
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label

Offered = Suggestion | AmountSuggestion
Offer = tuple[str, str, Callable[[], None]]
"""What is suggested, why, and how to take it."""


class FundingTab(QWidget):
    """``saved`` after every change."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._locked = False
        kind = funding_kind()
        self.warnings, self.hints = _Hints(host.theme), _Hints(host.theme)
        last = kind.sections[-1]
        kind = replace(kind, sections=[*kind.sections[:-1], replace(last, lead=[self.hints])])
        self.editor = PartsEditor(host, kind, [self.warnings])
        self._where = {
            name: place
            for place, section in enumerate(kind.sections, start=1)
            for row in section.rows
            for name in ([row] if isinstance(row, str) else row)
        }
        self.offers = [SuggestionBox(host.theme) for _ in kind.sections]
        for place, box in enumerate(self.offers, start=1):
            # Above what the editor put at the end of its last section.
            section = kind.sections[place - 1]
            lead = len(section.lead) + (1 if place == 1 else 0)
            self.editor.view.form.section(place).insertWidget(lead + len(section.rows), box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        self.editor.saved.connect(self.saved)
        self.editor.chosen.connect(self._show_advice)

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show the grants of a project; the same one keeps what is being typed."""
        self._locked = locked
        self.editor.show_parts(data.project.id, data.fundings, locked=locked)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.editor.settle()

    def _show_advice(self) -> None:
        current, workspace = self.editor.current, self._host.workspace
        view = None if current is None else funding.load_funding(workspace, current)
        hints = view.hints if view else ()
        self.warnings.show_hints([hint for hint in hints if hint.is_warning])
        self.hints.show_hints([hint for hint in hints if not hint.is_warning])
        for place, box in enumerate(self.offers, start=1):
            offers = self._offers(view, place) if view and not self._locked else []
            box.show_offers(offers)

    def _offers(self, view: FundingView, place: int) -> list[Offer]:
        """What is suggested for the fields of one section: what, why, and how to take it."""
        suggestions: list[Offered] = [*view.amounts, *view.dates]
        found: list[Offer] = [
            (self._what(each), _why(each), partial(self._take, view, each))
            for each in suggestions
            if self._where[each.field] == place
        ]
        if view.state is not None and self._where["state"] == place:
            what = self.tr("Stand: {state}").format(state=view.state.value)
            why = self.tr("Das sagen die eingetragenen Tage.")
            found.append((what, why, partial(self._take_state, view)))
        return found

    def _what(self, offered: Offered) -> str:
        label = self.editor.view.form.field(offered.field).spec.label
        text = format_short(offered.on) if isinstance(offered, Suggestion) else offered.text
        return f"{label}: {text}"

    def _take(self, view: FundingView, offered: Offered) -> None:
        workspace, key = self._host.workspace, view.funding.id
        self.editor.change(lambda: funding.take_suggestion(workspace, key, offered))

    def _take_state(self, view: FundingView) -> None:
        workspace, key, state = self._host.workspace, view.funding.id, view.state
        if state is not None:
            self.editor.change(lambda: funding.take_state(workspace, key, state))


class _Hints(QWidget):
    """Sentences beside a grant, warnings first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self.bars: list[InfoBar] = []

    def show_hints(self, hints: Sequence[FundingHint]) -> None:
        """Show these."""
        _clear(self._column)
        self.bars = [
            InfoBar(self.theme, "warn" if hint.is_warning else "info", hint.sentence) for hint in hints
        ]
        for bar in self.bars:
            self._column.addWidget(bar)
        self.setVisible(bool(hints))


class SuggestionBox(QWidget):
    """What might be entered, why, and a button that does it; nothing is stored unasked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these: what, why, and what the button does."""
        _clear(self._column)
        self.buttons = []
        for what, why, take in offers:
            self._column.addWidget(self._line(what, why, take))
        self.setVisible(bool(offers))

    def _line(self, what: str, why: str, take: Callable[[], None]) -> QWidget:
        theme = self.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, what, wrap=True))
        words.addWidget(Label(theme, why, "small", "muted", wrap=True))
        button = Button(theme, _tr("Vorschlag übernehmen"), "quiet", "check")
        button.setAccessibleName(_tr("Vorschlag übernehmen: {what}").format(what=what))
        button.clicked.connect(take)
        self.buttons.append(button)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(2))


def _why(offered: Offered) -> str:
    if isinstance(offered, Suggestion) and offered.is_guide_value:
        return f"{offered.sentence} {_tr('Richtwert, bitte prüfen.')}"
    return offered.sentence


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundingTab", text)
