"""The card beside the tree: one record with every field, whether it leaves, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.ui.pages.delivery.shown import Part, Shown
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.pill import Pill


class RecordCard(Card):
    """``person_wanted`` and ``form_wanted`` carry the id of the person shown; ``went_back`` to the list.

    ``record_wanted`` carries the target and the id of another record.
    """

    person_wanted = Signal(object)
    record_wanted = Signal(object, object)
    form_wanted = Signal(object)
    went_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5, parent=parent)
        self._shown: Shown | None = None
        self.back = Button(theme, self.tr("Zur Liste"), "quiet", "chevron-left")
        self.title = Label(theme, "", "record", wrap=True)
        self.pill = Pill(theme, "", "past")
        self._scroll = ScrollPage(theme)
        self._parts = QWidget()
        self._column = QVBoxLayout(self._parts)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll.body.addWidget(self._parts)
        self._scroll.body.addStretch(1)
        self.warning = InfoBar(theme, "warn", "")
        self.warning.hide()
        self.note = Label(theme, "", "body", "muted", wrap=True)
        self.open = Button(theme, self.tr("Einwilligung eintragen"), icon="draft")
        self.form = Button(theme, self.tr("Vordruck drucken"), "quiet", "print")
        self._build()
        self.back.hide()

    def show_way_back(self, shown: bool) -> None:
        """In one pane: offer the way back to the list."""
        self.back.setVisible(shown)

    def show_record(self, shown: Shown, *, read_only: bool) -> None:
        """Show one row of the tree."""
        self._shown = shown
        self.title.setText(shown.title)
        self.pill.set_state(shown.word, shown.state)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # Without a parent it would be shown as a window of its own by Qt's pending show.
                widget.hide()
                widget.deleteLater()
        indent = any(icon for part in shown.parts for icon, _name, _value in part.pairs)
        for part in shown.parts:
            self._add(part, indent=indent)
        self._scroll.verticalScrollBar().setValue(0)
        self.warning.set_text(shown.warning)
        self.warning.setVisible(bool(shown.warning))
        self.note.setText(shown.note)
        self.note.setVisible(bool(shown.note))
        is_person = shown.patron is not None
        wants_consent = not shown.has_consent and not read_only
        label = self.tr("Einwilligung eintragen") if wants_consent else self.tr("Person öffnen")
        icon = "draft" if wants_consent else "person"
        self.open.set_label(label if is_person else shown.open, icon if is_person else "chevron-right")
        self.open.setVisible(is_person or shown.target is not None)
        self.form.setVisible(is_person and not shown.has_consent)

    def _add(self, part: Part, *, indent: bool) -> None:
        theme = self.theme
        if part.title:
            if self._column.count():
                self._column.addWidget(Separator(theme))
            self._column.addWidget(Label(theme, part.title, "strong", wrap=True))
        if part.reason:
            self._column.addWidget(Label(theme, part.reason, "small", "muted", wrap=True))
        self._column.addWidget(KeyValues(theme, part.pairs, wrap=True, indent=indent))

    def _build(self) -> None:
        pill_row = QHBoxLayout()
        pill_row.addWidget(self.pill)
        pill_row.addStretch(1)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.title)
        self.body.addLayout(pill_row)
        self.body.addWidget(self.warning)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(Separator(self.theme))
        self.body.addWidget(self.note)
        self.body.addWidget(self.open)
        self.body.addWidget(self.form)
        self.back.clicked.connect(self.went_back)
        self.open.clicked.connect(self._open)
        self.form.clicked.connect(self._want_form)
        self.theme.changed.connect(self._space)
        self._space()

    def _open(self) -> None:
        if self._shown is not None and self._shown.target is not None:
            self.record_wanted.emit(self._shown.target, self._shown.record)
        elif self._shown is not None:
            self.person_wanted.emit(self._shown.patron)

    def _want_form(self) -> None:
        if self._shown is not None:
            self.form_wanted.emit(self._shown.patron)

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(2))
        # Three lines: more would push the foot of the page off a small screen while a notice stands above.
        self._scroll.setMinimumHeight(self.theme.px(18))
