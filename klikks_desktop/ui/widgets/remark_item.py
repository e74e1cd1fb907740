"""One remark with its answers: kind, day, who wrote it, the text, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Remark, RemarkKind, Role
from klikks_desktop.services.region.remarks import DONE_WORD, Thread
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.pill import Pill, State


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """How a remark is told here. state: of its pill; meta: day, who, deadline, whether it leaves."""

    pill: str
    state: State
    meta: str


def remark_words(thread: Thread, role: Role) -> RemarkWords:
    """Pill and line about a thread, as seen from one side."""
    remark = thread.remark
    parts = [format_short(remark.made_on), _who(remark, role)]
    if remark.due_on is not None:
        parts.append(_tr("bis {day}").format(day=format_short(remark.due_on)))
    if thread.is_own:
        parts.append(_tr("geht mit") if remark.shared else _tr("bleibt hier"))
    if thread.done_on is not None:
        done = _tr("{kind} erledigt").format(kind=remark.kind.value)
        return RemarkWords(done, "ok", " · ".join(parts))
    state: State = "warn" if thread.is_open else "info"
    return RemarkWords(
        remark.kind.value, "past" if remark.kind is RemarkKind.NOTE else state, " · ".join(parts)
    )


def _who(remark: Remark, role: Role) -> str:
    if remark.source is None:
        return _tr("von Ihrer Stelle")
    return _tr("von der Kommune") if role is Role.REGION else _tr("vom Regionalmanagement")


class RemarkItem(QWidget):
    """Shows a thread; every signal carries it. ``record_wanted`` leads to what the remark is on."""

    record_wanted = Signal(object)
    answer_wanted = Signal(object)
    done_wanted = Signal(object)
    change_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        thread: Thread,
        role: Role,
        *,
        locked: bool,
        with_record: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown = thread
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = remark_words(thread, role)
        self.setAccessibleName(f"{words.pill}: {thread.remark.text}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head = QHBoxLayout()
        self._head.addWidget(Pill(theme, words.pill, words.state))
        self._head.addWidget(Label(theme, words.meta, "small", "muted", wrap=True), 1)
        self._column.addLayout(self._head)
        self._column.addWidget(_selectable(Label(theme, thread.remark.text, wrap=True)))
        self._answers = QVBoxLayout()
        for each in thread.answers:
            self._add_answer(each)
        self._column.addLayout(self._answers)
        self.buttons = self._make_buttons(locked=locked, with_record=with_record)
        if self.buttons:
            row = FlowLayout(theme, gap=1)
            for button in self.buttons:
                row.addWidget(button)
            self._column.addLayout(row)
        theme.changed.connect(self._space)
        self._space()

    def enter(self) -> None:
        """Put the focus on the first deed, rather than on the way to the record one may come from."""
        deeds = [each for each in self.buttons if each.text() != self.shown.remark.about_title]
        for button in deeds[:1] or self.buttons[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_answer(self, answer: Remark) -> None:
        if answer.done_on is not None and answer.text == DONE_WORD:
            words = _tr("Als erledigt gemeldet am {day}, {who}")
        else:
            words = _tr("Antwort vom {day}, {who}")
        told = words.format(day=format_short(answer.made_on), who=_who(answer, self._role))
        self._answers.addWidget(Label(self.theme, told, "small", "muted", wrap=True))
        if answer.text != DONE_WORD:
            self._answers.addWidget(_selectable(Label(self.theme, answer.text, wrap=True)))

    def _make_buttons(self, *, locked: bool, with_record: bool) -> Sequence[Button]:
        thread, theme = self.shown, self.theme
        buttons: list[Button] = []

        def add(text: str, icon: str, signal: SignalInstance) -> None:
            about = thread.remark.text.partition("\n")[0]
            button = Button(theme, text, "quiet", icon)
            button.setAccessibleName(f"{text}: {about}")
            button.clicked.connect(lambda: signal.emit(thread))
            buttons.append(button)

        if with_record and thread.remark.about_title:
            add(thread.remark.about_title, "chevron-right", self.record_wanted)
        if locked:
            return buttons
        if not thread.is_own and thread.remark.kind is not RemarkKind.ANSWER:
            add(_tr("Antworten"), "mail", self.answer_wanted)
        if thread.done_on is not None:
            add(_tr("Wieder öffnen"), "undo", self.done_wanted)
        elif thread.is_open:
            add(_tr("Erledigt"), "check", self.done_wanted)
        if thread.is_own:
            if thread.remark.kind is not RemarkKind.ANSWER:
                add(_tr("Ändern"), "draft", self.change_wanted)
            add(_tr("Löschen"), "delete", self.delete_wanted)
        return buttons

    def _space(self) -> None:
        theme = self.theme
        self._column.setSpacing(theme.px(1.5))
        self._head.setSpacing(theme.px(2))
        self._answers.setContentsMargins(theme.px(5), 0, 0, 0)
        self._answers.setSpacing(theme.px(0.5))


def _selectable(label: Label) -> Label:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemarkItem", text)
