"""Pictures of the real window, for the demonstration and the documentation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.rasterise import ensure_application, rasterise_svg
from klikks_desktop.ui.theme import Theme

SIZE = (1366, 768)


def take_screenshots(workspace_folder: Path, out: Path, *, resources: Path) -> list[Path]:
    """Every page of the workspace, light and dark, as PNG files in ``out``."""
    ensure_application()
    app = cast(QApplication, QApplication.instance())
    out.mkdir(parents=True, exist_ok=True)
    workspace = open_workspace(
        workspace_folder, clock=lambda: datetime.now(UTC), resources=resources, rasterise=rasterise_svg
    )
    made = []
    try:
        theme = Theme(app, resources, "light")
        window = MainWindow(workspace, theme)
        window.resize(*SIZE)
        window.show()
        people = [row for row in list_patrons(workspace) if row.is_own]
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            for key in window.page_keys:
                window.shell.show_page(key)
                if key == "patrons" and people:
                    window.go(Target.PATRON, people[0].id)
                _settle(app, window)
                path = out / f"{key}-{mode}.png"
                window.grab().save(str(path))
                made.append(path)
        window.close()
        window.deleteLater()
    finally:
        workspace.close()
    return made


def _settle(app: QApplication, window: MainWindow) -> None:
    """Let the page read what it shows, which it may begin and end some turns later."""
    for _ in range(2):
        for _ in range(4):
            app.processEvents()
        while window.is_busy:
            app.processEvents()
    for _ in range(4):
        app.processEvents()
