"""Invented sheets and coats of arms for the document tests."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from PIL import Image, ImageDraw

from klikks_desktop.domain.certificate_sheet import CertificateSheet, PartRole, SentencePart, Signer
from klikks_desktop.domain.names import Alphabet
from klikks_desktop.domain.records import CertificateKind, Design

CREATED = datetime(2026, 11, 22, 10, tzinfo=UTC)

QR = "KSP-03999888-2026-001|Ida Ott|2026-12-01|2031-11-30|sig:Zk3vW9yQ2mX8pL"
LEGAL = "Durch diese Berufung wird kein Beamten- und kein Arbeitsverhältnis begründet."
PROGRAMME = "Im Rahmen des Programms »Klimaschutz vor Ort« der Landesenergieagentur"
ONE_SIGNER = (Signer("Die Bürgermeisterin", "Dr. Erika Sommerfeld"),)
TWO_SIGNERS = (*ONE_SIGNER, Signer("Der Ratsvorsitzende", "Hans-Joachim Petersen-Brückner"))
RESOLUTION = "Grundlage ist der Beschluss des Rates vom 12. November 2026."
THANKS = (
    "Mit dieser Berufung verbinden wir Dank und Anerkennung für die Bereitschaft, "
    "sich für den Klimaschutz in unserer Gemeinde einzusetzen."
)

# (degree, name)
DIFFICULT_NAMES = (
    ("", "Ida Ott"),
    ("Dr.", "Šime Östlund-Đặng"),
    ("", "K\u035fhadīja ʿAbd al-Ḳādir"),
    ("", "Nguyễn Văn Thọ"),
    ("Prof. Dr. Dr. h. c.", "Maximiliane Freifrau von Grünberg-Hohenstein zu Wolfenbüttel-Achterkamp"),
    ("Dr.", "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester"),
    ("", "Ễ Q̣"),
    ("Dipl.-Ing. (FH)", "Anne-Sophie Müller-Lüdenscheidt"),
    ("", "Ğüneş Šťastný-Łękołodziej"),
    ("", "C\u0304elal K\u0328arl L\u0302ukas M\u0302iko"),
    ("", "Jean-François d’Aubigné"),
    ("", "Þórdís Ærøskøbing Łuksza"),
    ("", "İbrahim Yıldız-Çağlayan"),
    ("", "Øyvind Ångström-Þorláksson"),
    ("Dr. med.", "Ștefan-Răzvan Țurcanu"),
    ("", "X̄ênia Ñúñez y García de la Peña-Íñiguez"),
    ("", "Zsófia Hőgyész-Szentgyörgyi von und zu Strauß"),
    ("", "Ṣāliḥ ibn Ḥāfiẓ aṭ-Ṭanṭāwī"),
    ("", "Ŋaaqŧa Ǩeäʹppi Ǯuâlǥǥ"),
    ("", "Ib Ø"),
    ("", "Wilhelmina-Friederike Charlotte Wolfeschlegelsteinhausen"),
    ("Dr. rer. nat. habil.", "Ao Ū"),
    ("", "G̀wẹ́ndolin N̈ghĩa r̥amā Ẑul"),
)

_TOWN = {
    "municipality": "Stadt Auenbrück",
    "city": "Auenbrück",
    "title": "Berufungsurkunde",
    "number": "KSP-03999888-2026-001",
}
ASSOCIATION = "Samtgemeinde Hohenauen-Wiesenbrück an der Oberen Lindenaue"


def appointment(design: Design = Design.CLASSIC, **changes: object) -> CertificateSheet:
    """An appointment of Frau Ida Ott."""
    sheet = CertificateSheet(
        kind=CertificateKind.APPOINTMENT,
        design=design,
        form_of_address="Frau",
        degree="",
        name="Ida Ott",
        sentence=(
            SentencePart(PartRole.INTRO, "Die Stadt Auenbrück beruft"),
            SentencePart(
                PartRole.TEXT, "mit Wirkung vom 1. Dezember 2026 bis zum 30. November 2031 ehrenamtlich"
            ),
            SentencePart(PartRole.FUNCTION, "zur Klimaschutzpatin"),
            SentencePart(PartRole.TEXT, "der Stadt Auenbrück."),
        ),
        paragraphs=(RESOLUTION, THANKS),
        issued_on="22. November 2026",
        signers=ONE_SIGNER,
        facts=(("nummer", "KSP-03999888-2026-001"), ("name", "Ida Ott")),
        **_TOWN,
    )
    return replace(sheet, **changes)


def thanks(design: Design = Design.CLASSIC, **changes: object) -> CertificateSheet:
    """A farewell of Frau Ida Ott."""
    sheet = appointment(
        design,
        kind=CertificateKind.THANKS,
        title="Dankurkunde",
        sentence=(
            SentencePart(PartRole.INTRO, "Die Stadt Auenbrück dankt"),
            SentencePart(PartRole.TEXT, "für ihren ehrenamtlichen Einsatz als Klimaschutzpatin"),
            SentencePart(PartRole.TEXT, "vom 1. Dezember 2026 bis zum 30. November 2031"),
            SentencePart(PartRole.TEXT, "zum Wohle der Gemeinde und spricht ihr"),
            SentencePart(PartRole.FUNCTION, "Dank und Anerkennung aus."),
        ),
        paragraphs=(),
        issued_on="5. Dezember 2031",
    )
    return replace(sheet, **changes)


def neutral(sheet: CertificateSheet) -> CertificateSheet:
    """The appointment without a form of address, without end and without a resolution."""
    sentence = (
        SentencePart(PartRole.INTRO, "Die Stadt Auenbrück betraut"),
        SentencePart(PartRole.TEXT, "mit Wirkung vom 1. Dezember 2026 auf unbestimmte Zeit ehrenamtlich"),
        SentencePart(PartRole.FUNCTION, "mit der Klimaschutzpatenschaft"),
        SentencePart(PartRole.TEXT, "der Stadt Auenbrück."),
    )
    return replace(sheet, sentence=sentence, form_of_address="", paragraphs=(THANKS,))


def in_association(sheet: CertificateSheet) -> CertificateSheet:
    """The sheet of an association with long names."""
    long_parts = {
        "Die Stadt Auenbrück beruft": f"Die {ASSOCIATION} beruft",
        "Die Stadt Auenbrück dankt": f"Die {ASSOCIATION} dankt",
        "Die Stadt Auenbrück betraut": f"Die {ASSOCIATION} betraut",
        "der Stadt Auenbrück.": "des Ortsteils Klein Wiesenbrück-Lindenhorst.",
    }
    sentence = tuple(replace(part, text=long_parts.get(part.text, part.text)) for part in sheet.sentence)
    mayor = Signer("Der Samtgemeindebürgermeister", "Friedrich-Wilhelm Brandenburger")
    return replace(
        sheet,
        municipality=ASSOCIATION,
        sentence=sentence,
        paragraphs=tuple(text.replace("des Rates", "des Samtgemeinderates") for text in sheet.paragraphs),
        city="Hohenauen-Wiesenbrück",
        signers=(mayor, *sheet.signers[1:]),
    )


def names_of_the_standard(alphabet: Alphabet) -> st.SearchStrategy[str]:
    """Names made of every letter and sequence of DIN 91379, of two parts."""
    signs = st.sampled_from(sorted(alphabet.letters) + sorted(alphabet.sequences))
    word = st.lists(signs, min_size=1, max_size=9).map("".join)
    joint = st.sampled_from([" ", "-", "’", " von "])
    return st.builds(lambda one, by, two: f"{one}{by}{two}", word, joint, word)


OPTIONS = {"legal": LEGAL, "programme": PROGRAMME, "qr": QR}


def arms_picture(width: int, height: int) -> bytes:
    """An invented shield on white: a bridge over water, a leaf above."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    line = max(4, min(width, height) // 50)
    shoulder = height * 0.55
    draw.rectangle((0, 0, width - 1, shoulder), fill="#14532F")
    draw.pieslice((0, 2 * shoulder - height, width - 1, height - 1), 0, 180, fill="#1C5A9A")
    draw.rectangle((0, shoulder - height * 0.1, width - 1, shoulder), fill="white")
    side = min(width, height) * 0.12
    middle = (width / 2, height * 0.22)
    draw.ellipse((middle[0] - side, middle[1] - side, middle[0] + side, middle[1] + side), fill="#E0A91F")
    draw.line((0, 0, width - 1, 0, width - 1, shoulder), fill="black", width=line)
    draw.line((0, 0, 0, shoulder), fill="black", width=line)
    draw.arc((0, 2 * shoulder - height, width - 1, height - 1), 0, 180, fill="black", width=line)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def arms_kinds() -> dict[str, bytes | None]:
    """None, normal, 2.4 : 1 and 1 : 2.8."""
    return {
        "none": None,
        "normal": arms_picture(520, 640),
        "wide": arms_picture(960, 400),
        "tall": arms_picture(300, 840),
    }
