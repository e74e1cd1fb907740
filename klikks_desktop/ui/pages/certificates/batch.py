"""Issuing for a ceremony: who gets one, the same choices for all, printed or saved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import CertificateKind
from klikks_desktop.services.register.ceremony import Candidate, Output, candidates
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.frame import IssueFrame, is_of_person
from klikks_desktop.ui.pages.certificates.words import obstacle_words
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.segments import SegmentedChoice


class BatchIssue(IssueFrame):
    """Everyone without a valid certificate, ticked. ``wanted`` carries the ``Output`` asked for."""

    wanted = Signal(object)

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.main = Button(theme, self.tr("Urkunden drucken"), "big", "print")
        self.own_files = Button(theme, self.tr("Je eine Datei …"))
        self.one_file = Button(theme, self.tr("Eine Datei …"))
        self.own_files.setToolTip(self.tr("Jede Urkunde als eigene PDF-Datei"))
        self.one_file.setToolTip(self.tr("Eine PDF-Datei mit allen Seiten"))
        self.people = CheckList(theme, self.tr("Wer eine Urkunde bekommt"))
        self.parts = SegmentedChoice(
            theme,
            [("people", self.tr("Personen")), ("options", self.tr("Gestaltung und Angaben"))],
            self.tr("Was eingestellt wird"),
            stretch=True,
        )
        self._candidates: list[Candidate] = []
        self._place_id: UUID | None = None
        self._obstacles: dict[UUID, UserError] = {}
        self._is_refused = False
        super().__init__(host, self.main, self.own_files, self.one_file)
        self.parts.set_value("people")
        self.main.clicked.connect(lambda: self.wanted.emit(Output.PAPER))
        self.own_files.clicked.connect(lambda: self.wanted.emit(Output.OWN_FILES))
        self.one_file.clicked.connect(lambda: self.wanted.emit(Output.ONE_FILE))
        self.parts.chosen.connect(self._show_part)
        self.people.ticked.connect(self._follow_ticks)
        self.people.entered.connect(self.draw_soon)
        self.options_form.kind_changed.connect(self._read_people)

    # ------------------------------------------------------------------ for the page

    def set_slim(self, slim: bool) -> None:
        """A lower button where there is no room."""
        super().set_slim(slim)
        self.main.set_kind("primary" if slim else "big")

    def begin(self, kind: CertificateKind) -> None:
        """Everyone who lacks a certificate of this kind, all ticked."""
        workspace = self._host.workspace
        self._place_id = self._host.place_id
        places = [place for place in workspace.own_places() if self._host.place_id in {None, place.id}]
        self.options_form.begin(places, kind, workspace.today)
        self.parts.set_value("people")
        self._show_part("people")
        self._read_people()
        self.draw_soon()

    def reload(self) -> None:
        """Read the people again; ticks stay, unless another place was chosen meanwhile."""
        if self._host.place_id != self._place_id:
            self.begin(self.options_form.kind)
            return
        unticked = {one.id for one in self._candidates}.difference(self.chosen())
        self._read_people()
        self._fill([one.id for one in self._candidates if one.id not in unticked])
        self.draw_soon()

    def chosen(self) -> list[UUID]:
        """Who is ticked, by name."""
        return [cast(UUID, key) for key in self.people.ticked_keys()]

    def show_obstacles(self, obstacles: Mapping[UUID, UserError]) -> None:
        """Nothing was issued: say at each person what lacks, and take the tick away."""
        self._obstacles = dict(obstacles)
        self._is_refused = True
        self._fill([patron_id for patron_id in self.chosen() if patron_id not in obstacles])
        self.parts.set_value("people")
        self._show_part("people")
        self._judge_ticks()

    def subject(self) -> UUID | None:
        """The person the cursor is on."""
        return cast("UUID | None", self.people.current_key())

    def judge(self, problem: UserError | None) -> None:
        """A problem of the person shown, or how many will be issued."""
        self._way = None
        subject = self.subject()
        if self.options_form.problem_count():
            self.foot.tell("error", self.tr("Das Datum auf der Urkunde ist zu prüfen."), self.tr("Zum Feld"))
        elif problem is not None and subject is not None and is_of_person(problem):
            self._note(subject, problem)
            self.tell_problem(problem, self._obstacle_words({subject: problem}))
        elif problem is not None:
            self.tell_problem(problem)
        else:
            self._settle(subject)
            self._judge_ticks()
        self._enable()

    # ------------------------------------------------------------------ inside

    def _take_way(self) -> None:
        if self._way is None and self._obstacles and not self.options_form.problem_count():
            self.people.go_to(next(iter(self._obstacles)))
        else:
            super()._take_way()

    def _judge_ticks(self) -> None:
        count = len(self.chosen())
        self._way = None
        if self._host.workspace.store.read_only:
            words = self.tr(
                "Der Arbeitsbereich ist nur zum Lesen geöffnet. Ausstellen ist hier nicht möglich."
            )
            self.foot.tell("warn", words)
        elif self._obstacles:
            self.foot.tell("error", self._obstacle_words(self._obstacles), self.tr("Zeigen"))
        elif not self._candidates:
            self.foot.tell("info", self.tr("Alle haben schon eine gültige Urkunde dieser Art."))
        elif not count:
            self.foot.tell("info", self.tr("Niemand ist angekreuzt."))
        else:
            certificates = count_words(count, "Urkunde", "Urkunden")
            self.foot.tell("ok", self.tr("{count} auszustellen.").format(count=certificates))
        self._enable()

    def _follow_ticks(self) -> None:
        """What the preview found stands, unless it is about to be drawn for somebody else."""
        if self._timer.isActive():
            self._judge_ticks()
        else:
            self.judge(self.problem)

    def _note(self, subject: UUID, problem: UserError) -> None:
        """The person shown cannot get one: say it in the list, and go on without, unless ticked again."""
        if subject not in self._obstacles:
            self._obstacles[subject] = problem
            self._fill([key for key in self.chosen() if key != subject])

    def _settle(self, subject: UUID | None) -> None:
        """What stopped the person shown is gone, for example by another design."""
        if subject is not None and self._obstacles.pop(subject, None) is not None:
            self._fill(self.chosen())

    def _obstacle_words(self, obstacles: Mapping[UUID, UserError]) -> str:
        names = {one.id: one.name for one in self._candidates}
        chosen = self.chosen()
        return obstacle_words(
            [names[key] for key in obstacles if key in names],
            {error.text.happened for error in obstacles.values()},
            is_refused=self._is_refused,
            rest=0 if any(key in obstacles for key in chosen) else len(chosen),
        )

    def _is_stuck(self) -> bool:
        """Whether somebody ticked is known to get none: the settings lack something, or the person does."""
        chosen, problem = self.chosen(), self.problem
        of_all = problem is not None and not is_of_person(problem) and self.subject() in chosen
        return of_all or any(key in self._obstacles for key in chosen)

    def _enable(self) -> None:
        count = len(self.chosen())
        words = self.tr("1 Urkunde drucken") if count == 1 else self.tr("{count} Urkunden drucken")
        self.main.set_label(words.format(count=count) if count else self.tr("Urkunden drucken"))
        ready = bool(count) and not self._host.workspace.store.read_only
        ready = ready and not self.options_form.problem_count() and not self._is_stuck()
        for button in (self.main, self.own_files, self.one_file):
            button.setEnabled(ready)
        self._all.setEnabled(count < len(self._candidates))
        self._none.setEnabled(bool(count))

    def _read_people(self) -> None:
        self._obstacles, self._is_refused = {}, False
        kind, place = self.options_form.kind, self._host.place_id
        self._candidates = candidates(self._host.workspace, kind, place_id=place)
        self._fill([one.id for one in self._candidates])
        self._judge_ticks()

    def _fill(self, ticked: Sequence[UUID]) -> None:
        lines = []
        for one in self._candidates:
            note = self.tr("ab {day}").format(day=format_short(one.begins_on))
            if self.options_form.kind is CertificateKind.THANKS and one.ends_on is not None:
                note = self.tr("bis {day}").format(day=format_short(one.ends_on))
            problem = self._obstacles.get(one.id)
            lines.append(CheckLine(one.id, one.name, note, problem.text.happened if problem else ""))
        self.people.set_lines(lines, ticked)

    def _fill_card(self) -> None:
        """Two parts in turn, so that each has room at every size of text."""
        theme = self._host.theme
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_people())
        self._stack.addWidget(self.options_form)
        self._head = QHBoxLayout()
        self._head.addWidget(self.parts)
        self.card.body.addLayout(self._head)
        self.card.body.addWidget(Separator(theme))
        self.card.body.addWidget(self._stack, 1)
        self.card.body.addWidget(Separator(theme))
        self.card.body.addWidget(self.foot)

    def _make_people(self) -> QWidget:
        theme = self._host.theme
        holder = QWidget()
        self._all = Button(theme, self.tr("Alle"), "quiet")
        self._none = Button(theme, self.tr("Niemand"), "quiet")
        self._all.clicked.connect(lambda: self.people.tick_all(True))
        self._none.clicked.connect(lambda: self.people.tick_all(False))
        row = QHBoxLayout()
        row.setSpacing(theme.px(1))
        row.addWidget(Label(theme, self.tr("Wer eine Urkunde bekommt"), "label"), 1)
        row.addWidget(self._all)
        row.addWidget(self._none)
        self._people_column = QVBoxLayout(holder)
        self._people_column.addLayout(row)
        self._people_column.addWidget(self.people, 1)
        return holder

    def _show_part(self, part: str) -> None:
        self._stack.setCurrentIndex(0 if part == "people" else 1)

    def _restyle(self) -> None:
        super()._restyle()
        theme = self._host.theme
        side, top = theme.px(5), theme.px(3)
        self._head.setContentsMargins(side, top, side, top)
        self._people_column.setContentsMargins(theme.px(3), theme.px(1), theme.px(3), theme.px(1))
        self._people_column.setSpacing(theme.px(1))
