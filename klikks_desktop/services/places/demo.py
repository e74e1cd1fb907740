"""The whole main job on invented data: a practice town reports to a practice region."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import Address, CertificateKind, EndReason, Place, Role
from klikks_desktop.domain.system_words import refusal_words
from klikks_desktop.services.exchange import delivery, disclosing, enrolment, importing
from klikks_desktop.services.people import patron_list, patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import set_arms
from klikks_desktop.services.places.demo_data import ARMS_SVG, LOCALITIES, PEOPLE, patron_texts
from klikks_desktop.services.register import certificates, issuing, papers
from klikks_desktop.services.workspace import Clock, Rasterise, Workspace, create_workspace

MARKER = "beispiel.txt"
TOWN_KEY = "03999888"
TOWN_NAME = "Auenbrück"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything lies. town and region: workspace folders. papers: title and file."""

    town: Path
    region: Path
    papers: tuple[tuple[str, Path], ...]


def run_demo(folder: Path, *, clock: Clock, resources: Path, rasterise: Rasterise | None) -> DemoResult:
    """Set up, appoint, issue, hand over, enrol, export, import; K-635 when ``folder`` holds other things."""
    _make_room(folder)
    town = fill_practice_town(
        create_workspace(
            folder / "kommune",
            role=Role.MUNICIPALITY,
            name=f"Stadt {TOWN_NAME}",
            clock=clock,
            resources=resources,
            rasterise=rasterise,
            practice=True,
        )
    )
    region = create_workspace(
        folder / "region",
        role=Role.REGION,
        name="Regionalmanagement Auenland",
        clock=clock,
        resources=resources,
        rasterise=rasterise,
        practice=True,
    )
    try:
        made = [*_issue(town, folder / "urkunden"), *_report(town, region, folder)]
    finally:
        town.close()
        region.close()
    return DemoResult(folder / "kommune", folder / "region", tuple(made))


def _make_room(folder: Path) -> None:
    """An earlier demonstration is replaced, anything else is left alone."""
    if (folder / MARKER).is_file():
        shutil.rmtree(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError("K-635", {"folder": folder})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text("Beispieldaten von KlikKS Desktop, dürfen gelöscht werden.\n", "utf-8")
    except OSError as error:
        raise UserError("K-630", {"folder": folder, "reason": refusal_words(error)}) from error


def fill_practice_town(workspace: Workspace) -> Workspace:
    """An invented town with ten people in every state; for practice mode, demonstration and tests."""
    forms = grammatical_forms("Stadt", "Stadt", TOWN_NAME)
    place = places.add_place(
        workspace,
        Place(
            id=workspace.new_id(),
            key=TOWN_KEY,
            name=TOWN_NAME,
            kind="Stadt",
            county="Landkreis Auenland",
            state="Niedersachsen",
            designation=forms.designation,
            nominative=forms.nominative,
            genitive=forms.genitive,
            locative=forms.locative,
            office="Bauamt, Klimaschutz",
            street="Am Markt 1",
            postcode="29999",
            city=TOWN_NAME,
            contact_email="klimaschutz@auenbrueck.example",
            contact_phone="05191 555-0",
            signatory_name="Dr. Erika Sommerfeld",
            signatory_title="Bürgermeisterin",
            signatory_address=Address.FEMALE,
            deputy_name="Hans-Joachim Petersen",
            deputy_title="Erster Stadtrat",
            deputy_mode="In Vertretung",
            arms_blazon="in Grün über silbernem Schildfuß mit zwei blauen Wellen ein goldener Stern",
            consent_contact="Bauamt der Stadt Auenbrück, klimaschutz@auenbrueck.example",
            region_office="Regionalmanagement Auenland, Auenstadt",
        ),
    )
    if workspace.rasterise is not None:
        place = set_arms(workspace, place, ARMS_SVG)
    for name in LOCALITIES:
        places.add_locality(workspace, place.id, name)
    for index in range(len(PEOPLE)):
        patrons.add_patron(workspace, place.id, patron_texts(index, workspace.today))
    return workspace


def _issue(town: Workspace, out: Path) -> list[tuple[str, Path]]:
    """Appointment certificates for all, one handed over, one thanks, the forms."""
    today = town.today
    chosen = [p.id for p in issuing.patrons_without_certificate(town, CertificateKind.APPOINTMENT)]
    issued = issuing.issue(town, chosen, issuing.IssueOptions(issued_on=today), out=out)
    for one in issued[:6]:
        certificates.hand_over(town, one.certificate.number, on=today)
    over = next(row for row in patron_list.list_patrons(town) if row.ends_on and row.ends_on < today)
    patrons.end_appointment(town, over.id, on=over.ends_on or today, reason=EndReason.EXPIRED)
    thanks = issuing.issue(
        town, [over.id], issuing.IssueOptions(kind=CertificateKind.THANKS, issued_on=today), out=out
    )
    made = [("Urkunde", one.path) for one in [*issued, *thanks] if one.path]
    everyone = issuing.save_together(town, [one.certificate for one in issued], out)
    forms = [("Vordruck", papers.save_paper(town, paper, out, patron_id=chosen[0])) for paper in papers.Paper]
    return [*made, ("Alle Urkunden in einer Datei", everyone), *forms]


def _report(town: Workspace, region: Workspace, folder: Path) -> list[tuple[str, Path]]:
    """Enrol as two people would by phone, then report and take the report."""
    enrolment_file, answer = folder / "anmeldung.json", folder / "anmeldung-antwort.klikks"
    enrolment.create_enrolment_file(region, enrolment_file)
    at_town = enrolment.accept_enrolment_file(town, enrolment_file, answer)
    at_region = enrolment.read_answer(region, answer)
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)
    exported = delivery.export_sync_file(town, folder / delivery.suggested_export_name(town))
    outcome = importing.import_files(region, [exported.path])[0]
    if outcome.problem is not None:
        raise outcome.problem
    listing = folder / "das-verlaesst-ihr-haus.pdf"
    listing.write_bytes(papers.disclosure_pdf(town, disclosing.preview_export(town)))
    return [("Bericht", exported.path), ("Das verlässt Ihr Haus", listing)]
