"""A town looks at a pack, accepts it, takes it back, gets a newer one, and is without one again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.frozen import from_json
from klikks_desktop.domain.records import (
    ConsentForm,
    FactorFile,
    Patron,
    Potential,
    ProgrammePack,
    Purpose,
    Role,
)
from klikks_desktop.services.deadlines import calendar_file, deadlines
from klikks_desktop.services.dump import dump, load
from klikks_desktop.services.exchange.from_above import news_shown
from klikks_desktop.services.exchange.mailbox import mailbox
from klikks_desktop.services.pack.accepted import accepted, logo_of, texts_of
from klikks_desktop.services.pack.accepting import accept_pack, preview_pack, remove_pack
from klikks_desktop.services.pack.drafting import add_factor_file
from klikks_desktop.services.pack.opening import Standing
from klikks_desktop.services.pack.plan import NOTHING
from klikks_desktop.services.pack.texts import text_choices
from klikks_desktop.services.people import consents
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.region.announcements import announcements
from klikks_desktop.services.region.sender import Sender, sender, set_sender
from klikks_desktop.services.register.certificate_sheets import edit_template, edited_templates, templates
from klikks_desktop.services.register.papers import Paper, paper_pdf
from klikks_desktop.services.register.wording_preview import WordingChoice, wording_parts
from klikks_desktop.services.savings import factor_imports, factors, potentials
from klikks_desktop.storage.purge import is_referred_to
from tests.services.pack.conftest import CONSENT, DRAFT, FUNCTION, factor_set, put_draft

pytestmark = pytest.mark.both_databases

LED = {"n": "100", "P_old": "90", "P_new": "25", "t": "4000", "t_dim": "0"}
LED_KWH = 26_000


@pytest.fixture
def bare(town):
    """A town that says nothing of a programme itself."""
    place = town.own_place()
    places.update_place(town, replace(place, programme="", region_office="", signup_deadline=None))
    return town


def lines(town, file) -> dict[str, tuple[str, str]]:
    return {line.title: (line.old, line.new) for line in preview_pack(town, file).lines}


@pytest.mark.both_databases("sqlite")
def test_every_line_is_shown_and_nothing_is_stored_by_looking(desk, bare, region, full, write) -> None:
    file = write(region, full)
    before = desk.dump(bare)
    preview = preview_pack(bare, file)
    assert preview.offer.title == "Klima vor Ort"
    assert (preview.offer.standing, preview.holds) == (Standing.UNKNOWN, False)
    assert len(preview.offer.fingerprint.split()) == 6
    assert lines(bare, file) == {
        "Programmzeile": (NOTHING, "Klima vor Ort · Landesprogramm"),
        "Stelle, an die Daten gehen": (NOTHING, "Agentur Süd, Hannover"),
        "Anmeldung zum Programm bis": (NOTHING, "31.03.2027"),
        "Logo im Kopf der Berichte": ("ohne Logo", "neues Logo"),
        "Urkunde: Berufung, Frau, Ehrenamt": ("zur Klimaschutzpatin", "zur Klimalotsin"),
        "Einwilligung: Gemeinsam": (bare.shipped.texts.get(CONSENT).text, DRAFT.texts[CONSENT]),
        "Faktoren-Datei „Datei programm“": (NOTHING, "2027"),
        "Faktorensatz für neue Ergebnisse": (
            bare.shipped.factors.sets["geg-2020"].title,
            "Satz programm-2027",
        ),
        "Nachricht „Anmeldung bis Ende März“": (NOTHING, "Frist 31.03.2027"),
        "Berichtszeitraum „2026“": (NOTHING, "01.01.2026 bis 30.06.2027"),
    }
    assert desk.dump(bare) == before


def test_accepting_sets_everything_and_one_undo_brings_all_back(desk, bare, region, full, write) -> None:
    file = write(region, full)
    before = desk.dump(bare)
    accept_pack(bare, file)
    place = bare.own_place()
    assert (place.programme, place.region_office) == (DRAFT.programme, DRAFT.agency)
    assert place.signup_deadline == date(2027, 3, 31)
    assert templates(bare)[FUNCTION] == "zur Klimalotsin"
    assert texts_of(bare).get(FUNCTION).source == "Programmpaket Klima vor Ort"
    assert factors.chosen_set(bare).id == "programm-2027"
    logo = logo_of(bare)
    assert logo is not None
    assert logo.png.startswith(b"\x89PNG")
    assert [each.title for each in mailbox(bare, [place.key]).news] == ["Anmeldung bis Ende März"]
    due = {each.title: each.on for each in deadlines(bare)}
    assert due["Regionalmanagement: Anmeldung bis Ende März"] == date(2027, 3, 31)
    assert due["Regionalmanagement: Bericht 2026"] == date(2027, 6, 30)
    assert due["Anmeldung zum Programm"] == date(2027, 3, 31)
    assert preview_pack(bare, file).lines == ()
    assert preview_pack(bare, file).holds
    history.undo(bare)
    kept = {name: rows for name, rows in desk.dump(bare).items() if name != "blob"}
    assert kept == {name: rows for name, rows in before.items() if name != "blob"}
    assert accepted(bare) is None
    assert logo_of(bare) is None


def test_removing_goes_back_to_what_was_before(desk, bare, region, full, write) -> None:
    before = {name: rows for name, rows in desk.dump(bare).items() if name != "blob"}
    accept_pack(bare, write(region, full))
    remove_pack(bare)
    after = {name: rows for name, rows in desk.dump(bare).items() if name != "blob"}
    assert after == before
    assert factors.chosen_set(bare).id == "geg-2020"
    with desk.refused("K-589"):
        remove_pack(bare)


def test_what_was_changed_since_stays_when_the_pack_goes(bare, region, full, write) -> None:
    accept_pack(bare, write(region, full))
    places.update_place(bare, replace(bare.own_place(), programme="Unser Name"))
    remove_pack(bare)
    place = bare.own_place()
    assert (place.programme, place.region_office) == ("Unser Name", "")


def test_own_entries_win_unless_those_of_the_pack_are_wanted(town, region, write) -> None:
    place = replace(town.own_place(), programme="Eigene Zeile", region_office="")
    places.update_place(town, place)
    edit_template(town, FUNCTION, "zur Klimabotschafterin")
    file = write(region, DRAFT)
    own = {line.title for line in preview_pack(town, file).lines if line.is_own}
    assert own == {"Programmzeile", "Urkunde: Berufung, Frau, Ehrenamt"}

    accept_pack(town, file)
    assert town.own_place().programme == "Eigene Zeile"
    assert templates(town)[FUNCTION] == "zur Klimabotschafterin"
    edit_template(town, FUNCTION, "")
    assert templates(town)[FUNCTION] == "zur Klimalotsin", "below the own text lies that of the pack"
    history.undo(town)
    assert templates(town)[FUNCTION] == "zur Klimabotschafterin"

    preview = preview_pack(town, file)
    accept_pack(town, file, [line.key for line in preview.lines])
    assert town.own_place().programme == DRAFT.programme
    assert templates(town)[FUNCTION] == "zur Klimalotsin"
    assert edited_templates(town) == {}
    remove_pack(town)
    assert town.own_place().programme == "Eigene Zeile"
    assert templates(town)[FUNCTION] == "zur Klimabotschafterin"


def test_an_own_text_that_gave_way_comes_back_with_a_pack_that_leaves_it_alone(town, region, write) -> None:
    edit_template(town, FUNCTION, "zur Klimabotschafterin")
    older = write(region, DRAFT)
    accept_pack(town, older, [line.key for line in preview_pack(town, older).lines])
    newer = write(region, DRAFT, texts={})
    shown = lines(town, newer)["Urkunde: Berufung, Frau, Ehrenamt"]
    assert shown == ("zur Klimalotsin", "zur Klimabotschafterin")
    accept_pack(town, newer, [])
    assert templates(town)[FUNCTION] == "zur Klimalotsin"
    accept_pack(town, newer)
    assert templates(town)[FUNCTION] == "zur Klimabotschafterin"
    assert edited_templates(town) == {FUNCTION: "zur Klimabotschafterin"}


def test_a_set_that_was_chosen_by_hand_is_not_changed_unasked(bare, region, full, write) -> None:
    file = write(region, full)
    accept_pack(bare, file)
    remove_pack(bare)
    assert not any(line.is_own for line in preview_pack(bare, file).lines)
    factors.choose_set(bare, "kea-bw-2016")
    (line,) = [each for each in preview_pack(bare, file).lines if each.key == "factor_set"]
    assert line.is_own
    accept_pack(bare, file)
    assert factors.chosen_set(bare).id == "kea-bw-2016"
    accept_pack(bare, file, ["factor_set"])
    assert factors.chosen_set(bare).id == "programm-2027"
    remove_pack(bare)
    assert factors.chosen_set(bare).id == "kea-bw-2016"


@pytest.mark.both_databases("sqlite")
def test_the_editor_of_the_wording_measures_against_the_pack(bare, region, write) -> None:
    accept_pack(bare, write(region, DRAFT))
    (part,) = [each for each in wording_parts(bare, WordingChoice()) if each.key == FUNCTION]
    assert (part.shipped, part.is_edited) == ("zur Klimalotsin", False)
    assert part.source == "Programmpaket Klima vor Ort"
    edit_template(bare, FUNCTION, "zur Klimalotsin")
    assert edited_templates(bare) == {}


def test_a_line_that_is_not_ticked_stays_as_it_was(bare, region, full, write) -> None:
    accept_pack(bare, write(region, full), [])
    assert bare.own_place().programme == ""
    assert templates(bare)[FUNCTION] == "zur Klimaschutzpatin"
    assert logo_of(bare) is None
    assert factors.chosen_set(bare).id == "geg-2020"
    assert mailbox(bare, [bare.own_place().key]).news == ()
    assert accepted(bare) is not None, "the pack is known, and can be looked at again"


def test_consents_given_keep_their_version_and_new_ones_get_that_of_the_pack(bare, region, write) -> None:
    with bare.store.read() as reader:
        first, second = reader.find(Patron, order=("id",))[:2]
    given = {"given_on": date(2026, 11, 1), "form": ConsentForm.PAPER}
    old = consents.give_consent(bare, first.id, Purpose.PUBLICITY, **given)
    accept_pack(bare, write(region, DRAFT))
    new = consents.give_consent(bare, second.id, Purpose.PUBLICITY, **given)
    assert (old.text_version, new.text_version) == ("2026-11", "2026-11-22 09:01:00 Klima vor Ort")
    with bare.store.read() as reader:
        assert reader.find(type(old), id=old.id) == [old]
    assert paper_pdf(bare, Paper.CONSENT).startswith(b"%PDF")


def test_a_newer_pack_takes_the_place_of_the_older_one(desk, bare, region, full, write) -> None:
    untouched = {name: rows for name, rows in desk.dump(bare).items() if name != "blob"}
    older = write(region, full)
    accept_pack(bare, older)
    newer = write(region, full, programme="Neuer Name", agency="", texts={}, files=(), logo="", factor_set="")
    shown = lines(bare, newer)
    assert shown["Programmzeile"] == (DRAFT.programme, "Neuer Name")
    assert shown["Stelle, an die Daten gehen"] == (DRAFT.agency, NOTHING)
    assert shown["Urkunde: Berufung, Frau, Ehrenamt"] == ("zur Klimalotsin", "zur Klimaschutzpatin")
    assert shown["Faktoren-Datei „Datei programm“"] == ("2027", NOTHING)
    assert shown["Logo im Kopf der Berichte"] == ("bisheriges Logo", "ohne Logo")
    assert not any(line.is_own for line in preview_pack(bare, newer).lines)
    accept_pack(bare, newer)
    place = bare.own_place()
    assert (place.programme, place.region_office) == ("Neuer Name", "")
    assert templates(bare)[FUNCTION] == "zur Klimaschutzpatin"
    assert factors.chosen_set(bare).id == "geg-2020", "the set is gone with its file"
    with pytest.raises(UserError) as caught:
        preview_pack(bare, older)
    assert caught.value.code == "K-586"
    assert caught.value.text.happened.count(" Uhr") == 2, "both may be of one day"
    remove_pack(bare)
    after = {name: rows for name, rows in desk.dump(bare).items() if name != "blob"}
    assert after == untouched
    assert preview_pack(bare, older).lines, "without a pack an older one may be accepted again"


def test_frozen_results_follow_a_replaced_set_in_the_same_change(
    town, region, full, write, factor_file
) -> None:
    geg = town.shipped.factors.sets["geg-2020"]
    key = potentials.new_potential(town, town.own_place().id, "led_street")
    assert potentials.save_inputs(town, key, LED).result is not None

    def tonnes() -> Decimal | None:
        with town.store.read() as reader:
            found = reader.get(Potential, key)
        assert found is not None
        assert found.factor_set == geg.id
        return from_json(found.result).co2e_t_per_year

    before = tonnes()
    put_draft(region, replace(DRAFT, texts={}))
    add_factor_file(region, factor_file("geg", sets=[factor_set(100, "geg-2020")]))
    file = write(region)
    (difference,) = preview_pack(town, file).differences
    assert [row.id for row in difference.rows if row.id == key] == [key]
    done = accept_pack(town, file)
    assert key in done.recalculated
    assert tonnes() == Decimal(LED_KWH) * 100 / 10**6
    history.undo(town)
    assert tonnes() == before
    accept_pack(town, file)
    assert key in remove_pack(town).recalculated
    assert tonnes() == before


@pytest.mark.both_databases("sqlite")
def test_own_factor_files_lie_over_those_of_the_pack(desk, town, region, write, factor_file) -> None:
    def gas(value: str) -> dict[str, object]:
        return {"prices": [{"id": "p_gas", "value": value, "unit": "EUR/kWh", "source": "M"}]}

    def price() -> Decimal:
        return factors.library(town).assumptions.prices["p_gas"].value

    factor_imports.import_file(town, factor_file("eigene", **gas("0.11")))
    put_draft(region, replace(DRAFT, texts={}))
    add_factor_file(region, factor_file("programm", **gas("0.22")))
    accept_pack(town, write(region))
    assert price() == Decimal("0.11"), "imported before the pack, and still above it"
    factor_imports.remove_file(town, "eigene")
    assert price() == Decimal("0.22")
    desk.clock.move(minutes=1)
    factor_imports.import_file(town, factor_file("programm", "eigene Fassung", **gas("0.33")))
    assert price() == Decimal("0.33")
    add_factor_file(region, factor_file("programm", "2028", **gas("0.44")))
    file = write(region)
    (line,) = [each for each in preview_pack(town, file).lines if each.key == "file programm"]
    assert (line.old, line.new, line.is_own) == ("eigene Fassung", "2028", True)
    accept_pack(town, file)
    assert price() == Decimal("0.33")
    remove_pack(town)
    assert price() == Decimal("0.33"), "it is the town's own by now"
    with town.store.read() as reader:
        assert [each.id for each in reader.find(FactorFile)] == ["programm"]


def test_a_region_accepts_the_pack_of_its_agency(desk, region, write) -> None:
    agency = desk.create("agentur", Role.REGION)
    file = write(agency, DRAFT)
    assert lines(region, file)["Programmzeile (auf Ihren Briefen)"] == (NOTHING, DRAFT.programme)
    set_sender(region, Sender(city="Celle", postcode="29221"))
    accept_pack(region, file)
    assert sender(region) == Sender(city="Celle", postcode="29221", programme=DRAFT.programme)
    assert texts_of(region).get(FUNCTION).text == "zur Klimalotsin"
    own = write(region, replace(DRAFT, title="Eigenes"))
    assert own.exists()
    with region.store.read() as reader:
        assert reader.count(ProgrammePack) == 2, "the accepted one and the draft"
    remove_pack(region)
    assert sender(region).programme == ""


@pytest.mark.both_databases("sqlite")
def test_a_pack_goes_along_with_a_dump_and_its_logo_is_kept(desk, bare, region, full, write) -> None:
    accept_pack(bare, write(region, full))
    found, logo = accepted(bare), logo_of(bare)
    assert found is not None
    with bare.store.read() as reader:
        assert is_referred_to(reader, found.data.logo)
    dump(bare, desk.folder / "abzug.json")
    given = {"clock": desk.clock, "resources": desk.resources, "rasterise": None}
    again = desk.keep(load(desk.folder / "neu", desk.folder / "abzug.json", **given))
    assert accepted(again) == found
    assert logo_of(again) == logo
    assert preview_pack(again, write(region)).lines == ()


def test_a_region_gets_the_deadlines_of_a_pack_too(desk, region, full, write) -> None:
    """News, the day of signing up and, where it reports to an office, the period; gone with the pack."""
    below = desk.create("unten", Role.REGION)
    accept_pack(below, write(region, full))
    pack = accepted(below)
    assert pack is not None
    assert {"Anmeldung zum Programm bis", "1 Nachricht", "1 Berichtszeitraum"} <= set(pack.contents())
    told = {(each.title, each.on) for each in deadlines(below)}
    assert told == {
        ("Programm: Anmeldung bis Ende März", date(2027, 3, 31)),
        ("Programm: Anmeldung der Kommunen", date(2027, 3, 31)),
    }
    assert "Anmeldung bis Ende M" in calendar_file(below).decode()
    assert [each.title for each in news_shown(below)] == ["Anmeldung bis Ende März"]
    desk.enrol(region, below)
    assert ("Programm: Bericht 2026", date(2027, 6, 30)) in {
        (each.title, each.on) for each in deadlines(below)
    }
    remove_pack(below)
    assert deadlines(below) == []
    assert announcements(below) == []


def test_a_line_that_a_region_leaves_out_is_no_deadline(desk, region, full, write) -> None:
    below = desk.create("unten", Role.REGION)
    file = write(region, full)
    keys = [line.key for line in preview_pack(below, file).lines]
    assert "signup_deadline" in keys
    accept_pack(below, file, [key for key in keys if key != "signup_deadline"])
    assert [each.title for each in deadlines(below)] == ["Programm: Anmeldung bis Ende März"]
    accept_pack(below, file)
    assert len(deadlines(below)) == 2


def test_texts_are_called_in_words_and_never_by_their_keys(town) -> None:
    titles = [each.title for each in text_choices(town.shipped.texts)]
    assert "Bericht an das Ministerium: Maßnahmen, Überschrift" in titles
    assert [title for title in titles if "Sonstiges" in title or "_" in title or "." in title] == []
    assert [
        title for title in titles if "ae" in title or "Foerder" in title or "massnahme" in title.lower()
    ] == []
