"""The window, put together: application, look, workspace, main window."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from klikks_desktop import __version__, paths
from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.preferences import PreferenceFile, Preferences
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.window_state import restore_window, window_state

HELD_BY_ANOTHER = "K-203"
NO_WORKSPACE = "K-201"


def now() -> datetime:
    """The clock of the window."""
    return datetime.now(UTC)


def run(folder: Path, *, read_only: bool = False) -> int:
    """Open the window on the workspace in ``folder``; the first-start assistant when there is none."""
    app = make_application()
    preferences = PreferenceFile(paths.preferences_file())
    liked = preferences.load()
    theme = Theme(app, paths.resources_dir(), liked.mode, liked.scale)
    _watch_errors(app, theme)
    workspace = _open(folder, theme, read_only)
    if workspace is None:
        return 1
    try:
        return _show(app, theme, workspace, preferences, liked)
    finally:
        workspace.close()


def make_application() -> QApplication:
    """The application in German, with the translator installed before the first string."""
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KlikKS Desktop")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "app.svg")))
    translator = QTranslator(app)
    if translator.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def _watch_errors(app: QApplication, theme: Theme) -> None:
    from klikks_desktop.ui.dialogs.report import install_excepthook

    install_excepthook(
        theme,
        lambda: app.exit(1),
        lambda error: _tell(theme, error),
    )
    try:
        folder = paths.log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "klikks.log", maxBytes=200_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("klikks_desktop").addHandler(handler)


def _open(folder: Path, theme: Theme, read_only: bool) -> Workspace | None:
    """The workspace; ``None`` when a person decided against opening it."""
    from klikks_desktop.ui.rasterise import rasterise_svg

    def attempt(reading: bool) -> Workspace:
        return open_workspace(
            folder, clock=now, resources=paths.resources_dir(), rasterise=rasterise_svg, read_only=reading
        )

    try:
        return attempt(read_only)
    except UserError as error:
        if error.code == NO_WORKSPACE:
            return _first_start(folder, theme)
        if error.code == HELD_BY_ANOTHER and _offers_reading(theme, error):
            return attempt(True)
        if error.code != HELD_BY_ANOTHER:
            _tell(theme, error)
    return None


def _first_start(folder: Path, theme: Theme) -> Workspace | None:
    from klikks_desktop.ui.assistant import run_assistant

    return run_assistant(folder, theme, clock=now, resources=paths.resources_dir())


def _offers_reading(theme: Theme, error: UserError) -> bool:
    from klikks_desktop.ui.dialogs.message import MessageDialog
    from klikks_desktop.ui.widgets.button import Button

    dialog = MessageDialog(theme, error.code, error.text)
    dialog.add_action(Button(theme, dialog.tr("Beenden"))).clicked.connect(dialog.reject)
    dialog.add_action(Button(theme, dialog.tr("Nur lesen"), "primary")).clicked.connect(dialog.accept)
    return bool(dialog.exec())


def _tell(theme: Theme, error: UserError) -> None:
    from klikks_desktop.ui.dialogs.message import MessageDialog

    MessageDialog.for_error(theme, error).exec()


def _show(
    app: QApplication, theme: Theme, workspace: Workspace, preferences: PreferenceFile, liked: Preferences
) -> int:
    window = MainWindow(workspace, theme, liked.page)
    if not restore_window(window, bytes.fromhex(liked.window)):
        window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, window.start_up)
    code = app.exec()
    preferences.save(Preferences(theme.mode, theme.scale, window_state(window).hex(), window.shell.current))
    return code
