"""The project around the code: what it needs, in which versions, and what it ships."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import klikks_desktop
from klikks_desktop.services.about import LIBRARIES

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SOURCE_OF_LAW = re.compile(r"§|\bArt\. ?\d+|NKomVG|DSGVO|NKlimaG")

NONE_IS_STABLE = """
import sys
spare = [None] * 10_000
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidgetItem
app = QApplication([])
item = QTableWidgetItem("x")
before = sys.getrefcount(None)
for _ in range(2000):
    item.data(Qt.ItemDataRole.UserRole + 1)
print(abs(sys.getrefcount(None) - before))
"""


def requirement_names(python: str) -> dict[str, Requirement]:
    needed = (Requirement(line) for line in PROJECT["dependencies"])
    return {
        need.name: need
        for need in needed
        if need.marker is None or need.marker.evaluate({"python_version": python})
    }


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_pyside_goes_by_python_version(python: str) -> None:
    """PySide6 6.12.0 loses references to None on Python 3.11 and aborts; from 3.12 on None is immortal."""
    needed = requirement_names(python)
    qt = {name for name in needed if name.startswith("PySide6")}
    essentials = needed["PySide6-Essentials"].specifier
    if python == "3.11":
        assert qt == {"PySide6-Essentials", "PySide6-Addons"}
        assert all(not needed[name].specifier.contains("6.12.0") for name in qt)
        assert essentials.contains("6.11.3")
    else:
        assert qt == {"PySide6-Essentials", "PySide6-Pdf"}
        assert essentials.contains("6.12.0")
        assert not essentials.contains("6.11.3")


def test_the_installed_pyside_is_the_one_for_this_python() -> None:
    installed = Version(version("PySide6-Essentials"))
    assert (installed >= Version("6.12")) == (sys.version_info >= (3, 12))


def test_none_keeps_its_references() -> None:
    """Empty QVariants come back as None 2,000 times without using up references of None."""
    result = subprocess.run(
        [sys.executable, "-c", NONE_IS_STABLE], capture_output=True, text=True, check=True
    )
    assert int(result.stdout) < 100


@pytest.mark.parametrize("line", PROJECT["dependencies"])
def test_every_dependency_has_a_lower_bound_and_a_pinned_version(line: str) -> None:
    need = Requirement(line)
    assert any(part.operator == ">=" for part in need.specifier)
    pins = [
        pin
        for pin in CONSTRAINTS
        if canonical(pin.name) == canonical(need.name) and str(pin.marker) == str(need.marker)
    ]
    assert len(pins) == 1
    (pinned,) = pins[0].specifier
    assert pinned.operator == "=="
    assert need.specifier.contains(pinned.version)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_version_is_in_changelog_and_publiccode() -> None:
    here = klikks_desktop.__version__
    assert f"## [{here}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(
        rf"^softwareVersion: ['\"]?{re.escape(here)}['\"]?$",
        (ROOT / "publiccode.yml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "resources/help/administration.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_library_has_its_reason() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in requirement_names("3.12") if f"`{name}`" not in reasons] == []


def legal_texts() -> list[tuple[str, dict[str, object]]]:
    """Every JSON object under resources/ that holds a sentence with a reference to a law."""
    found = []

    def look(where: str, value: object) -> None:
        if isinstance(value, dict):
            if any(isinstance(text, str) and SOURCE_OF_LAW.search(text) for text in value.values()):
                found.append((where, value))
            for key, child in value.items():
                look(f"{where}/{key}", child)
        elif isinstance(value, list):
            for number, child in enumerate(value):
                look(f"{where}/{number}", child)

    for path in sorted((ROOT / "resources").rglob("*.json")):
        look(path.relative_to(ROOT).as_posix(), json.loads(path.read_text(encoding="utf-8")))
    return found


def test_every_legal_text_carries_its_source() -> None:
    without = [where for where, texts in legal_texts() if not texts.get("source")]
    assert without == []


def test_every_library_is_named_with_its_licence() -> None:
    needed = {Requirement(each).name.lower().split("-")[0] for each in PROJECT["dependencies"]}
    named = LIBRARIES.lower()
    assert sorted(name for name in needed if name not in named) == []
