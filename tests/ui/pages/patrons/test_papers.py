"""Annual report and letters of a patron: from the menu to the paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Literal, TypeVar
from uuid import UUID

import pikepdf
import pytest
from modal import when_shown
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.services.people import patrons
from klikks_desktop.services.reports.letters import Letter, patrons_in_office
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.letter import ADDRESS, NOTE
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.pages.patrons.annual_dialog import YEAR, AnnualDialog
from klikks_desktop.ui.pages.patrons.letter_dialogs import (
    ALL,
    DAY,
    TIME,
    TOPIC,
    WHERE,
    WHO,
    InvitationDialog,
    ThanksDialog,
)
from klikks_desktop.ui.theme import Theme

D = TypeVar("D", bound=QDialog)
OWN = ["Jahresbericht …", "Dankbrief …", "Einladung …"]
WAIT_MS = 20_000


def open_person(page: PatronsPage, name: str) -> UUID:
    found = next(row.id for row in page.listing.rows if row.name == name)
    page.open_record(found)
    return found


def step(page: PatronsPage, title: str) -> QAction:
    return next(action for action in page.detail.menu.actions() if action.text() == title)


def paper(page: PatronsPage, qtbot: QtBot) -> tuple[PaperDialog, str]:
    """The paper that is shown, and all it says."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(PaperDialog)), timeout=WAIT_MS)
    dialog = next(each for each in page.findChildren(PaperDialog) if each.isVisible())
    document = dialog.preview._document
    words = "\n".join(document.getAllText(n).text() for n in range(document.pageCount()))
    return dialog, " ".join(words.split())


def shown_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


# ------------------------------------------------------------------ where they are offered


def test_the_menu_of_further_steps_offers_report_and_letters(page: PatronsPage) -> None:
    open_person(page, "Behrens, Frauke")
    assert [action.text() for action in page.detail.menu.actions()][-3:] == OWN


def test_strg_p_offers_them_for_who_was_appointed_and_not_for_a_draft(
    page: PatronsPage, town: Workspace
) -> None:
    open_person(page, "Behrens, Frauke")
    page.print_page()
    menu = shown_menu()
    assert [action.text() for action in menu.actions()][-3:] == OWN
    menu.close()
    page.begin(town.own_place())
    page.print_page()
    menu = shown_menu()
    assert [action.text() for action in menu.actions()] == [
        "Einwilligung",
        "Informationsblatt",
        "Pflichtenbelehrung",
    ]
    menu.close()


# ------------------------------------------------------------------ annual report


def test_the_annual_report_is_made_for_the_year_chosen(
    page: PatronsPage, town: Workspace, qtbot: QtBot
) -> None:
    record = open_person(page, "Behrens, Frauke")
    first = min(term.begins_on.year for term in patrons.load_form(town, record).terms)
    offered: list[str] = []

    def choose(dialog: AnnualDialog) -> None:
        offered.extend(value for value, _ in dialog.fields[YEAR].spec.choices)
        assert dialog.year == town.today.year
        dialog.fields[YEAR].set_value(str(first))
        dialog.verb.click()

    when_shown(AnnualDialog, choose)
    step(page, OWN[0]).trigger()
    assert offered == [str(year) for year in range(town.today.year, first - 1, -1)]
    dialog, words = paper(page, qtbot)
    assert dialog.windowTitle() == f"Jahresbericht {first}"
    assert f"Berichtsjahr {first}" in words
    assert "Frau Frauke Behrens" in words
    assert dialog._name.endswith(f"Jahresbericht-{first}_Frauke-Behrens.pdf")
    dialog.close()


# ------------------------------------------------------------------ letters


def test_thanks_with_an_address_that_is_not_stored(page: PatronsPage, town: Workspace, qtbot: QtBot) -> None:
    record = open_person(page, "Behrens, Frauke")
    before = patrons.load_form(town, record)

    def write(dialog: ThanksDialog) -> None:
        assert "nicht gespeichert" in dialog.fields[ADDRESS].input.accessibleDescription()
        dialog.fields[ADDRESS].set_value("Lindenweg 4\n\n 29999 Auenbrück ")
        dialog.fields[NOTE].set_value("Bis bald im Rathaus.")
        dialog.verb.click()

    when_shown(ThanksDialog, write)
    step(page, OWN[1]).trigger()
    dialog, words = paper(page, qtbot)
    assert "Frau Frauke Behrens Lindenweg 4 29999 Auenbrück" in words
    assert "Dank für Ihren Einsatz als Klimaschutzpatin" in words
    assert "Bis bald im Rathaus." in words
    assert dialog._name.endswith("Dankbrief_Frauke-Behrens.pdf")
    dialog.close()
    assert patrons.load_form(town, record) == before


def test_an_invitation_says_what_it_lacks_and_keeps_what_was_typed(
    page: PatronsPage, town: Workspace, qtbot: QtBot
) -> None:
    open_person(page, "Behrens, Frauke")
    tomorrow = town.today + timedelta(days=1)

    def write(dialog: InvitationDialog) -> None:
        fields = dialog.fields
        fields[WHERE].set_value("Ratssaal")
        fields[DAY].set_value(format_short(town.today - timedelta(days=1)))
        fields[ADDRESS].set_value("\n".join("abcde"))
        dialog.verb.click()
        assert [name for name in fields if fields[name].problem] == [TOPIC, DAY, ADDRESS]
        assert dialog.text(WHERE) == "Ratssaal"
        fields[TOPIC].set_value("Runder Tisch")
        fields[DAY].set_value(format_short(tomorrow))
        fields[TIME].set_value("19:00")
        fields[ADDRESS].set_value("")
        dialog.verb.click()
        assert not any(field.problem for field in fields.values())

    when_shown(InvitationDialog, write)
    step(page, OWN[2]).trigger()
    dialog, words = paper(page, qtbot)
    assert "Einladung: Runder Tisch" in words
    assert "19:00 Uhr" in words
    assert "Ratssaal" in words
    assert "Sehr geehrte Frau Behrens," in words
    assert len(pikepdf.open(BytesIO(dialog._data)).pages) == 1
    dialog.close()


