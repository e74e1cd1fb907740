"""The council paper (Beschlussvorlage) of a project: PDF to hand out, DOCX to go on editing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.reports.sheet import Block, Bullets, Facts, Heading, Paragraph, ReportSheet
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.projects.projects import ProjectView, load_project
from klikks_desktop.services.reports import project_words as words
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.workspace import Workspace


def council_paper_pdf(workspace: Workspace, project_id: UUID) -> bytes:
    """The paper of a project; K-750 when it is gone."""
    from klikks_desktop.documents.reports.press import ReportPress

    view = load_project(workspace, project_id)
    around = frame(workspace, view.place)
    press = ReportPress(workspace.shipped.folder)
    return press.report(council_paper(around, view), created=around.created)


def save_council_paper(workspace: Workspace, project_id: UUID, out: Path) -> Path:
    """Write it as ``out`` says, .pdf or .docx; K-440 another kind, K-544 when it is there already."""
    suffix = suffix_of(out, "pdf", "docx")
    expect_new(out)
    if suffix == "pdf":
        return save(out, council_paper_pdf(workspace, project_id))
    from klikks_desktop.exchange.docx import write_docx

    view = load_project(workspace, project_id)
    around = frame(workspace, view.place)
    return save(out, write_docx(council_paper(around, view), created=around.created))


def council_paper(around: Frame, view: ProjectView) -> ReportSheet:
    """The words of the paper: the same for PDF and DOCX."""
    project = view.project
    return around.sheet(
        kind="Beschlussvorlage",
        title=project.title or "Projekt ohne Titel",
        subtitle=f"{project.kind.value} · Stand {format_long(around.today)}",
        blocks=(
            Facts(_head(around, view)),
            Heading(around.say("vorlage.sachverhalt")),
            *_facts(around, view),
            Heading(around.say("vorlage.kosten")),
            *_costs(around, view),
            Heading(around.say("vorlage.foerderung")),
            *_funding(around, view),
            Heading(around.say("vorlage.wirkung")),
            *_effect(around, view),
            Heading(around.say("vorlage.beschluss")),
            Bullets(tuple(_decision(around, view))),
        ),
        one_page=True,
    )


def _head(around: Frame, view: ProjectView) -> tuple[tuple[str, str], ...]:
    place, project = around.place, view.project
    number = project.resolution_number
    rows = (
        ("Vorlage", number),
        (around.say("vorlage.gremium"), around.say("vorlage.gremium.wert")),
        ("Sitzung am", format_long(project.resolution_on) if project.resolution_on else ""),
        (
            around.say("vorlage.berichterstattung"),
            ", ".join(part for part in (place.office, place.contact_name) if part),
        ),
        ("Ort", printable(view.where)),
        ("Zeitraum", words.span(project)),
    )
    return tuple((label, value) for label, value in rows if value)


def _facts(around: Frame, view: ProjectView) -> list[Block]:
    written = words.paragraphs(view.project.description)
    return written or [Paragraph(around.say("vorlage.sachverhalt.keine"))]


def _costs(around: Frame, view: ProjectView) -> list[Block]:
    fundings = [each.record for each in view.fundings]
    rows = words.costs(view.project)
    own = words.own_share(view.project, fundings)
    if own is not None:
        rows += [
            ("Förderung", words.cents_words(words.granted(fundings))),
            ("Eigenanteil", words.cents_words(own)),
        ]
    blocks: list[Block] = [Facts(tuple(rows))] if rows else [Paragraph(around.say("vorlage.kosten.keine"))]
    table = words.economics_table(view)
    return [*blocks, table] if table else blocks


def _funding(around: Frame, view: ProjectView) -> list[Block]:
    fundings = [each.record for each in view.fundings]
    if not fundings:
        return [Paragraph(around.say("vorlage.foerderung.keine"))]
    return [words.funding_table(fundings), Paragraph(around.say("vorlage.foerderung.vorbehalt"))]


def _effect(around: Frame, view: ProjectView) -> list[Block]:
    figures = words.effect_figures(view)
    if figures is None:
        return [Paragraph(around.say("vorlage.wirkung.keine"))]
    # One carrier that is only expected stands in the figures already.
    tells_more = view.savings.years or len(view.savings.kwh) > 1
    rows = [words.effect_rows(view)] if tells_more else []
    return [figures, *rows, *words.effect_notes(around, view)]


def _decision(around: Frame, view: ProjectView) -> list[str]:
    """What the council is asked to decide; sentences whose figures are missing are left out."""
    project = view.project
    fundings = [each.record for each in view.fundings]
    cost = project.planned_cents
    amounts = {
        "Titel": printable(project.title),
        "Kosten": words.cents_words(cost) if cost is not None else "",
        "Foerderung": words.cents_words(words.granted(fundings)) if words.granted(fundings) else "",
    }
    points = [around.say("vorlage.beschluss.massnahme", amounts)]
    if cost is not None:
        points.append(around.say("vorlage.beschluss.mittel", amounts))
    if fundings and not any(each.applied_on for each in fundings):
        points.append(around.say("vorlage.beschluss.foerderung"))
    points.append(around.say("vorlage.beschluss.bericht"))
    return points
