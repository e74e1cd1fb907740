import re
from pathlib import Path

import msgspec
import pytest

from klikks_desktop.domain.civil_service import check_wording
from klikks_desktop.reference.texts import OWN_DRAFT, Texts

SOURCE_KEY = re.compile(r"[A-Z]{1,2}[0-9]{1,2}[a-z]?(, ?[A-Z]{1,2}[0-9]{1,2}[a-z]?)*")
LAW = re.compile(r"§|\bArt\. ?[0-9]|Beamten-|Arbeitsverhältnis")


def test_every_text_has_a_version_and_a_source(resources: Path) -> None:
    for text in Texts.load(resources):
        assert re.fullmatch(r"20[0-9]{2}-[01][0-9]", text.version), text.key
        assert text.source == OWN_DRAFT or SOURCE_KEY.fullmatch(text.source), text.key
        assert text.text.strip(), text.key


def test_what_states_law_names_its_source(resources: Path) -> None:
    for text in Texts.load(resources):
        if LAW.search(text.text):
            assert SOURCE_KEY.fullmatch(text.source), text.key


def test_no_shipped_text_makes_a_civil_servant(resources: Path) -> None:
    for text in Texts.load(resources):
        assert check_wording(text.text) is None, text.key


def test_the_towns_own_wording_stands_over_the_shipped_one(resources: Path) -> None:
    texts = Texts.load(resources)
    assert texts.get("berufung.f.function").text == "zur Klimaschutzpatin"
    own = texts.templates({"berufung.f.function": "zur Energiepatin"})
    assert own["berufung.f.function"] == "zur Energiepatin"
    assert own["berufung.m.function"] == "zum Klimaschutzpaten"
    with pytest.raises(KeyError):
        texts.get("berufung.x")


@pytest.mark.parametrize(
    "content",
    [
        '{"a": {"version": "2026-11", "text": "x"}}',
        '{"a": "x"}',
        '{"a": {"version": "1", "source": "L5", "text": "x", "y": 1}}',
        "[",
    ],
)
def test_a_text_without_source_is_not_loaded(tmp_path: Path, content: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.json").write_text(content, "utf-8")
    with pytest.raises(msgspec.DecodeError):
        Texts.load(tmp_path)


def test_a_key_stands_in_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.json").write_text(
            '{"key": {"version": "2026-11", "source": "L5", "text": "x"}}', "utf-8"
        )
    with pytest.raises(ValueError, match="key"):
        Texts.load(tmp_path)
