"""Fixtures of the document tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from klikks_desktop.documents.canvas import Supplies, load_supplies
from klikks_desktop.documents.certificate.press import CertificatePress

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

# Test modules are imported by path; their helpers lie beside them.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def resources() -> Path:
    """The shipped resources."""
    return RESOURCES


@pytest.fixture(scope="session")
def supplies() -> Supplies:
    """Fonts and colour profile."""
    return load_supplies(RESOURCES)


@pytest.fixture(scope="session")
def press() -> CertificatePress:
    """A press for certificates."""
    return CertificatePress(RESOURCES)
