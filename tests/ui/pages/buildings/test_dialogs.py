"""Climate factors, report, import, history and bin of buildings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from klikks_desktop.services.energy import buildings, weather
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.list_import import ListImportDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.pages.buildings import BuildingsPage
from klikks_desktop.ui.pages.buildings.factors_dialog import FactorsDialog
from klikks_desktop.ui.pages.buildings.report_dialog import FIRST, LAST, ReportDialog
from klikks_desktop.ui.widgets.form_field import FormField


@pytest.fixture
def factors(qtbot: QtBot, page: BuildingsPage, plain_town: Workspace) -> Iterator[FactorsDialog]:
    dialog = FactorsDialog(page._host, plain_town.own_place(), page)
    dialog.show()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def enter(field: FormField, text: str) -> None:
    field.set_value(text)


def known(workspace: Workspace) -> list[tuple[int, str, str]]:
    found = weather.list_factors(workspace, workspace.own_place().id)
    return sorted((each.year, each.postcode, f"{each.factor:.2f}") for each in found)


def test_a_factor_is_entered_by_hand(factors: FactorsDialog, plain_town: Workspace) -> None:
    enter(factors.year, "2023")
    enter(factors.factor, "1,15")
    factors.set.click()
    assert (2023, "", "1.15") in known(plain_town)
    assert factors.is_changed
    assert factors.told.isVisible()


def test_what_is_no_factor_is_told_at_its_field(factors: FactorsDialog, plain_town: Workspace) -> None:
    before = known(plain_town)
    for year, factor, postcode in (("23", "1,1", ""), ("2023", "7", ""), ("2023", "1,1", "123")):
        enter(factors.year, year)
        enter(factors.factor, factor)
        enter(factors.postcode, postcode)
        factors.set.click()
        wrong = [field for field in (factors.year, factors.factor, factors.postcode) if field.problem]
        assert len(wrong) == 1
    assert known(plain_town) == before
    assert not factors.is_changed


def test_a_factor_is_deleted(factors: FactorsDialog, plain_town: Workspace) -> None:
    factors.table.view.selectRow(0)
    factors.delete.click()
    assert [year for year, *_ in known(plain_town)] == [2024]


def test_the_years_of_the_law_stand_there_already(page: BuildingsPage, plain_town: Workspace) -> None:
    dialog = ReportDialog(page._host, plain_town.own_place(), page)
    assert (dialog.text(FIRST), dialog.text(LAST)) == ("2023", "2025")
    dialog.fields[LAST].set_value("2019")
    assert not dialog.finish()
    dialog.fields[LAST].set_value("später")
    assert not dialog.finish()
    dialog.fields[LAST].set_value("2024")
    assert dialog.finish()
    assert list(dialog.years) == [2023, 2024]
    dialog.deleteLater()


def test_the_report_is_made_and_shown(page: BuildingsPage, plain_town: Workspace, qtbot: QtBot) -> None:
    page.deeds._show_report(plain_town.own_place(), range(2023, 2026))

    def shown() -> PaperDialog:
        found = page.findChildren(PaperDialog)
        assert found
        return found[0]

    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=20_000)
    assert shown()._data.startswith(b"%PDF")
    shown().close()


def test_buildings_come_in_from_a_table(
    page: BuildingsPage, plain_town: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "gebaeude.csv"
    file.write_text("Bezeichnung;Nettogrundfläche (NGF)\nFeuerwehrhaus;450\n", "utf-8-sig")
    page.deeds.preview_table(ListKind.BUILDINGS, file, plain_town.own_place())
    dialog = page.findChildren(ListImportDialog)[0]
    qtbot.waitUntil(dialog.apply.isEnabled, timeout=10_000)
    dialog.apply.click()
    qtbot.waitUntil(lambda: dialog.applied is not None, timeout=10_000)
    assert "Feuerwehrhaus" in [row.name for row in buildings.list_buildings(plain_town)]
    assert "Feuerwehrhaus" in [row.name for row in page.listing.rows]
    dialog.close()


def answer(look: list[str], accept: bool) -> None:
    """Note what the modal dialog says, then close it."""

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        look.extend(label.text() for label in dialog.findChildren(QLabel))
        if accept:
            dialog.accept()
        else:
            dialog.reject()

    QTimer.singleShot(0, close)


def test_the_history_tells_what_changed(page: BuildingsPage, school: UUID) -> None:
    page.open_record(school)
    said: list[str] = []
    answer(said, accept=False)
    page.detail.history.click()
    assert any("Gebäude geändert" in text for text in said)


def test_deleting_asks_first_and_the_bin_brings_back(
    page: BuildingsPage, plain_town: Workspace, school: UUID
) -> None:
    page.open_record(school)
    said: list[str] = []
    answer(said, accept=False)
    page.detail.delete.click()
    assert any("Potenziale und Projekte bleiben" in text for text in said)
    assert len(buildings.list_buildings(plain_town)) == 2
    answer(said, accept=True)
    page.detail.delete.click()
    assert [row.name for row in buildings.list_buildings(plain_town)] == ["Rathaus"]

    def restore() -> None:
        from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog

        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WorkBinDialog)
        dialog.restore.click()

    QTimer.singleShot(0, restore)
    page.deeds.open_bin()
    assert page.detail.record == school
