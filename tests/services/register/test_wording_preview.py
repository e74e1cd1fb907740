from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Address, Certificate, CertificateKind, Patron, Role
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import set_arms
from klikks_desktop.services.places.demo_data import ARMS_SVG
from klikks_desktop.services.register.arms import arms_of, look_at_arms
from klikks_desktop.services.register.certificate_sheets import edit_template
from klikks_desktop.services.register.wording_preview import (
    WordingChoice,
    check_part,
    preview_wording,
    wording_parts,
)
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.rasterise import rasterise_svg

RESOURCES = Path(__file__).parents[3] / "resources"
CONSTITUTIVE = "{Nominativ} beruft unter Berufung in das Ehrenbeamtenverhältnis"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create_workspace(
        tmp_path / "stadt",
        role=Role.MUNICIPALITY,
        name="Stadt Soltau",
        clock=lambda: datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        resources=RESOURCES,
        rasterise=rasterise_svg,
    )
    places.add_place(made, places.describe_place(made.shipped, made.new_id(), "03358021").place)
    yield made
    made.close()


@pytest.mark.parametrize("kind", list(CertificateKind))
@pytest.mark.parametrize("address", list(Address))
def test_every_kind_is_shown_even_before_anybody_signs(
    workspace: Workspace, kind: CertificateKind, address: Address
) -> None:
    data = preview_wording(workspace, workspace.own_place(), WordingChoice(kind, "", address), {})
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
    with workspace.store.read() as reader:
        assert not reader.count(Certificate)
        assert not reader.count(Patron)


def test_what_is_typed_stands_in_the_preview_and_is_not_stored(workspace: Workspace) -> None:
    choice = WordingChoice()
    place = workspace.own_place()
    plain = preview_wording(workspace, place, choice, {})
    typed = preview_wording(workspace, place, choice, {"berufung.f.intro": "{Nominativ} bittet herzlich"})
    assert typed != plain
    assert not any(part.is_edited for part in wording_parts(workspace, choice))


def test_parts_know_what_was_changed(workspace: Workspace) -> None:
    edit_template(workspace, "berufung.f.intro", "{Nominativ} bittet")
    parts = {part.key: part for part in wording_parts(workspace, WordingChoice())}
    assert parts["berufung.f.intro"].is_edited
    assert parts["berufung.f.intro"].shipped == "{Nominativ} beruft"
    assert not parts["dank"].is_edited
    assert all(part.label for part in parts.values())


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (CONSTITUTIVE, "Beamtenstatusgesetz"),
        ("{Nominatif} beruft", "{Nominatif}"),
        ("{Nominativ beruft", "Klammer"),
        ("{Nominativ} beruft", ""),
        ("Durch diese {Handlung} wird kein Beamten- und kein Arbeitsverhältnis begründet.", ""),
    ],
)
def test_a_refused_text_says_why(text: str, part: str) -> None:
    reason = check_part(text)
    assert part in reason
    assert bool(reason) == bool(part)


def test_a_refused_wording_is_not_previewed(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="K-168"):
        preview_wording(workspace, workspace.own_place(), WordingChoice(), {"berufung.f.intro": CONSTITUTIVE})


def test_arms_are_looked_at_before_and_after_they_are_taken(workspace: Workspace) -> None:
    look = look_at_arms(ARMS_SVG, rasterise_svg)
    assert ("#1D6B45", "Grün") in look.accents
    place = workspace.own_place()
    assert arms_of(workspace, place) is None
    assert arms_of(workspace, set_arms(workspace, place, ARMS_SVG)) == look
    with pytest.raises(UserError, match="K-410"):
        look_at_arms(b"no picture", rasterise_svg)
