"""German words of the page that depend on what a record says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from klikks_desktop.domain.certificate_sheet import CertificateSheet
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Address, Certificate, CertificateKind, Design, Place
from klikks_desktop.services.register.ceremony import Ceremony, Output
from klikks_desktop.ui.widgets.info_bar import State as Told
from klikks_desktop.ui.widgets.pill import State

KINDS: Final = {CertificateKind.APPOINTMENT: "Berufung", CertificateKind.THANKS: "Dank"}
DESIGNS: Final = {Design.CLASSIC: "klassisch", Design.MODERN: "modern"}
ROLES: Final = {
    Address.FEMALE: "Klimaschutzpatin",
    Address.MALE: "Klimaschutzpate",
    Address.NONE: "Klimaschutzpatenschaft",
}
LONGEST_SNAPSHOT: Final = 220
"""Characters of the wording that the register shows; the paper has it whole."""

MOST_NAMES: Final = 3
"""Of people who lack something in the foot; the list has all."""


def certificate_state(certificate: Certificate) -> tuple[str, State]:
    """Word and pill of a certificate."""
    if certificate.voided_on:
        return "ungültig", "past"
    if certificate.handed_over_on:
        return f"ausgehändigt am {format_short(certificate.handed_over_on)}", "ok"
    return "liegt bereit", "warn"


def is_ready(certificate: Certificate) -> bool:
    """Valid and not handed over yet."""
    return certificate.voided_on is None and certificate.handed_over_on is None


def count_sentence(certificates: Sequence[Certificate]) -> str:
    """For example "12 Urkunden · 3 liegen bereit"."""
    ready = sum(is_ready(certificate) for certificate in certificates)
    lying = "1 liegt bereit" if ready == 1 else f"{ready} liegen bereit"
    return f"{count_words(len(certificates), 'Urkunde', 'Urkunden')} · {lying}"


def obstacle_words(names: Sequence[str], reasons: Collection[str], *, is_refused: bool, rest: int) -> str:
    """Who cannot get a certificate and why, and how many can. rest: ticked beside them, 0 for none.

    is_refused: whether it was tried, and so nothing was issued.
    """
    named = "; ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        named = f"{named} und {count_words(len(names) - MOST_NAMES, 'weitere Person', 'weitere Personen')}"
    same = next(iter(reasons)) if len(reasons) == 1 else "Es fehlt noch eine Angabe, sie steht in der Liste."
    parts = [f"{named}: {same}"]
    if is_refused:
        parts.append("Es wurde nichts ausgestellt.")
    if rest:
        parts.append("Die andere ist bereit." if rest == 1 else f"Die übrigen {rest} sind bereit.")
    return " ".join(parts)


def spoken_name(certificate: Certificate) -> str:
    """Given name first: the register keeps "Behrens, Frauke"."""
    return " ".join(reversed(certificate.name.split(", ", 1)))


def wording_snapshot(sheet: CertificateSheet) -> str:
    """The sentence on the paper with the name in its place, shortened."""
    name = " ".join(part for part in (sheet.form_of_address, sheet.degree, sheet.name) if part)
    first, *rest = [part.text for part in sheet.sentence]
    words = " ".join([first, name, *rest])
    if len(words) <= LONGEST_SNAPSHOT:
        return words
    return words[:LONGEST_SNAPSHOT].rsplit(" ", 1)[0] + " …"


def signature(sheet: CertificateSheet) -> str:
    """Who signs, with the office: "Die Bürgermeisterin Dr. Ida Ott"."""
    return "; ".join(" ".join(filter(None, (signer.office, signer.name))) for signer in sheet.signers)


def place_words(places: Sequence[Place]) -> str:
    """Whose register it is, in the genitive: "der Stadt Soltau"."""
    return places[0].genitive if len(places) == 1 else "Ihrer Kommunen"


def output_sentence(certificate: Certificate) -> str:
    """What printing or saving will give, told before."""
    if certificate.voided_on is not None:
        return "Diese Urkunde ist ungültig und wird nicht mehr ausgegeben. Ihre Nummer bleibt im Register."
    if not certificate.sheet:
        return "Die Angaben zur Person wurden gelöscht. Nummer und Daten bleiben im Register."
    if certificate.handed_over_on is None:
        return "Bis zur Aushändigung ist jeder Ausdruck das Original."
    return (
        "Die Urkunde ist ausgehändigt. Was Sie jetzt drucken oder speichern, trägt den Vermerk "
        "„Zweitschrift“ und wird im Register vermerkt."
    )


def ceremony_sentence(done: Ceremony, output: Output) -> tuple[Told, str]:
    """What became of many at once."""
    count = len(done.certificates)
    certificates = count_words(count, "Urkunde", "Urkunden")
    of_all = certificates if count == done.wanted else f"{count} von {done.wanted} Urkunden"
    ready = "Sie liegen im Register bereit und können dort als Original gedruckt oder gespeichert werden."
    if done.is_stopped and not count:
        return "info", "Angehalten. Es wurde keine Urkunde ausgestellt und keine Nummer vergeben."
    if done.is_stopped:
        return "warn", f"{of_all} ausgestellt, dann angehalten. {ready}"
    if done.problem is not None:
        return "warn", f"{of_all} ausgestellt, aber nicht fertig ausgegeben. {ready}"
    if output is Output.PAPER:
        return "ok", f"{certificates} ausgestellt und an den Drucker gegeben."
    if output is Output.OWN_FILES:
        return "ok", f"{certificates} ausgestellt, jede als eigene Datei im Ordner {done.path}."
    return "ok", f"{certificates} ausgestellt, alle in {done.path}."
