"""The window of the first-start assistant: side, step, foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.services.places.first_start import Setup
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Clock, ServerAddress, Workspace, shipped_in
from klikks_desktop.ui.assistant.done_step import DoneStep
from klikks_desktop.ui.assistant.foot import Foot
from klikks_desktop.ui.assistant.maker import Maker
from klikks_desktop.ui.assistant.office_step import OfficeStep
from klikks_desktop.ui.assistant.place_step import OfficeNameStep, PlaceStep
from klikks_desktop.ui.assistant.role_step import RoleStep
from klikks_desktop.ui.assistant.side import Side
from klikks_desktop.ui.assistant.step import RING, Step
from klikks_desktop.ui.assistant.summary import summary
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.focus_ring import FocusRing
from klikks_desktop.ui.widgets.label import Label, Separator

WIDTH, HEIGHT = 1366, 768


def run_assistant(
    folder: Path,
    theme: Theme,
    *,
    clock: Clock,
    resources: Path,
    wish: Callable[[Target], object] = lambda _target: None,
    server: ServerAddress | None = None,
) -> Workspace | None:
    """Set up ``folder`` with a person; the opened workspace, ``None`` when they left.

    server: the empty database where the data shall lie.
    ``wish`` is told where the person wants to begin, unless that is the overview.
    """
    window = AssistantWindow(folder, theme, clock=clock, resources=resources, server=server)
    try:
        window.exec()
        if window.target is not None:
            wish(window.target)
        return window.workspace
    finally:
        window.deleteLater()


class AssistantWindow(QDialog):
    """``workspace`` is what was made, ``target`` where to begin (``None``: the overview)."""

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        *,
        clock: Clock,
        resources: Path,
        server: ServerAddress | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._maker = Maker(theme, folder, clock=clock, resources=resources, parent=self, server=server)
        self._maker.made.connect(self._take)
        self._maker.stayed.connect(self._stay)
        self._ring = FocusRing(theme, cast(QApplication, QApplication.instance()))
        self.workspace: Workspace | None = None
        self.target: Target | None = None
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("KlikKS einrichten"))
        self.role = RoleStep(theme)
        self.place = PlaceStep(theme, shipped_in(resources))
        self.office_name = OfficeNameStep(theme)
        self.office = OfficeStep(theme, rasterise_svg, clock().astimezone().date())
        self.done_step = DoneStep(theme, folder)
        self._current: Step = self.role
        self._has_begun = False
        self._make_frame()
        for step in (self.role, self.place, self.office_name, self.office, self.done_step):
            self._stack.addWidget(step)
            step.changed.connect(self._show_frame)
            step.proceed.connect(self.go_on)
        self.foot.back.clicked.connect(self.go_back)
        self.foot.next.clicked.connect(self.go_on)
        self.foot.other.clicked.connect(partial(self._finish, None))
        self.foot.practice.clicked.connect(self.practise)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show_step(self.role)
        self.resize(WIDTH, HEIGHT)

    # ------------------------------------------------------------------ going

    @property
    def steps(self) -> list[Step]:
        """The steps for the role chosen."""
        if self.role.role is Role.REGION:
            return [self.role, self.office_name, self.done_step]
        return [self.role, self.place, self.office, self.done_step]

    def go_on(self) -> None:
        """To the next step, or to work."""
        step = self._current
        if self._maker.is_busy or not step.is_ready() or not step.settle():
            return
        if step is self.done_step:
            self._finish(None if self.role.role is Role.REGION else Target.NEW_PATRON)
            return
        self._show_step(self.steps[self.steps.index(step) + 1])

    def go_back(self) -> None:
        """To the step before; nothing typed is lost."""
        place = self.steps.index(self._current)
        if place and not self._maker.is_busy:
            self._show_step(self.steps[place - 1])

    def practise(self) -> None:
        """Open the invented town, made beside the real folder when it is not there yet."""
        if not self._maker.is_busy:
            self._set_busy(True)
            self._maker.practise()

    def reject(self) -> None:
        """Esc and the window's cross ask first, unless nothing was entered."""
        if self._maker.is_busy:
            return
        if self.role.role is None or self._leaves():
            super().reject()

    def _leaves(self) -> bool:
        dialog = ConfirmDialog(
            self.theme,
            self.tr("Einrichtung beenden?"),
            self.tr("Ihre Eingaben wurden noch nicht gespeichert und gehen dabei verloren."),
            verb=self.tr("Beenden"),
            stay=self.tr("Weiter einrichten"),
            final=True,
            parent=self,
        )
        leaves = dialog.ask()
        dialog.deleteLater()
        return leaves

    # ------------------------------------------------------------------ writing

    def _finish(self, target: Target | None) -> None:
        """Write everything in one go; what fails leaves nothing behind and nothing typed is lost."""
        self.target = target
        self._set_busy(True)
        self._maker.set_up(self._setup())

    def _setup(self) -> Setup:
        shared = self.done_step.is_shared
        if self.role.role is Role.REGION:
            return Setup(role=Role.REGION, name=self.office_name.name, shared=shared)
        return Setup(
            role=Role.MUNICIPALITY,
            place=self.office.place(),
            arms=self.office.arms,
            enrolment=self.office.enrolment,
            answer=self.office.answer,
            shared=shared,
        )

    def _take(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._set_busy(False)
        self.accept()

    def _stay(self) -> None:
        self.target = None
        self._set_busy(False)
        self._enter()

    def _set_busy(self, busy: bool) -> None:
        self.foot.setEnabled(not busy)
        self._stack.setEnabled(not busy)

    def done(self, result: int) -> None:
        """Let go of the worker and of the ring; the main window has its own."""
        self._maker.stop()
        self._ring.deleteLater()
        super().done(result)

    # ------------------------------------------------------------------ frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on wherever nothing else takes it; Alt+Left goes back."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif event.key() == Qt.Key.Key_Left and alt:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Show where one begins: Qt forgets how the keyboard came there before it was active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._has_begun:
            self._has_begun = True
            if (begun := self.focusWidget()) is not None:
                begun.clearFocus()
            self._enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("window"))
        painter.end()

    def _make_frame(self) -> None:
        theme = self.theme
        self.side = Side(theme, self)
        self._count = Label(theme, "", "body", "muted")
        self._title = Label(theme, "", "page", wrap=True)
        self._subtitle = Label(theme, "", "body", "muted", wrap=True)
        self._stack = QStackedWidget()
        self.foot = Foot(theme)
        self._head = QVBoxLayout()
        for label in (self._count, self._title, self._subtitle):
            self._head.addWidget(label)
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._stack, 1)
        self._line = QVBoxLayout()
        self._line.addWidget(Separator(theme))
        self._column.addLayout(self._line)
        self._column.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)

    def _show_step(self, step: Step) -> None:
        self._current = step
        if step is self.office and self.place.new_place is not None:
            self.office.show_place(self.place.new_place.place)
        if step is self.done_step:
            self._show_summary()
        self._stack.setCurrentWidget(step)
        self._show_frame()
        self._enter()

    def _enter(self) -> None:
        """Begin in the step; the last one has only its button."""
        if self._current is self.done_step:
            self.foot.next.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._current.enter()

    def _show_summary(self) -> None:
        town = self.role.role is not Role.REGION
        pairs = summary(
            self.office.place() if town else None,
            self.office_name.name,
            has_arms=self.office.arms is not None,
            enrols=self.office.enrolment is not None,
        )
        self.done_step.show_summary(pairs, town=town)

    def _show_frame(self) -> None:
        """Side, head and foot follow what is shown and typed."""
        step, steps = self._current, self.steps
        place = steps.index(step)
        self.side.show_stations([known.station() for known in steps], place)
        count = self.tr("Schritt {number} von {all}")
        self._count.setText(count.format(number=place + 1, all=len(steps)))
        self._title.setText(step.title)
        self._subtitle.setText(step.subtitle)
        self.foot.show_step(
            first=not place,
            label=step.next_label(),
            ready=step.is_ready(),
            other=step is self.done_step and self.role.role is not Role.REGION,
        )

    def _fit(self) -> None:
        """Where text is large and the window small, the head gives its room to the step."""
        theme = self.theme
        self.side.fit(self.width())
        slim = self.width() < theme.breakpoint("sidebar_text")
        self._title.set_role("page_slim" if slim else "page")
        self._subtitle.setVisible(not slim)
        self._column.setContentsMargins(theme.px(5), theme.px(3 if slim else 10), theme.px(5), 0)
        self.foot.set_slim(slim)

    def _restyle(self) -> None:
        theme = self.theme
        ring = theme.px(RING)
        self._head.setContentsMargins(ring, 0, ring, theme.px(2.5))
        self._head.setSpacing(theme.px(2))
        self._line.setContentsMargins(ring, 0, ring, 0)
        self._fit()
        self._holder.setMaximumWidth(theme.width("assistant") + 2 * theme.px(5) + 2 * ring)
        self.update()