def test_everybody_in_office_gets_one_in_one_file(page: PatronsPage, town: Workspace, qtbot: QtBot) -> None:
    open_person(page, "Behrens, Frauke")
    everybody = patrons_in_office(town, town.own_place())

    def write(dialog: InvitationDialog) -> None:
        fields = dialog.fields
        fields[TOPIC].set_value("Jahrestreffen")
        fields[DAY].set_value(format_short(date(town.today.year + 1, 3, 3)))
        fields[ADDRESS].set_value("Lindenweg 4")
        segment = next(
            each
            for each in fields[WHO].findChildren(QWidget)
            if each.accessibleName() == f"Alle im Amt ({len(everybody)})"
        )
        segment.click()  # type: ignore[attr-defined]  # a segment is a radio button
        assert dialog.text(WHO) == ALL
        assert not fields[ADDRESS].isVisible()
        assert dialog.verb.accessibleName() == "Briefe ansehen"
        dialog.verb.click()

    when_shown(InvitationDialog, write)
    step(page, OWN[2]).trigger()
    dialog, words = paper(page, qtbot)
    assert len(pikepdf.open(BytesIO(dialog._data)).pages) == len(everybody) > 5
    assert all(each.family_name in words for each in everybody)
    assert "Lindenweg" not in words
    assert dialog._name.endswith("_Einladung.pdf")
    dialog.close()


def test_a_problem_is_told_and_the_letter_stays_as_typed(
    page: PatronsPage, town: Workspace, qtbot: QtBot
) -> None:
    """The person went meanwhile, as when another window deletes them."""
    record = open_person(page, "Behrens, Frauke")
    form = page.detail.form_data
    assert form is not None and form.patron is not None
    dialog = ThanksDialog(page._host, form.place, form.patron, page)
    dialog.fields[NOTE].set_value("Bis bald.")
    dialog.show()
    patrons.delete_patron(town, record)
    told: list[str] = []

    def read(message: MessageDialog) -> None:
        told.extend(label.text() for label in message.findChildren(QLabel))
        message.reject()

    when_shown(MessageDialog, read)
    dialog.verb.click()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert any("K-140" in text for text in told)
    assert dialog.isVisible()
    assert dialog.text(NOTE) == "Bis bald."
    dialog.reject()
    dialog.deleteLater()
    assert not page.findChildren(PaperDialog)


def test_a_sign_that_cannot_be_printed_is_named(page: PatronsPage, qtbot: QtBot) -> None:
    open_person(page, "Behrens, Frauke")
    form = page.detail.form_data
    assert form is not None and form.patron is not None
    dialog = ThanksDialog(page._host, form.place, form.patron, page)
    dialog.fields[NOTE].set_value("Danke \N{PARTY POPPER}")
    dialog.show()
    told: list[str] = []

    def read(message: MessageDialog) -> None:
        told.extend(label.text() for label in message.findChildren(QLabel))
        message.reject()

    when_shown(MessageDialog, read)
    dialog.verb.click()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert any("K-401" in text for text in told)
    dialog.fields[NOTE].set_value("Danke")
    dialog.verb.click()
    shown, words = paper(page, qtbot)
    assert "Danke" in words
    assert not dialog.isVisible()
    shown.close()
    dialog.deleteLater()


def test_a_letter_that_comes_after_the_dialog_was_closed_is_not_shown(
    page: PatronsPage, qtbot: QtBot
) -> None:
    open_person(page, "Behrens, Frauke")
    form = page.detail.form_data
    assert form is not None and form.patron is not None
    dialog = ThanksDialog(page._host, form.place, form.patron, page)
    dialog.show()
    dialog.reject()
    dialog._show_paper(b"%PDF")
    assert not page.findChildren(PaperDialog)
    dialog.deleteLater()


def test_who_only_reads_can_print(
    open_page: Callable[[Workspace], PatronsPage], town: Workspace, qtbot: QtBot
) -> None:
    reading = open_workspace(town.folder, clock=town.clock, resources=town.shipped.folder, read_only=True)
    page = open_page(reading)
    open_person(page, "Behrens, Frauke")
    assert not page.detail.more.isVisible()
    when_shown(ThanksDialog, lambda dialog: dialog.verb.click())
    page._print(Letter.THANKS.value)
    dialog, words = paper(page, qtbot)
    assert "Klimaschutzpatin" in words
    dialog.close()
    reading.close()


# ------------------------------------------------------------------ look


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped_and_nothing_nameless(
    page: PatronsPage,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    look: tuple[Literal["light", "dark"], int],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    open_person(page, "Größchen, Maximiliane Dorothea")
    form = page.detail.form_data
    assert form is not None and form.patron is not None
    host = page._host
    dialogs = [
        AnnualDialog(host, form, page),
        ThanksDialog(host, form.place, form.patron, page),
        InvitationDialog(host, form.place, form.patron, page),
    ]
    for dialog in dialogs:
        dialog.show()
        if isinstance(dialog, InvitationDialog):
            dialog.verb.click()
        QApplication.processEvents()
        assert find_clipped(dialog) == []
        assert all(field.input.accessibleName() for field in dialog.fields.values())
        dialog.close()
        dialog.deleteLater()
