"""The window, put together: application, look, workspace, main window."""

from __future__ import annotations

import gc
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from klikks_desktop import __version__, paths
from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.frame import Frame
from klikks_desktop.ui.preferences import PreferenceFile, Preferences
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.window_state import restore_window, window_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from klikks_desktop.services.targets import Target
    from klikks_desktop.services.workspace import ServerAddress, Workspace
    from klikks_desktop.ui.main_window import MainWindow

HELD_BY_ANOTHER = "K-203"
NO_WORKSPACE = {"K-201", "K-256"}
LOGIN_REFUSED = "K-254"
CARE_AFTER_MS = 500
"""The daily care waits until the first page is painted."""


def now() -> datetime:
    """The clock of the window."""
    return datetime.now(UTC)


def run(folder: Path, *, read_only: bool = False) -> int:
    """Open the window on the workspace in ``folder``; the first-start assistant when there is none."""
    # What start-up makes is there to stay; looking through it again and again takes a tenth of the time.
    gc.disable()
    app = make_application()
    preferences = PreferenceFile(paths.preferences_file())
    liked = preferences.load()
    theme = Theme(app, paths.resources_dir(), liked.mode, liked.scale)
    theme.changed.connect(lambda: preferences.keep_look(theme.mode, theme.scale))
    frame = Frame(theme)
    if not restore_window(frame, bytes.fromhex(liked.window)):
        frame.resize(1366, 768)
    frame.appear()
    _watch_errors(app, theme)
    wishes: list[Target] = []
    workspace = _open(folder, theme, frame, read_only=read_only, wish=wishes.append)
    if workspace is None:
        return 1
    try:
        window = _fill(frame, theme, workspace, liked)
        for target in wishes:
            window.go(target)
        code = app.exec()
        page = window.shell.current
        kept = window.list_states
        preferences.save(Preferences(theme.mode, theme.scale, window_state(frame).hex(), page, kept))
        return code
    finally:
        workspace.close()


def make_application() -> QApplication:
    """The application in German, with the translator installed before the first string."""
    _import_without_reading_sources()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KlikKS Desktop")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "app.svg")))
    translator = QTranslator(app)
    if translator.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def _import_without_reading_sources() -> None:
    """Keep PySide6 from reading the source of each module imported from now on.

    It looks for its own name there, for ``from __feature__ import snake_case``, which we do not use:
    with SQLAlchemy that is 80 ms and 14 MB. The frozen program has no sources to read.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: False


def _watch_errors(app: QApplication, theme: Theme) -> None:
    from logging.handlers import RotatingFileHandler

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


def _open(
    folder: Path, theme: Theme, frame: Frame, *, read_only: bool, wish: Callable[[Target], object]
) -> Workspace | None:
    """The workspace; ``None`` when a person decided against opening it.

    wish: told where the person wants to begin after the first start.
    """
    from klikks_desktop.services.workspace import find_server, open_workspace
    from klikks_desktop.ui.rasterise import rasterise_svg

    server: ServerAddress | None = None
    reading = read_only
    while True:
        try:
            server = server or find_server(folder, paths.database_url())
            return open_workspace(
                folder,
                clock=now,
                resources=paths.resources_dir(),
                rasterise=rasterise_svg,
                read_only=reading,
                server=server,
            )
        except UserError as error:
            if error.code in NO_WORKSPACE:
                frame.hide()
                return _first_start(folder, theme, wish, server)
            if error.code == HELD_BY_ANOTHER:
                if not _offers_reading(theme, error):
                    return None
                reading = True
            elif error.code == LOGIN_REFUSED and server is not None:
                server = _ask_password(theme, error, server)
                if server is None:
                    return None
            else:
                _tell(theme, error)
                return None


def _first_start(
    folder: Path, theme: Theme, wish: Callable[[Target], object], server: ServerAddress | None
) -> Workspace | None:
    from klikks_desktop.ui.assistant import run_assistant

    return run_assistant(folder, theme, clock=now, resources=paths.resources_dir(), wish=wish, server=server)


def _ask_password(theme: Theme, error: UserError, server: ServerAddress) -> ServerAddress | None:
    """The address with what a person typed, kept in memory only; ``None`` when they left."""
    from klikks_desktop.ui.dialogs.password import PasswordDialog

    dialog = PasswordDialog(theme, server, str(error.facts["reason"]))
    return server.with_password(dialog.password) if dialog.ask() else None


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


def _fill(frame: Frame, theme: Theme, workspace: Workspace, liked: Preferences) -> MainWindow:
    """Put sidebar and page into the frame that already stands."""
    from klikks_desktop.ui.main_window import MainWindow

    window = MainWindow(workspace, theme, liked.page, frame, list_states=liked.lists)
    frame.setCentralWidget(window)
    frame.show()
    gc.freeze()
    gc.enable()
    QTimer.singleShot(CARE_AFTER_MS, window.start_up)
    return window
