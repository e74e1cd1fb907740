"""Own places, their parts and arms; several in one workspace."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from klikks_desktop.domain.records import Participation
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import remove_arms, set_arms
from klikks_desktop.services.places.demo import TOWN_KEY
from klikks_desktop.services.records import history


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGB", (60, 80), "white")
    image.paste(colour, (10, 10, 50, 70))
    image.save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("key", "designation", "genitive"),
    [
        ("03358021", "Stadt Soltau", "der Stadt Soltau"),
        ("02000000", "Freie und Hansestadt Hamburg", "der Freien und Hansestadt Hamburg"),
    ],
)
def test_a_place_of_the_directory_is_named_in_sentences(town, key, designation, genitive) -> None:
    described = places.describe_place(town.shipped, town.new_id(), f" {key} ")
    assert described.warnings == ()
    assert (described.place.designation, described.place.genitive) == (designation, genitive)
    assert described.place.postcode


def test_an_association_has_nine_digits(town) -> None:
    found = next(p for p in places.search_places(town.shipped, "Samtgemeinde") if len(p.key) == 9)
    place = places.describe_place(town.shipped, town.new_id(), found.key).place
    assert place.designation.startswith("Samtgemeinde ")
    assert place.city


def test_an_unknown_key_warns_and_asks_for_the_name(town) -> None:
    nameless = places.describe_place(town.shipped, town.new_id(), "03358999")
    assert (nameless.place.name, len(nameless.warnings)) == ("03358999", 2)
    described = places.describe_place(town.shipped, town.new_id(), "03358999", "Neustadt")
    (warning,) = described.warnings
    assert "03358999" in warning
    assert places.add_place(town, described.place).nominative


@pytest.mark.parametrize("key", ["3358021", "0335802I", "99358021", "", "033580210000"])
def test_a_malformed_key_is_refused(town, key) -> None:
    with pytest.raises(Exception, match=r"K-10[1-4]"):
        places.describe_place(town.shipped, town.new_id(), key, "Egal")


def test_several_own_places(desk, town) -> None:
    second = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, second)
    with desk.refused("K-135"):
        places.add_place(town, replace(second, id=town.new_id()))
    with desk.refused("K-131"):
        town.own_place()
    with desk.refused("K-132"):
        town.own_place("03351006")
    assert town.own_place(TOWN_KEY).name == "Auenbrück"
    assert [row.key for row in places.list_places(town)] == [TOWN_KEY, "03358021"]
    with desk.refused("K-133"):
        desk.create("leer").own_place()


def test_changes_of_a_place_can_be_taken_back(desk, town) -> None:
    before = desk.dump(town)
    place = town.own_place()
    with desk.refused("K-136"):
        places.update_place(town, replace(place, designation=" "))
    places.update_place(town, replace(place, signatory_name="Olaf Klang"))
    places.save_participation(
        town, Participation(id=place.id, resolution_on=date(2024, 1, 1), resolution_number=" 24/1 ")
    )
    assert places.participation_of(town, place.id).resolution_number == "24/1"
    history.undo(town)
    history.undo(town)
    assert desk.dump(town) == before


def test_parts_of_a_town(desk, town) -> None:
    place = town.own_place()
    brock = next(part for part in places.localities_of(town, place.id) if part.name == "Brock")
    with desk.refused("K-139"):
        places.delete_locality(town, brock.id)
    with desk.refused("K-137"):
        places.add_locality(town, place.id, " brock ")
    with desk.refused("K-138"):
        places.add_locality(town, place.id, "  ")
    with desk.refused("K-148"):
        places.add_locality(town, place.id, "Brock" * 21)
    turned = places.add_locality(town, place.id, "Ost\N{RIGHT-TO-LEFT OVERRIDE}dorf\x85")
    assert turned.name == "Ostdorf", "signs nobody sees would keep a report from being written"
    with desk.refused("K-148"):
        places.update_locality(town, replace(turned, name="Ostdorf" * 15))
    places.delete_locality(town, turned.id)
    new = places.add_locality(town, place.id, "Neu  dorf")
    assert (new.name, new.genitive) == ("Neu dorf", "des Ortsteils Neu dorf")
    places.update_locality(town, replace(new, genitive="der Ortschaft Neudorf"))
    places.delete_locality(town, new.id)
    assert history.recycle_bin(town)[0].record.name == "Neu dorf"
    history.undo(town)
    assert new.id in {part.id for part in places.localities_of(town, place.id)}


def test_a_part_with_another_name_is_shown_with_its_people(desk, town) -> None:
    place = town.own_place()
    brock = next(part for part in places.localities_of(town, place.id) if part.name == "Brock")
    places.update_locality(town, replace(brock, name="Brock-Nord"))
    form = patrons.load_form(town, desk.patron(town, "Antje Meyer"))
    assert form.texts["locality"] == "Brock-Nord"
    assert form.problems == ()


def test_arms_stay_with_what_was_issued(desk, town) -> None:
    from klikks_desktop.services.register import certificates
    from klikks_desktop.services.register.certificate_sheets import StoredSheet
    from klikks_desktop.services.register.issuing import CertificateWriter

    place = set_arms(town, town.own_place(), picture("#1d6b45"))
    assert place.accent
    (one,) = desk.issue(town, "Frauke Behrens")
    other = set_arms(town, place, picture("#aa1111"))
    assert other.arms_hash != place.arms_hash
    assert other.accent == place.accent, "a colour once chosen stays"
    remove_arms(town, other)
    assert town.own_place().arms_hash is None
    assert CertificateWriter(town).draw(StoredSheet.from_json(one.certificate.sheet)) == one.pdf
    assert certificates.reprint(town, one.certificate.number).pdf == one.pdf
    with desk.refused("K-410"):
        set_arms(town, town.own_place(), b"<svg xmlns='http://www.w3.org/2000/svg'/>")
