"""The program as a clerk starts it: what is imported until the first page is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from klikks_desktop.domain.records import Role
from klikks_desktop.services.workspace import create_workspace

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
# What the window stands without: everything that reads data.
BEHIND_THE_WINDOW = {"sqlalchemy", "sqlite3", "klikks_desktop.services", "klikks_desktop.storage"}
# What the first page does without: paper, exchange, tables, migrations.
BEHIND_THE_PAGE = {
    "PIL",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "alembic",
    "cryptography",
    "msgspec",
    "openpyxl",
    "pyrage",
    "reportlab",
}
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from klikks_desktop import app, paths
from klikks_desktop.ui.frame import Frame

folder, page = Path(sys.argv[1]), sys.argv[2]
paths.preferences_file = lambda: folder / "fenster.json"
paths.log_dir = lambda: folder / "log"
seen = {}
appear, start = Frame.appear, app._fill

def appeared(frame):
    appear(frame)
    seen["window"] = list(sys.modules)

def filled(*arguments):
    window = start(*arguments)
    seen["page"] = list(sys.modules)
    seen["shown"] = window.shell.current
    arguments[1].set_mode("dark")
    arguments[1].set_scale(150)
    seen["kept"] = json.loads(paths.preferences_file().read_text("utf-8"))
    QTimer.singleShot(0, arguments[0].close)
    return window

Frame.appear, app._fill = appeared, filled
code = app.run(folder / "kommune")
print(json.dumps(seen))
sys.exit(code)
"""


@pytest.mark.parametrize("page", ["overview", "patrons"])
def test_window_stands_before_anything_is_read_and_the_page_before_anything_heavy(
    tmp_path: Path, page: str
) -> None:
    create_workspace(
        tmp_path / "kommune",
        role=Role.MUNICIPALITY,
        name="Soltau",
        clock=lambda: datetime.now(UTC),
        resources=RESOURCES,
    ).close()
    (tmp_path / "fenster.json").write_text(json.dumps({"page": page}), "utf-8")
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), page],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout)
    assert seen["shown"] == page
    assert not BEHIND_THE_WINDOW & set(seen["window"])
    assert not BEHIND_THE_PAGE & set(seen["page"])
    chosen = {name: seen["kept"][name] for name in ("mode", "scale", "page")}
    assert chosen == {"mode": "dark", "scale": 150, "page": page}, "kept when chosen: the end may never come"
    kept = json.loads((tmp_path / "fenster.json").read_text("utf-8"))
    assert (kept["mode"], kept["scale"], kept["page"]) == ("dark", 150, page)
