"""The keys in the settings: print a sheet, type it back, make new ones."""

from __future__ import annotations

import pytest
from modal import when_shown
from PySide6.QtWidgets import QApplication, QLabel

from klikks_desktop.services.exchange import recovery
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.settings.keys_dialogs import SheetDialog, TypeSheetDialog
from klikks_desktop.ui.pages.settings.keys_section import KeysSection
from klikks_desktop.ui.pages.settings.page import SettingsPage
from klikks_desktop.ui.widgets.button import Button


@pytest.fixture
def section(region_window: MainWindow) -> KeysSection:
    region_window.shell.show_page("settings")
    page = region_window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    found = page.section(KeysSection)
    assert isinstance(found, KeysSection)
    return found


@pytest.fixture
def no_keys(region: Workspace) -> None:
    (region.folder / "keys.json").unlink()
    region.__dict__.pop("keys", None)


def test_without_the_key_file_the_window_opens_and_leads_to_the_sheet(
    no_keys: None,
    region_window: MainWindow,
) -> None:
    window = region_window
    assert "Die Schlüssel zurückholen" in {label.text() for label in window.findChildren(QLabel)}
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    section = page.section(KeysSection)
    assert isinstance(section, KeysSection)
    assert "ist nicht da" in section.state.text()
    assert (section.sheet.isEnabled(), section.back.isEnabled()) == (False, True)


def test_a_sheet_is_printed_once_the_passphrase_was_copied(section: KeysSection) -> None:
    assert "noch kein" in section.state.text()

    def copy(dialog: Dialog) -> None:
        assert isinstance(dialog, SheetDialog)
        passphrase = str(dialog.fields["passphrase"].input.value())
        dialog.fields["again"].set_value("abgeschrieben")
        dialog.verb.click()
        assert "nicht dasselbe" in dialog.fields["again"].problem
        dialog.fields["again"].set_value(passphrase)
        dialog.verb.click()

    when_shown(SheetDialog, copy)
    section.sheet.click()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, PaperDialog)
    shown.reject()
    assert "Zuletzt gedruckt" in section.state.text()
    assert recovery.sheet_made_on(section.host.workspace)


def test_a_sheet_typed_wrongly_says_which_line(section: KeysSection) -> None:
    keys = section.host.workspace.keys

    def type_back(dialog: Dialog) -> None:
        assert isinstance(dialog, TypeSheetDialog)
        dialog.fields["lines"].set_value("04639 EBHPT 41QNQ 6MP59 DAJPD E8")
        dialog.verb.click()
        assert "stimmen die Prüfzeichen" in dialog.fields["lines"].problem
        assert dialog.fields["lines"].input.value() == "04639 EBHPT 41QNQ 6MP59 DAJPD E8"
        dialog.reject()

    when_shown(TypeSheetDialog, type_back)
    section.back.click()
    assert section.host.workspace.keys == keys


def test_new_keys_are_made_only_after_a_question(section: KeysSection) -> None:
    workspace = section.host.workspace
    keys = workspace.keys
    when_shown(ConfirmDialog, lambda dialog: dialog.reject())
    section.renew.click()
    assert workspace.keys == keys

    def agree(dialog: Dialog) -> None:
        verb = next(b for b in dialog.findChildren(Button) if b.text() == "Neue Schlüssel anlegen")
        verb.click()

    when_shown(ConfirmDialog, agree)
    section.renew.click()
    assert workspace.keys.generation == 2
    assert "eine neue Anmeldedatei" in section.told.accessibleName()
