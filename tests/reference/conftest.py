from pathlib import Path

import pytest

from klikks_desktop.domain.names import Alphabet
from klikks_desktop.reference.alphabet import load_alphabet
from klikks_desktop.reference.directory import Directory


@pytest.fixture(scope="session")
def resources() -> Path:
    return Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def directory(resources: Path) -> Directory:
    return Directory.load(resources)


@pytest.fixture(scope="session")
def alphabet(resources: Path) -> Alphabet:
    return load_alphabet(resources)
