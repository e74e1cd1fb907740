"""The frame of issuing: choices at the left, the certificate as it will be at the right."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.register.issuing import IssueOptions, preview
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.options import OptionsForm
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import IconLabel, Label, Separator
from klikks_desktop.ui.widgets.pdf_preview import PdfPreview

PREVIEW_AFTER_MS: Final = 200
"""Drawing takes 40 to 70 ms: with this pause the paper follows typing within 300 ms."""
FORM_WIDTH: Final = 98
SLIM_FORM_WIDTH: Final = 82
OF_PERSON: Final = frozenset({"K-140", "K-142", "K-161", "K-162", "K-401"})
"""Errors that are settled at the person; others in the settings."""
NAME_PART: Final = "Der Name"
"""What K-421 says when the name does not fit; every other part comes from the settings."""


def is_of_person(error: UserError) -> bool:
    """Whether it is settled at the person, and so stops nobody else."""
    return error.code in OF_PERSON or error.facts.get("part") == NAME_PART


class DeedFoot(QWidget):
    """Says whether everything is there, leads to what is not, and holds the buttons."""

    way_wanted = Signal()

    def __init__(self, host: Host, *buttons: Button) -> None:
        super().__init__()
        self.theme = host.theme
        self._slim = False
        self._is_fine = True
        self._icon = IconLabel(host.theme, "done", "ok", 4.5)
        self.words = Label(host.theme, "", "body", "ok", wrap=True)
        self.way = Button(host.theme, "", "quiet", "chevron-right")
        self.way.clicked.connect(self.way_wanted)
        self._line = QWidget()
        self._status = QHBoxLayout()
        self._status.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._status.addWidget(self.words, 1)
        # Below the words: a long name needs the width.
        status = QVBoxLayout(self._line)
        status.setContentsMargins(0, 0, 0, 0)
        status.setSpacing(0)
        status.addLayout(self._status)
        status.addWidget(self.way, 0, Qt.AlignmentFlag.AlignRight)
        row = FlowLayout(host.theme, gap=2, stretch=True)
        for button in buttons:
            row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._line)
        self._column.addLayout(row)
        host.theme.changed.connect(self._restyle)
        self._restyle()

    def tell(self, state: str, words: str, way: str = "") -> None:
        """state: ``ok``, ``info``, ``warn`` or ``error``. way: the button that leads on."""
        icons = {"ok": "done", "info": "info", "warn": "alert", "error": "error"}
        self._icon.set_icon(icons[state], state)
        self.words.set_role(colour=state)
        self.words.setText(words)
        self.way.setVisible(bool(way))
        self.way.set_label(way)
        self._is_fine = state == "ok"
        self._show_line()

    def set_slim(self, slim: bool) -> None:
        """In a narrow window only what needs attention is said."""
        self._slim = slim
        self._show_line()

    def _show_line(self) -> None:
        self._line.setVisible(not (self._slim and self._is_fine))

    def _restyle(self) -> None:
        side, top = self.theme.px(5), self.theme.px(2.5 if self.theme.scale <= 140 else 3)
        self._column.setContentsMargins(side, top, side, self.theme.px(4 if self.theme.scale <= 140 else 3))
        self._column.setSpacing(self.theme.px(2))
        self._status.setSpacing(self.theme.px(2))


class IssueFrame(QWidget):
    """Left card with choices and foot, right the preview; subclasses say whose certificate it is.

    ``went_back`` leads to where one came from, ``settings_wanted`` and ``person_wanted`` to what lacks.
    """

    went_back = Signal()
    settings_wanted = Signal()
    person_wanted = Signal(object)

    def __init__(self, host: Host, *buttons: Button) -> None:
        super().__init__()
        self._host = host
        self._way: Target | None = None
        self.problem: UserError | None = None
        self.options_form = OptionsForm(host)
        self.foot = DeedFoot(host, *buttons)
        self.preview = PdfPreview(
            host.theme,
            self.tr("Vorschau · A4 hoch"),
            self.tr("PDF/A-3a und PDF/UA-1: vorlesbar und dauerhaft lesbar"),
            self.tr("PDF/A-3a und PDF/UA-1"),
        )
        self.card = Card(host.theme, 0)
        self._fill_card()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.card)
        self._row.addWidget(self.preview, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.draw)
        self.options_form.changed.connect(self.draw_soon)
        self.options_form.wording_wanted.connect(self.settings_wanted)
        self.foot.way_wanted.connect(self._take_way)
        host.theme.changed.connect(self._restyle)
        self.set_slim(False)

    def subject(self) -> UUID | None:
        """Whose certificate the preview shows."""
        raise NotImplementedError

    def judge(self, problem: UserError | None) -> None:
        """Show in the foot what the preview found."""
        raise NotImplementedError

    def set_slim(self, slim: bool) -> None:
        """Give the preview its share of a narrow window."""
        self._slim = slim
        self.foot.set_slim(slim)
        self.preview.set_slim(slim)
        self._restyle()

    def draw_soon(self, *, after_ms: int = PREVIEW_AFTER_MS) -> None:
        """Draw after a short pause, so that typing is never held up."""
        self._timer.start(after_ms)

    def draw(self) -> None:
        """Draw the preview now and say whether everything is complete."""
        self._timer.stop()
        options, subject = self.options_form.options(), self.subject()
        if options is None or subject is None:
            self.preview.clear()
            self.problem = None
            self.judge(None)
            return
        try:
            self._show_pdf(subject, options)
            self.problem = None
        except UserError as error:
            self.preview.clear()
            self.problem = error
        self.judge(self.problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def tell_problem(self, error: UserError, words: str = "") -> None:
        """An error in the foot, in its own words or in others, with the way to where it is settled."""
        self._way = Target.PATRON if is_of_person(error) else Target.SETTINGS
        way = self.tr("Zur Person") if self._way is Target.PATRON else self.tr("Einstellungen")
        self.foot.tell("error", words or error.text.happened, way)

    def _show_pdf(self, subject: UUID, options: IssueOptions) -> None:
        data = preview(self._host.workspace, subject, options)
        words = self.tr("{title} mit Datum {day}")
        self.preview.set_pdf(data, words.format(title=options.title, day=f"{options.issued_on:%d.%m.%Y}"))

    def _fill_card(self) -> None:
        self.card.body.addWidget(self.options_form, 1)
        self.card.body.addWidget(Separator(self._host.theme))
        self.card.body.addWidget(self.foot)

    def _take_way(self) -> None:
        if self._way is Target.SETTINGS:
            self.settings_wanted.emit()
        elif self._way is Target.PATRON:
            self.person_wanted.emit(self.subject())
        else:
            self.options_form.go_to_problem()

    def _restyle(self) -> None:
        theme = self._host.theme
        self._row.setSpacing(theme.px(4))
        self.card.setFixedWidth(theme.px(SLIM_FORM_WIDTH if self._slim else FORM_WIDTH))
