"""The foot: date, signatures, seal; below them legal note, programme, number and QR code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from klikks_desktop.documents.canvas import Step, figure_attributes
from klikks_desktop.documents.certificate.code import code_modules
from klikks_desktop.documents.certificate.fitting import break_lines
from klikks_desktop.documents.certificate.marks import Block, Box, Line, Shape
from klikks_desktop.documents.certificate.ornament import rule, seal
from klikks_desktop.documents.certificate.style import Style
from klikks_desktop.documents.colour import BLACK
from klikks_desktop.documents.wrapping import glue
from klikks_desktop.domain.certificate_sheet import CertificateSheet, Signer
from klikks_desktop.domain.errors import UserError

_LAST_BASELINE = 276.0
_FOOT_SIZE, _FOOT_LEADING, _MOST_FOOT_LINES = 8, 4.0, 4
_DATE_SIZES = (12, 11, 10, 9)
_SIGNER_SIZES = (11, 10, 9, 8.5, 8)
_OFFICE, _SIGNATURE, _SIGNER_NAME = 9.0, 28.5, 33.5
_PREFIX_LEADING = 4.5  # between "In Vertretung" and the office
_SEAL_LABEL_SIZE, _SEAL_LABEL = 7, 21.5
_CODE_SIZE, _QUIET_MODULES = 22.0, 4


def date_baseline(sheet: CertificateSheet, style: Style) -> float:
    """D: the baseline of the date, above which the sentence ends."""
    up = 0.0
    if sheet.qr and not style.centred:
        up = 4.5
    elif sheet.qr or sheet.legal or sheet.programme:
        up = 3.0
    if len(sheet.signers) > 1 and style.centred:
        up += 3.0
    return style.date_y - up


def foot_blocks(sheet: CertificateSheet, style: Style) -> tuple[Block, ...]:
    """The structure elements of the foot, in reading order."""
    group = _signing(
        style, sheet.signers, f"{sheet.city}, den {sheet.issued_on}", date_baseline(sheet, style)
    )
    return (*group.blocks, *_foot_lines(sheet, style), *_code(sheet, style))


def hand_spaces(sheet: CertificateSheet, style: Style) -> tuple[Box, ...]:
    """Rooms above the signature lines that stay free for the hand."""
    date = f"{sheet.city}, den {sheet.issued_on}"
    return _signing(style, sheet.signers, date, date_baseline(sheet, style)).hand_spaces


@lru_cache(maxsize=64)
def _signing(style: Style, signers: tuple[Signer, ...], date: str, date_y: float) -> _Signing:
    return _Signing(style, signers, date, date_y)


class _Signing:
    """Date, signatures and seal; ``blocks`` in reading order."""

    def __init__(self, style: Style, signers: tuple[Signer, ...], date: str, date_y: float) -> None:
        self._style, self._signers, self.date_y = style, signers, date_y
        two = len(signers) > 1
        if len(signers) > 2:
            raise UserError("K-421", {"part": "Die Liste der Unterschriften"})
        self._columns: tuple[float, ...]
        if style.centred:
            self._columns, self._column = ((52.5, 157.5), 57.0) if two else ((137.0,), 70.0)
            seal_x, seal_down = (105.0, 22.5) if two else (55.5, 17.0)
            self._date_axis, self._date_measure = (105.0, 150.0) if two else (137.0, 95.0)
        else:
            self._columns, self._column = ((46.667, 102.167), 51.5) if two else ((46.667,), 80.0)
            seal_x, seal_down = (174.167 if two else 169.167), 16.5
            self._date_axis, self._date_measure = style.axis, 100.0
        self._seal = seal_x, date_y + seal_down
        self.blocks = (
            self._date(date),
            *self._signatures(),
            Block("", (seal(*self._seal),)),
            self._seal_label(),
        )
        top, bottom = self._office_y() + 1.5, date_y + _SIGNATURE - 0.3
        self.hand_spaces = tuple(
            Box(f"hand {index}", left, top, left + self._column, bottom)
            for index, left in enumerate(self._lefts())
        )

    def _start(self, axis: float, width: float) -> float:
        return axis - width / 2 if self._style.centred else axis

    def _lefts(self) -> list[float]:
        return [self._start(axis, self._column) for axis in self._columns]

    def _date(self, date: str) -> Block:
        run = self._style.text.shape(glue(date))
        for size in _DATE_SIZES:
            width = run.width(size)
            if width <= self._date_measure:
                x = self._start(self._date_axis, width)
                return Block("P", (Line("date", run, x, self.date_y, size),))
        raise UserError("K-421", {"part": "Der Ort vor dem Datum"})

    def _has_prefix(self) -> bool:
        return any("\n" in signer.office for signer in self._signers)

    def _office_y(self) -> float:
        return self.date_y + _OFFICE + (_PREFIX_LEADING - 1.5 if self._has_prefix() else 0)

    def _signatures(self) -> Iterator[Block]:
        size = self._signer_size()
        for index, (signer, axis, left) in enumerate(
            zip(self._signers, self._columns, self._lefts(), strict=False)
        ):
            office = []
            lines = signer.office.split("\n")[:2]
            for number, text in enumerate(lines):
                y = self._office_y() - (len(lines) - 1 - number) * _PREFIX_LEADING
                office.append(self._signer_line(f"office {index}.{number}", text, axis, y, size))
            yield Block("P", tuple(office))
            y = self.date_y + _SIGNATURE
            yield Block("", (rule(f"signature {index}", left, y, left + self._column),))
            y = self.date_y + _SIGNER_NAME
            yield Block("P", (self._signer_line(f"signer {index}", signer.name, axis, y, size),))

    def _signer_size(self) -> float:
        """One size for all: the first in which the longest line fits its column."""
        texts = [text for s in self._signers for text in (*s.office.split("\n"), s.name)]
        for size in _SIGNER_SIZES:
            if all(self._style.text.shape(text).width(size) <= self._column for text in texts):
                return size
        raise UserError("K-421", {"part": "Amtsbezeichnung oder Name unter der Unterschrift"})

    def _signer_line(self, name: str, text: str, axis: float, y: float, size: float) -> Line:
        run = self._style.text.shape(text)
        return Line(name, run, self._start(axis, run.width(size)), y, size, joins="office" in name)

    def _seal_label(self) -> Block:
        run = self._style.foot.shape("Dienstsiegel")
        x, y = self._seal
        left = x - run.width(_SEAL_LABEL_SIZE) / 2
        return Block("P", (Line("seal label", run, left, y + _SEAL_LABEL, _SEAL_LABEL_SIZE),))


def _foot_lines(sheet: CertificateSheet, style: Style) -> list[Block]:
    number = f"Urkunde Nr. {sheet.number}" + (f" · {sheet.mark}" if sheet.mark else "")
    measure = style.foot_measure_beside_code if sheet.qr else style.foot_measure
    broken = []
    for text in (sheet.legal, sheet.programme, number):
        lines = break_lines(style.foot, glue(text), _FOOT_SIZE, measure) if text else ()
        if lines is None:
            raise UserError("K-421", {"part": "Eine Zeile am Fuß der Urkunde"})
        broken.append(lines)
    total = sum(map(len, broken))
    if total > _MOST_FOOT_LINES:
        raise UserError("K-421", {"part": "Der Hinweis am Fuß der Urkunde"})
    y = _LAST_BASELINE - (total - 1) * _FOOT_LEADING
    blocks = []
    for index, lines in enumerate(filter(None, broken)):
        marks = []
        for number_in_block, text in enumerate(lines):
            run = style.foot.shape(text)
            x = style.start(run.width(_FOOT_SIZE))
            joins = number_in_block + 1 < len(lines)
            marks.append(Line(f"foot {index}.{number_in_block}", run, x, y, _FOOT_SIZE, joins=joins))
            y += _FOOT_LEADING
        blocks.append(Block("P", tuple(marks)))
    return blocks


def _code(sheet: CertificateSheet, style: Style) -> Iterator[Block]:
    if not sheet.qr:
        return
    rows = code_modules(sheet.qr)
    module = _CODE_SIZE / (len(rows) + 2 * _QUIET_MODULES)
    quiet = _QUIET_MODULES * module
    # The dark modules meet the right edge and the last baseline; the quiet zone lies outside.
    right, bottom = style.code_right + quiet, _LAST_BASELINE + quiet
    box = Box("code", right - _CODE_SIZE, bottom - _CODE_SIZE, right, bottom)
    left, top = box.left + quiet, box.top + quiet
    steps: list[Step] = []
    for row, cells in enumerate(rows):
        for start, end in _dark_stretches(cells):
            x0, x1 = left + start * module, left + end * module
            y0, y1 = top + row * module, top + (row + 1) * module
            steps += [("M", x0, y0), ("L", x1, y0), ("L", x1, y1), ("L", x0, y1), ("Z",)]
    place = figure_attributes(
        f"QR-Code zur Prüfung der Urkunde {sheet.number}", box.left, box.top, _CODE_SIZE, _CODE_SIZE
    )
    yield Block("Figure", (Shape(tuple(steps), box, fill=BLACK),), place)


def _dark_stretches(cells: list[bool]) -> Iterator[tuple[int, int]]:
    """(start, end) of each run of dark cells."""
    start = None
    for index, dark in enumerate([*cells, False]):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            yield start, index
            start = None
