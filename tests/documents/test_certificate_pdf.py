"""What a certificate's file says when it is read: words in order, spaces kept, the same bytes each time."""

from __future__ import annotations

import io
import json
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import (
    CREATED,
    DIFFICULT_NAMES,
    LEGAL,
    OPTIONS,
    PROGRAMME,
    RESOLUTION,
    THANKS,
    TWO_SIGNERS,
    appointment,
    arms_kinds,
    in_association,
    names_of_the_standard,
    thanks,
)
from self_check import findings

from klikks_desktop.documents.certificate.press import CertificatePress
from klikks_desktop.domain.certificate_sheet import CertificateSheet
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Design
from klikks_desktop.reference.alphabet import load_alphabet

ARMS = arms_kinds()
ALPHABET = load_alphabet(Path(__file__).resolve().parents[2] / "resources")


def extracted(data: bytes) -> str:
    """The text in content order, which is the reading order, with line ends as spaces."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def expected(sheet: CertificateSheet) -> str:
    """What stands on the sheet, in reading order."""
    intro, *rest = (part.text for part in sheet.sentence)
    who = (sheet.form_of_address, sheet.degree, sheet.name)
    signers = (text for signer in sheet.signers for text in (signer.office, signer.name))
    number = f"Urkunde Nr. {sheet.number}" + (f" · {sheet.mark}" if sheet.mark else "")
    parts = (
        "Übung – keine gültige Urkunde" if sheet.mark == "Übungsurkunde" else "",
        sheet.municipality,
        sheet.title,
        intro,
        *who,
        *rest,
        *sheet.paragraphs,
        f"{sheet.city}, den {sheet.issued_on}",
        *signers,
        "Dienstsiegel",
        sheet.legal,
        sheet.programme,
        number,
    )
    return unicodedata.normalize("NFC", " ".join(" ".join(parts).split()))


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("body", [appointment, thanks])
def test_every_word_is_read_in_order(press: CertificatePress, design: Design, body) -> None:
    for degree, name in DIFFICULT_NAMES:
        sheet = body(design, degree=degree, name=name)
        assert extracted(press.render(sheet, ARMS["normal"], created=CREATED)) == expected(sheet)


@pytest.mark.parametrize("design", Design)
def test_a_full_certificate_is_read_in_order(press: CertificatePress, design: Design) -> None:
    sheet = in_association(appointment(design, mark="Zweitschrift", signers=TWO_SIGNERS, **OPTIONS))
    text = extracted(press.render(sheet, ARMS["wide"], created=CREATED))
    assert text == expected(sheet)
    assert LEGAL in text
    assert PROGRAMME in text
    assert THANKS in text
    assert RESOLUTION.replace("des Rates", "des Samtgemeinderates") in text


@pytest.mark.parametrize("design", Design)
def test_practice_certificates_say_so_twice(press: CertificatePress, design: Design) -> None:
    text = extracted(press.render(appointment(design, mark="Übungsurkunde"), None, created=CREATED))
    assert text.startswith("Übung – keine gültige Urkunde ")
    assert text.endswith(" · Übungsurkunde")


@given(name=names_of_the_standard(ALPHABET), design=st.sampled_from(Design))
@example(name="j\u0301 A", design=Design.CLASSIC)
@settings(max_examples=80)
def test_any_name_of_the_standard_is_read_back(press: CertificatePress, name: str, design: Design) -> None:
    sheet = thanks(design, name=name)
    assert extracted(press.render(sheet, None, created=CREATED)) == expected(sheet)


@pytest.mark.parametrize("design", Design)
def test_the_same_sheet_gives_the_same_bytes(
    press: CertificatePress, resources: Path, design: Design
) -> None:
    sheet = appointment(design, name="K\u035fhadīja Ott", **OPTIONS)
    first = press.render(sheet, ARMS["normal"], created=CREATED)
    for other in DIFFICULT_NAMES:
        press.render(appointment(design, name=other[1]), None, created=CREATED)
    assert press.render(sheet, ARMS["normal"], created=CREATED) == first
    assert CertificatePress(resources).render(sheet, ARMS["normal"], created=CREATED) == first


def test_another_instant_gives_another_file(press: CertificatePress) -> None:
    one = press.render(appointment(), None, created=CREATED)
    assert press.render(appointment(), None, created=CREATED.replace(hour=11)) != one


def test_the_number_stands_readable_in_the_bytes(press: CertificatePress) -> None:
    data = press.render(appointment(number="KSP-03358021-2026-017"), None, created=CREATED)
    assert b"<dc:identifier>KSP-03358021-2026-017</dc:identifier>" in data


def test_the_facts_are_attached_as_json(press: CertificatePress) -> None:
    data = press.render(appointment(facts=(("name", "Šime Đặng"), ("nummer", "1"))), None, created=CREATED)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        attached = pdf.attachments["urkunde.json"].get_file()
        assert json.loads(attached.read_bytes()) == {"name": "Šime Đặng", "nummer": "1"}
        assert attached.mime_type == "application/json"


@pytest.mark.parametrize("design", Design)
def test_the_self_check_finds_nothing(press: CertificatePress, design: Design) -> None:
    for degree, name in DIFFICULT_NAMES[:6]:
        for arms in ARMS.values():
            sheet = appointment(design, degree=degree, name=name, **OPTIONS)
            assert findings(press.render(sheet, arms, created=CREATED)) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (b"/Marked true", b"/Marked null", "MarkInfo or DisplayDocTitle"),
        (b"/Artifact BMC", b"%Artifact BMC", "outside of marked content"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "XMP lacks"),
        (b"/StructElem/S/H1/", b"/StructElem/S/H2/", "headings"),
    ],
)
def test_the_self_check_finds_faults(
    press: CertificatePress, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, finding: str
) -> None:
    from klikks_desktop.documents import pdf_objects

    # Page streams in plain sight, so that they can be damaged.
    monkeypatch.setattr(
        pdf_objects.Stream,
        "deflated",
        classmethod(lambda cls, contents, entries="": cls(contents, entries)),
    )
    data = press.render(appointment(), None, created=CREATED)
    assert findings(data) == []
    assert old in data
    if b"BMC" in old:
        assert any(finding in found for found in findings_of_damaged(data, old, b"            "))
    else:
        assert any(finding in found for found in findings(data.replace(old, new)))


def findings_of_damaged(data: bytes, old: bytes, new: bytes) -> list[str]:
    """Findings after the first mark and its end were taken away."""
    start = data.index(old)
    end = data.index(b"EMC", start)
    damaged = (
        data[:start]
        + new[: len(old)].ljust(len(old))
        + data[start + len(old) : end]
        + b"   "
        + data[end + 3 :]
    )
    return findings(damaged)


def test_many_certificates_stand_in_one_file(press: CertificatePress) -> None:
    told: list[tuple[int, int]] = []
    sheets = [appointment(degree=degree, name=name) for degree, name in DIFFICULT_NAMES[:5]]
    data = press.render_many(
        [(sheet, ARMS["normal"]) for sheet in sheets],
        created=CREATED,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert extracted(data) == " ".join(map(expected, sheets))
    assert findings(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 5


def test_a_batch_can_be_stopped(press: CertificatePress) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        press.render_many([(appointment(), None)] * 3, created=CREATED, progress=stop)


def test_shipped_fonts_that_are_missing_or_damaged_are_told(resources: Path, tmp_path: Path) -> None:
    for name in ("fonts", "icc"):
        (tmp_path / name).mkdir()
        for file in (resources / name).iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
    (tmp_path / "fonts" / "NotoSans-Bold.ttf").write_bytes(b"no font")
    with pytest.raises(UserError) as damaged:
        CertificatePress(tmp_path)
    (tmp_path / "fonts" / "NotoSans-Bold.ttf").unlink()
    with pytest.raises(UserError) as missing:
        CertificatePress(tmp_path)
    assert damaged.value.code == missing.value.code == "K-402"
    assert missing.value.facts == {"file": "NotoSans-Bold.ttf"}


def test_an_instant_in_another_zone_is_the_same_instant(press: CertificatePress) -> None:
    from datetime import timedelta, timezone

    berlin = CREATED.astimezone(timezone(timedelta(hours=1)))
    sheet = replace(appointment(), name="Ida Ott")
    assert press.render(sheet, None, created=berlin) == press.render(sheet, None, created=CREATED)
