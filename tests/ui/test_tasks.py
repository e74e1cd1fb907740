from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.tasks import Control, Task, TaskRunner
from klikks_desktop.ui.theme import Theme


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


def test_result_comes_back_into_the_windows_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, seen = QObject(), []
    worker = QThread.currentThread()
    task = Task(lambda _control: threading.get_ident(), owner)
    task.succeeded.connect(lambda result: seen.append((result, QThread.currentThread())))
    with qtbot.waitSignal(task.ended):
        runner.start(task)
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1] == worker


def test_progress_is_told_and_the_last_step_never_lost(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, told = QObject(), []

    def job(control: Control) -> None:
        for done in range(1, 1001):
            control.report(done, 1000)

    task = Task(job, owner)
    task.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(task.ended):
        runner.start(task)
    assert told[-1] == (1000, 1000)
    assert len(told) < 1000


def test_an_error_is_handed_on(qtbot: QtBot, runner: TaskRunner) -> None:
    owner = QObject()

    def job(_control: Control) -> None:
        raise UserError("K-603")

    task = Task(job, owner)
    with qtbot.waitSignal(task.failed) as told:
        runner.start(task)
    assert told.args[0].code == "K-603"


def test_cancel_stops_at_the_next_report(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, started, steps = QObject(), threading.Event(), []

    def job(control: Control) -> None:
        while True:
            control.report(0, 10)
            steps.append(1)
            started.set()

    task = Task(job, owner)
    with qtbot.waitSignal(task.cancelled):
        runner.start(task)
        started.wait()
        task.cancel()


def test_a_closed_owner_cancels_its_job_quietly(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, started, stopped = QObject(), threading.Event(), threading.Event()

    def job(control: Control) -> None:
        started.set()
        try:
            while True:
                control.checkpoint()
        finally:
            stopped.set()

    runner.start(Task(job, owner))
    started.wait()
    owner.deleteLater()
    qtbot.waitUntil(stopped.is_set)


def test_closing_the_runner_waits_for_the_job_to_stop(qtbot: QtBot) -> None:
    runner, owner, started = TaskRunner(), QObject(), threading.Event()

    def job(control: Control) -> None:
        started.set()
        while True:
            control.checkpoint()

    task = Task(job, owner)
    runner.start(task)
    started.wait()
    with qtbot.waitSignal(task.cancelled):
        runner.close()


def test_short_work_shows_no_dialog(qtbot: QtBot, theme: Theme, runner: TaskRunner) -> None:
    owner = QObject()
    task = Task(lambda _control: 1, owner)
    dialog = ProgressDialog(theme, "Dateien werden eingelesen", "Dateien", task)
    with qtbot.waitSignal(task.ended):
        runner.start(task)
    assert not dialog.isVisible()


def test_long_work_shows_its_count_and_can_be_stopped(qtbot: QtBot, theme: Theme, runner: TaskRunner) -> None:
    owner, seen = QObject(), threading.Event()

    def job(control: Control) -> None:
        while True:
            control.report(7, 12)
            seen.wait(0.01)

    task = Task(job, owner)
    dialog = ProgressDialog(theme, "Dateien werden eingelesen", "Dateien", task)
    runner.start(task)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: "7 von 12 Dateien" in [label.text() for label in dialog.findChildren(QLabel)])
    with qtbot.waitSignal(task.cancelled):
        dialog.reject()
    assert not dialog.isVisible()


def test_the_progress_is_gone_before_a_question_follows(
    qtbot: QtBot, theme: Theme, runner: TaskRunner
) -> None:
    owner, shown, seen = QObject(), threading.Event(), []
    task = Task(lambda _control: shown.wait(), owner)
    dialog = ProgressDialog(theme, "Dateien werden eingelesen", "Dateien", task)
    task.succeeded.connect(lambda _result: seen.append(dialog.isVisible()))
    with qtbot.waitSignal(task.succeeded):
        runner.start(task)
        qtbot.waitUntil(dialog.isVisible)
        shown.set()
    assert seen == [False]
