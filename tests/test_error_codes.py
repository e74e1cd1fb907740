"""Codes and their texts: every code that is raised has one text, every text one code that is raised."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import klikks_desktop
from klikks_desktop.domain.errors import catalogue

PACKAGE = Path(klikks_desktop.__file__).parent
ERRORS = PACKAGE / "domain" / "errors"
CATALOGUES = sorted(path.stem for path in ERRORS.glob("*.py") if path.stem != "__init__")
CODE = re.compile(r"K-\d{3}")


def nodes(*, of_catalogues: bool) -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if (path.parent == ERRORS and path.stem in CATALOGUES) == of_catalogues:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield path, node


def codes(*, of_catalogues: bool) -> Counter[str]:
    return Counter(
        node.value
        for _, node in nodes(of_catalogues=of_catalogues)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    )


def placeholders(code: str) -> set[str]:
    text = catalogue()[code]
    whole = " ".join((text.title, text.happened, text.kept, text.advice))
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(whole) if name is not None}


def raises_with_visible_facts() -> Iterator[tuple[str, str, set[str]]]:
    """Where, code and names of the facts of each ``UserError("K-nnn", {…})`` written out in full."""
    for path, node in nodes(of_catalogues=False):
        match node:
            case ast.Call(func=ast.Name("UserError"), args=[ast.Constant(str(code)), *facts]):
                where = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                match facts:
                    case []:
                        yield where, code, set()
                    case [ast.Dict(keys=keys)] if all(isinstance(key, ast.Constant) for key in keys):
                        yield where, code, {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def test_every_code_has_exactly_one_text() -> None:
    twice = [code for code, count in codes(of_catalogues=True).items() if count > 1]
    assert twice == []
    assert set(codes(of_catalogues=True)) == set(catalogue())


def test_every_raised_code_has_a_text() -> None:
    assert set(codes(of_catalogues=False)) - set(catalogue()) == set()


def test_every_text_is_used() -> None:
    assert set(catalogue()) - set(codes(of_catalogues=False)) == set()


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_keeps_to_one_range(name: str) -> None:
    codes_here = import_module(f"klikks_desktop.domain.errors.{name}").TEXTS
    assert len({code[:3] for code in codes_here}) == 1


def test_facts_fill_every_placeholder() -> None:
    known = catalogue()
    missing = [
        f"{where} {code} lacks {sorted(lacking)}"
        for where, code, facts in raises_with_visible_facts()
        if code in known and (lacking := placeholders(code) - facts)
    ]
    assert missing == []


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_texts_are_whole_sentences_without_exclamation_marks(code: str) -> None:
    text = catalogue()[code]
    for sentence in (text.happened, text.kept, text.advice):
        assert sentence.strip() == sentence
        assert sentence[-1] in ".?“)}", sentence
        assert "!" not in sentence
    assert text.title and text.title[-1] not in ".!?"
