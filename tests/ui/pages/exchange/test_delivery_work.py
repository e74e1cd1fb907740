"""Das verlässt Ihr Haus: projects, potentials, tasks, messages and sums."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from klikks_desktop.domain.records import Potential, Project, Task
from klikks_desktop.services.exchange import disclosing
from klikks_desktop.services.exchange.disclosure_print import printed_lines
from klikks_desktop.services.exchange.outgoing import remember_export_folder
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.widgets.cells import Row
from tests.services.exchange.work_town import fill_work

pytestmark = pytest.mark.usefixtures("enrolled")


@pytest.fixture
def page(enrolled: None, town: Workspace, tmp_path: Path, town_page: DeliveryPage) -> DeliveryPage:
    """The page of an enrolled town with more potentials than fit at a glance."""
    folder = tmp_path / "ausgang"
    folder.mkdir()
    remember_export_folder(town, folder)
    fill_work(town, 3, 30)
    town_page.reload()
    return town_page


def group(page: DeliveryPage, title: str) -> Row:
    model = page.tree.model
    rows = [model.row_at(model.index(place, 0)) for place in range(model.rowCount())]
    return next(row for row in rows if row.cell(0).text.startswith(title))


def is_open(page: DeliveryPage, title: str) -> bool:
    return page.tree.view.isExpanded(page.tree.model.index_of(group(page, title).key))


def card(page: DeliveryPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.record.findChildren(QLabel) if label.isVisible()]


def project(town: Workspace) -> Project:
    with town.store.read() as reader:
        return reader.find(Project, order=("title", "id"))[0]


def test_every_group_tells_how_many_and_whether_they_leave(page: DeliveryPage) -> None:
    for title, word in (
        ("Projekte (3)", "geht mit"),
        ("Potenziale (30)", "geht mit"),
        ("Aufgaben der Kommune (2)", "1 von 2"),
        ("Nachrichten an die Region (2)", "1 von 2"),
        ("Energie je Jahr (5)", "geht mit"),
        ("Einsparungen", "geht mit"),
        ("Gebäude, Zähler, Dateien und Notizen", "bleibt hier"),
    ):
        assert group(page, title).cell(1).text == word, title
    words = {row.cell(0).text: row.cell(1).text for row in group(page, "Aufgaben der Kommune").children}
    assert words == {"Bericht vorbereiten": "geht mit", "Vertraulich: Personalgespräch": "bleibt hier"}


def test_a_long_group_begins_closed_and_stays_as_it_was_left(page: DeliveryPage) -> None:
    assert is_open(page, "Projekte")
    assert not is_open(page, "Potenziale")
    page.tree.view.expand(page.tree.model.index_of(group(page, "Potenziale").key))
    page.tree.view.collapse(page.tree.model.index_of(group(page, "Projekte").key))
    page.reload()
    assert is_open(page, "Potenziale")
    assert not is_open(page, "Projekte")


def test_the_card_of_a_project_tells_what_leaves_and_leads_there(
    page: DeliveryPage, window: MainWindow, town: Workspace
) -> None:
    shown = project(town)
    assert page.tree.select(shown.id)
    texts = card(page)
    assert {"Beschreibung", shown.description, "Kosten geplant"} <= set(texts)
    assert "Notizen bleiben im Haus" in texts
    assert not [text for text in texts if "Vertraulich" in text or "Hausmeisterin" in text]
    assert not page.record.warning.isVisible()
    assert page.record.open.text() == "Projekt öffnen"
    page.record.open.click()
    assert window.shell.current == "projects"


def test_the_card_of_a_potential_shows_its_result_and_how_it_counts(
    page: DeliveryPage, town: Workspace
) -> None:
    counted = disclosing.preview_export(town).places[0].work
    entry = next(each for each in counted.potentials if "effect" in each.make().parts)
    assert page.tree.select(entry.id)
    texts = card(page)
    assert {"Ergebnis", "So zählt es in der Summe", "nur eine Summe", "nur das Ergebnis geht mit"} <= set(
        texts
    )


def test_a_name_that_may_not_leave_is_told_and_does_not_stop_the_file(
    page: DeliveryPage, town: Workspace
) -> None:
    with town.store.write("Text") as unit:
        unit.update(replace(project(town), description="Mit Herrn Ahrens-Wiechmann abgestimmt."))
    page.reload()
    assert group(page, "Projekte").cell(1).text == "1 prüfen"
    assert page.tree.select(project(town).id)
    assert page.record.warning.isVisible()
    assert [text for text in card(page) if "Ahrens-Wiechmann, Jörg" in text]
    page.tree.select(group(page, "Projekte").key)
    assert [text for text in card(page) if text.startswith("1 Text nennt jemanden")]
    assert page.foot.write.isEnabled()


@pytest.mark.parametrize("title", ["Energie je Jahr", "Einsparungen", "Gebäude, Zähler", "Aufgaben der"])
def test_every_group_explains_itself(page: DeliveryPage, title: str) -> None:
    page.tree.select(group(page, title).key)
    assert page.record.note.text() in card(page)
    assert not page.record.open.isVisible()


def test_on_paper_each_record_has_a_line(page: DeliveryPage, town: Workspace) -> None:
    lines = printed_lines(disclosing.preview_export(town))
    with town.store.read() as reader:
        titles = [each.title for kind in (Project, Potential) for each in reader.find(kind)]
        hidden = reader.find(Task, shared=False)[0].title
    records = [line[0] for line in lines]
    assert all(records.count(title) >= titles.count(title) for title in titles)
    assert (hidden, "Aufgabe", "bleibt hier", "nicht zur Weitergabe angekreuzt") in lines
    described = next(line for line in lines if line[0] == project(town).title and line[1] == "Projekt")
    assert project(town).description in described[2]
    fields = next(line[2] for line in lines if line[0] == "Projekt: diese Angaben")
    assert "Beschreibung" in fields
    assert "Notiz" not in fields
