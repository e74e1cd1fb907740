"""certificate issue, copy, handed-over, void, verify; list certificates."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, day, leaf
from klikks_desktop.cli.output import print_json, print_table, say
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import CertificateKind, Design
from klikks_desktop.domain.wording import THANKS_TITLE, TITLES
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.register import certificates, issuing, verification

_MAX_PDF = 50 << 20


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    group = branch(groups.commands, "certificate", "Urkunden")
    issued = leaf(group, "issue", issue, "Urkunden ausstellen", place=True)
    who = issued.add_mutually_exclusive_group(required=True)
    who.add_argument("--patron", metavar="ID", help="Kennung oder Name")
    who.add_argument("--all", action="store_true", help="alle im Amt ohne gültige Urkunde dieser Art")
    issued.add_argument(
        "--kind", choices=[kind.value for kind in CertificateKind], default=CertificateKind.APPOINTMENT.value
    )
    issued.add_argument("--design", choices=[design.value for design in Design])
    issued.add_argument("--title", choices=(*TITLES, THANKS_TITLE), help="Überschrift der Urkunde")
    issued.add_argument("--date", type=day, metavar="DATE", help="Datum auf der Urkunde, sonst heute")
    issued.add_argument("--deputy", action="store_true", help="die Vertretung unterschreibt")
    issued.add_argument("--together", action="store_true", help="zusätzlich eine Datei mit allen Seiten")
    issued.add_argument("--out", type=Path, required=True, metavar="DIR")
    copied = leaf(group, "copy", copy, "noch einmal ausgeben, nach Aushändigung als Zweitschrift")
    copied.add_argument("number")
    copied.add_argument("--out", type=Path, required=True, metavar="DIR")
    handed = leaf(group, "handed-over", handed_over, "Aushändigung eintragen")
    handed.add_argument("number")
    handed.add_argument("--on", type=day, required=True, metavar="DATE")
    voided = leaf(group, "void", void, "für ungültig erklären; die Nummer bleibt")
    voided.add_argument("number")
    voided.add_argument("--reason", required=True)
    verified = leaf(group, "verify", verify, "eine PDF-Datei mit dem Register vergleichen", json=True)
    verified.add_argument("file", type=Path)
    leaf(groups.lists, "certificates", show, "Urkundenregister", json=True, place=True)


def issue(context: Context, options: Namespace) -> int:
    """Issue certificates and write their files."""
    workspace = context.workspace
    kind = CertificateKind(options.kind)
    place_id = workspace.own_place(options.place).id if options.place else None
    if options.all:
        chosen = [p.id for p in issuing.patrons_without_certificate(workspace, kind, place_id=place_id)]
    else:
        chosen = [patron_list.find_patron(workspace, options.patron)]
    issued = issuing.issue(
        workspace,
        chosen,
        issuing.IssueOptions(
            kind=kind,
            design=Design(options.design) if options.design else None,
            title=options.title or "",
            issued_on=options.date or workspace.today,
            deputy=options.deputy,
        ),
        out=options.out,
    )
    for one in issued:
        say(f"{one.certificate.number}  {one.path}")
    if not issued:
        say("Niemandem fehlt eine Urkunde dieser Art. Es wurde keine ausgestellt.")
    elif options.together:
        path = issuing.save_together(workspace, [one.certificate for one in issued], options.out)
        say(f"Alle Seiten: {path}")
    return 0


def copy(context: Context, options: Namespace) -> int:
    """Write the original again or, once handed over, a copy marked as such."""
    issued = certificates.reprint(context.workspace, options.number, out=options.out)
    what = "Zweitschrift" if issued.certificate.handed_over_on else "Original"
    say(f"{what}: {issued.path}")
    return 0


def handed_over(context: Context, options: Namespace) -> int:
    """Record when a certificate was handed over."""
    certificate = certificates.hand_over(context.workspace, options.number, on=options.on)
    say(f"{certificate.number} ausgehändigt am {options.on:%d.%m.%Y}.")
    return 0


def void(context: Context, options: Namespace) -> int:
    """Declare a certificate void."""
    certificate = certificates.void(context.workspace, options.number, reason=options.reason)
    say(f"{certificate.number} ist ungültig. Die Nummer bleibt im Register.")
    return 0


def verify(context: Context, options: Namespace) -> int:
    """Compare a file with the register; K-172 when it is not an unchanged, valid certificate."""
    result = verification.verify(context.workspace, read_bytes(options.file, _MAX_PDF))
    if options.json:
        print_json([result])
    if not result.is_genuine:
        raise UserError("K-172", {"sentence": result.sentence})
    if not options.json:
        say(result.sentence)
    return 0


def show(context: Context, options: Namespace) -> int:
    """The register of certificates."""
    workspace = context.workspace
    place_id = workspace.own_place(options.place).id if options.place else None
    rows = certificates.register(workspace, place_id=place_id)
    if options.json:
        print_json(
            {
                "number": row.number,
                "kind": row.kind,
                "name": row.name,
                "issued_on": row.issued_on,
                "handed_over_on": row.handed_over_on,
                "voided_on": row.voided_on,
                "void_reason": row.void_reason,
                "file_hash": row.file_hash,
                "patron_id": row.patron_id,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Nummer", "Art", "Name", "Datum", "Ausgehändigt", "Ungültig seit"),
        [(r.number, r.kind, r.name, r.issued_on, r.handed_over_on, r.voided_on) for r in rows],
    )
    return 0
