"""The project sheet (Projekt-Steckbrief): one page with picture, figures, funding and contact."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.reports.sheet import Block, Facts, Heading, Paragraph, Photo, ReportSheet
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.projects.attachments import read_attachment
from klikks_desktop.services.projects.projects import ProjectView, load_project
from klikks_desktop.services.reports import project_words as words
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.workspace import Workspace

_PHOTO_HEIGHT = 66.0


def project_sheet_pdf(workspace: Workspace, project_id: UUID) -> bytes:
    """The sheet of a project; K-750 when it is gone, K-441 when its picture cannot be read."""
    from klikks_desktop.documents.reports.press import ReportPress

    view = load_project(workspace, project_id)
    around = frame(workspace, view.place)
    press = ReportPress(workspace.shipped.folder)
    return press.report(project_sheet(around, view), created=around.created)


def save_project_sheet(workspace: Workspace, project_id: UUID, out: Path) -> Path:
    """Write it; K-440 when ``out`` is no .pdf, K-544 when it is there already."""
    suffix_of(out, "pdf")
    expect_new(out)
    return save(out, project_sheet_pdf(workspace, project_id))


def project_sheet(around: Frame, view: ProjectView) -> ReportSheet:
    """The words of the sheet."""
    project = view.project
    blocks: list[Block] = [*_picture(around, view)]
    figures = words.effect_figures(view)
    blocks.append(figures or Paragraph(around.say("steckbrief.wirkung.keine")))
    blocks += words.effect_notes(around, view)
    blocks.append(Heading(around.say("steckbrief.zusammenfassung")))
    blocks += words.paragraphs(project.description) or [
        Paragraph(around.say("steckbrief.zusammenfassung.keine"))
    ]
    blocks.append(Heading(around.say("steckbrief.foerderung")))
    fundings = [each.record for each in view.fundings]
    if fundings:
        blocks.append(words.funding_table(fundings))
    else:
        blocks.append(Paragraph(around.say("steckbrief.foerderung.keine")))
    if project.next_step:
        blocks += [
            Heading(around.say("steckbrief.schritt")),
            Paragraph(printable(project.next_step)),
        ]
    blocks.append(Heading(around.say("steckbrief.kontakt")))
    blocks += [Paragraph("\n".join(words.contact_lines(around, view.patrons)))]
    return around.sheet(
        kind="Projekt-Steckbrief",
        title=project.title or "Projekt ohne Titel",
        subtitle=f"{project.kind.value} · Stand {format_long(around.today)}",
        blocks=tuple(blocks),
        one_page=True,
    )


def _picture(around: Frame, view: ProjectView) -> list[Block]:
    """The cover with the facts beside it, or the facts alone."""
    facts = _facts(view)
    cover = next((each for each in view.attachments if each.is_cover), None)
    if cover is None:
        return [Facts(facts)]
    _attachment, data = read_attachment(around.workspace, cover.id)
    caption = printable(cover.caption)
    alt = caption or around.say("steckbrief.bild", {"Titel": printable(view.project.title)})
    return [Photo(data, alt, caption, facts, _PHOTO_HEIGHT)]


def _facts(view: ProjectView) -> tuple[tuple[str, str], ...]:
    project = view.project
    fundings = [each.record for each in view.fundings]
    own = words.own_share(project, fundings)
    rows = [
        ("Stand", project.state.value),
        ("Ort", printable(view.where) or view.place.designation),
        ("Zeitraum", words.span(project)),
        *words.costs(project),
        ("Förderung", words.cents_words(words.granted(fundings)) if words.granted(fundings) else ""),
        ("Eigenanteil", words.cents_words(own) if own is not None else ""),
    ]
    return tuple((label, value) for label, value in rows if value)
