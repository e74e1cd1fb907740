"""Every kind of document is PDF/A-3a and PDF/UA-1, says veraPDF."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from forms_samples import code, consent_form, duty_notice, information, listing, shipped
from map_samples import map_report
from ministry_samples import ministry_report
from report_samples import MARK, letter, logo, report, table
from samples import (
    CREATED,
    DIFFICULT_NAMES,
    OPTIONS,
    TWO_SIGNERS,
    appointment,
    arms_kinds,
    in_association,
    neutral,
    thanks,
)

from klikks_desktop.documents.certificate.press import CertificatePress
from klikks_desktop.documents.forms import FormPress
from klikks_desktop.documents.reports.press import ReportPress
from klikks_desktop.domain.records import Design

sys.path.insert(0, str(Path(__file__).parent / "verapdf"))


def documents(resources: Path, press: CertificatePress) -> dict[str, bytes]:
    """One of each kind."""
    arms = arms_kinds()
    made = {}
    for design in Design:
        full = in_association(appointment(design, signers=TWO_SIGNERS, mark="Zweitschrift", **OPTIONS))
        marks = thanks(design, name="C\u0304elal K\u035fhadīja r\u0325amā", mark="Übungsurkunde")
        for name, sheet, picture in (
            ("appointment", appointment(design), arms["normal"]),
            ("full", full, arms["wide"]),
            ("neutral", neutral(appointment(design)), None),
            ("marks", marks, arms["tall"]),
        ):
            made[f"{design}-{name}"] = press.render(sheet, picture, created=CREATED)
    many = [(appointment(name=name), arms["normal"]) for _degree, name in DIFFICULT_NAMES]
    made["many"] = press.render_many(many, created=CREATED)
    texts, forms = shipped(resources), FormPress(resources)
    made["duty"] = forms.duty_notice(duty_notice(texts), created=CREATED)
    made["duty-neutral"] = forms.duty_notice(duty_notice(texts, "neutral"), created=CREATED)
    made["consent"] = forms.consent_form(consent_form(texts), created=CREATED)
    made["information"] = forms.information(information(texts), created=CREATED)
    made["code"] = forms.code(code(9), created=CREATED)
    made["list"] = forms.listing(listing(60), created=CREATED)
    made["empty-list"] = forms.listing(listing(0), created=CREATED)
    reports = ReportPress(resources)
    made["report"] = reports.report(report(), created=CREATED)
    made["report-plain"] = reports.report(
        report(arms=None, logo=logo(), mark="", blocks=(table(90),)), created=CREATED
    )
    made["map"] = reports.report(map_report(resources), created=CREATED)
    made["ministry"] = reports.report(ministry_report(), created=CREATED)
    made["letters"] = reports.letters([letter(mark=MARK), letter(arms=None)], created=CREATED)
    return made


def test_verapdf_passes_every_kind_of_document(
    resources: Path, press: CertificatePress, tmp_path: Path
) -> None:
    from engine import EngineMissingError, class_path, validate

    try:
        class_path()
    except EngineMissingError as missing:
        if os.environ.get("KLIKKS_REQUIRE_VERAPDF") == "1":
            pytest.fail(f"veraPDF is required: {missing}")
        pytest.skip(f"veraPDF: {missing}")
    made = documents(resources, press)
    damaged = made["information"].replace(b"/Marked true", b"/Marked null")
    files = []
    for name, data in {**made, "damaged": damaged}.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    answer = validate(files)
    passes = {line for line in answer.splitlines() if line.startswith("PASS")}
    assert passes == {f"PASS {flavour} {name}.pdf" for flavour in ("3a", "ua1") for name in made}, answer
    assert "FAIL ua1 damaged.pdf" in answer
