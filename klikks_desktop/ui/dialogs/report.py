"""The report window: an unexpected error, told so that it can be passed on, then the program ends."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services import bug_report
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.inputs import TextField
from klikks_desktop.ui.widgets.label import Label

log = logging.getLogger(__name__)


def report_text(error: BaseException) -> str:
    """What the window shows of an unexpected error, with the version of Qt."""
    return bug_report.report_text(error, f"Qt {pyside_version}")


class ReportWindow(Dialog):
    """Readable, copyable; says what is kept and that the program now ends."""

    def __init__(self, theme: Theme, report: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            self.tr("Ein unerwarteter Fehler ist aufgetreten"),
            icon="error",
            icon_colour="error",
            parent=parent,
        )
        self._report = report
        words = self.tr(
            "Ihre gespeicherten Angaben sind erhalten. Das Programm wird jetzt beendet, "
            "damit nichts beschädigt wird. Starten Sie es danach neu."
        )
        hint = self.tr(
            "Dieser Bericht enthält keine Namen und keine Angaben aus Ihrer Arbeit. Sie können ihn "
            "kopieren und an die Stelle geben, die das Programm betreut."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        self._text = TextField(theme, self.tr("Fehlerbericht"), lines=10)
        self._text.setReadOnly(True)
        font = theme.font("small")
        font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        self._text.setFont(font)
        self._text.setPlainText(report)
        self.body.addWidget(self._text)
        self.body.addWidget(Label(theme, hint, "small", "muted", wrap=True))
        copy = self.add_action(Button(theme, self.tr("Bericht kopieren"), icon="document"))
        copy.clicked.connect(self._copy)
        end = self.add_action(Button(theme, self.tr("Programm beenden"), "primary"))
        end.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def install_excepthook(
    theme: Theme, end: Callable[[], None], show_user_error: Callable[[UserError], None]
) -> Hook:
    """Send unexpected errors to the report window and then call ``end``; gives the hook before.

    A ``UserError`` that nobody caught is shown by ``show_user_error`` and the program goes on.
    """
    before = sys.excepthook
    busy = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal busy
        if isinstance(error, UserError):
            show_user_error(error)
            return
        if issubclass(kind, KeyboardInterrupt) or busy:
            before(kind, error, trace)
            return
        busy = True
        report = report_text(error)
        log.error("unexpected error\n%s", report)
        ReportWindow(theme, report).exec()
        end()

    sys.excepthook = hook
    return before
