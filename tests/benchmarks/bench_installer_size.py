"""Size of the frozen program beside a bare PySide6 window frozen in the same way (one folder, no UPX).

Run ``make installer`` first; this script freezes the bare window itself.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "dist" / "KlikKS"
BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.show()
sys.exit(app.exec())
"""


def size(folder: Path) -> int:
    """Bytes of all files in ``folder``; a link counts nothing, as on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def freeze_bare_window(place: Path) -> Path:
    """Freeze a window with nothing in it; the folder that PyInstaller made."""
    script = place / "bare.py"
    script.write_text(BARE_WINDOW, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--onedir", "--windowed", "--noupx", "--noconfirm",
         "--log-level", "ERROR", str(script)],
        cwd=place,
        check=True,
    )  # fmt: skip
    return place / "dist" / "bare"


def main() -> None:
    """Print both sizes and their ratio."""
    if not PROGRAM.is_dir():
        sys.exit("dist/KlikKS is missing: make installer")
    with tempfile.TemporaryDirectory() as place:
        bare = size(freeze_bare_window(Path(place)))
    ours = size(PROGRAM)
    print(f"{'KlikKS Desktop, frozen':40}{ours / 1e6:8.1f} MB")
    print(f"{'bare PySide6 window, frozen the same way':40}{bare / 1e6:8.1f} MB")
    print(f"{'ratio':40}{ours / bare:8.2f}")


if __name__ == "__main__":
    main()
