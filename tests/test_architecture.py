"""The laws of the house, read from the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = "klikks_desktop"
ROOT = Path(__file__).parent.parent / PACKAGE
FILES = sorted(ROOT.rglob("*.py"))

MAY_IMPORT = {
    "__init__": set(),
    "__main__": {"app", "cli", "paths"},
    "app": {"ui", "services", "domain", "paths"},
    "cli": {"services", "domain", "paths", "ui", "app"},
    "ui": {"services", "domain"},
    "services": {"storage", "documents", "exchange", "reference", "domain"},
    "storage": {"domain"},
    "documents": {"domain"},
    "exchange": {"domain"},
    "reference": {"domain"},
    "paths": {"domain"},
    "domain": set(),
}
ONLY_INSIDE_FUNCTIONS = {("cli", "ui"), ("cli", "app"), ("__main__", "app"), ("__main__", "cli")}

LIBRARY_HOME = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "psycopg": {"storage"},
    "sqlite3": {"storage"},
    "reportlab": {"documents"},
    "uharfbuzz": {"documents"},
    "PIL": {"documents"},
    "msgspec": {"exchange", "reference"},
    "pyrage": {"exchange"},
    "cryptography": {"exchange"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
    "platformdirs": {"paths"},
}
HEAVY = {"PIL", "reportlab", "pyrage", "openpyxl", "docx", "alembic", "psycopg"}
NETWORK = {
    "asyncio",
    "ftplib",
    "http",
    "imaplib",
    "poplib",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
}
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_CALLS = {
    "chown",
    "fork",
    "geteuid",
    "getgid",
    "getuid",
    "killpg",
    "mkfifo",
    "setsid",
    "statvfs",
    "uname",
}
QT_NOT_LGPL = {"QtCharts", "QtDataVisualization", "QtGraphs", "QtVirtualKeyboard", "QtQuick3D"}
FILES_OF_THE_WORLD = {"io", "os", "shutil", "sqlite3", "subprocess", "tempfile", "time"}


class Import(NamedTuple):
    """One imported name; ``lazy``: inside a function, or for the type checker only."""

    name: str
    lazy: bool


@lru_cache(maxsize=1)
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def puts_off(node: ast.AST) -> bool:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
        case _:
            return False


def imports(node: ast.AST, lazy: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, lazy) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, "write the full module name"
            yield from (Import(f"{child.module}.{alias.name}", lazy) for alias in child.names)
        else:
            yield from imports(child, lazy or puts_off(child))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


# The scope makes pytest hold a file against all laws before it comes to the next: each is read once.
each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix(), scope="module"
)


def test_there_is_a_house() -> None:
    assert {layer_of(path) for path in FILES} <= MAY_IMPORT.keys(), "a room without a law"
    assert len(FILES) > 20


@each_file
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@each_file
def test_imports_point_downwards(path: Path) -> None:
    layer = layer_of(path)
    for name, lazy in imports(tree(path)):
        top, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if top != PACKAGE or other in {layer, "__version__"}:
            continue
        assert other in MAY_IMPORT[layer], f"{layer} imports {name}"
        assert lazy or (layer, other) not in ONLY_INSIDE_FUNCTIONS, f"import {name} inside the function"


@each_file
def test_libraries_stay_at_home(path: Path) -> None:
    layer = layer_of(path)
    for name, lazy in imports(tree(path)):
        top = name.split(".")[0]
        if top == PACKAGE or (top in sys.stdlib_module_names and top not in LIBRARY_HOME):
            continue
        assert top in LIBRARY_HOME, f"{top} has no home; a new library needs a reason in CONTRIBUTING.md"
        assert layer in LIBRARY_HOME[top], f"{layer} imports {top}"
        assert lazy or layer != "app" or top == "PySide6", f"the window stands before {top}"


@each_file
def test_pages_are_blind_to_each_other(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    for name, lazy in imports(tree(path)):
        target = name.removeprefix(f"{PACKAGE}.").split(".")
        if target[:2] == ["ui", "pages"] and len(target) > 2:
            if parts[:2] == ("ui", "pages"):
                chooses = lazy and parts[2] == "__init__"  # the one place that knows all pages
                assert chooses or target[2] == parts[2], f"page imports page {name}"
            assert parts[:2] != ("ui", "widgets"), f"widget imports page {name}"


@each_file
def test_no_connection_and_nothing_for_one_system_only(path: Path) -> None:
    for name, _ in imports(tree(path)):
        parts = name.split(".")
        assert not {parts[0], ".".join(parts[:2])} & NETWORK, f"nothing here speaks to a network: {name}"
        assert parts[0] not in POSIX_ONLY, f"Windows has no {name}"
        if parts[0] == "PySide6":
            assert parts[1] not in {"QtNetwork", "QtWebEngineCore", "QtWebSockets"}, name
            assert parts[1] not in QT_NOT_LGPL, f"{name} is GPL"
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(value=ast.Name("os"), attr=attribute):
                assert attribute not in POSIX_CALLS, f"Windows has no os.{attribute}"


@each_file
def test_only_the_command_line_prints(path: Path) -> None:
    if layer_of(path) != "cli":
        assert "print" not in {called(call) for call in calls(path)}


@each_file
def test_translated_text_is_a_plain_string(path: Path) -> None:
    for call in calls(path):
        if called(call) in {"tr", "translate"}:
            formatted = [arg for arg in call.args if isinstance(arg, ast.JoinedStr)]
            assert not formatted, f"line {call.lineno}: translation tools cannot read an f-string"


@pytest.mark.parametrize("path", sorted((ROOT / "domain").rglob("*.py")), ids=lambda path: path.name)
def test_the_domain_knows_no_files_and_no_clock(path: Path) -> None:
    outside = {name.split(".")[0] for name, _ in imports(tree(path))} & FILES_OF_THE_WORLD
    assert not outside
    assert not {called(call) for call in calls(path)} & {"open", "now", "today", "utcnow", "uuid1", "uuid4"}


def test_no_import_cycles() -> None:
    modules = {module_name(path): path for path in FILES}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        eager = {name for name, lazy in imports(tree(path)) if not lazy and name.startswith(PACKAGE)}
        known = {name if name in modules else name.rpartition(".")[0] for name in eager}
        graph[module] = known & modules.keys()
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("imports go round: " + " → ".join(error.args[1]))


def test_start_up_imports_nothing_heavy() -> None:
    eager = [
        module_name(path) for path in FILES if layer_of(path) in {"domain", "services", "ui", "app", "paths"}
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {eager!r}: importlib.import_module(name)\n"
        f"print(sorted({HEAVY!r} & sys.modules.keys()))\n"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT.parent)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]", "imported before anybody needs it"
