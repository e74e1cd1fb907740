"""1,000 certificates in one file and in 1,000 files, beside the same pages drawn the naive way.

Naive: an untagged page on a plain reportlab canvas, Debian's full Noto fonts, the arms as a PNG path
at each page. The places of all lines are given to it: it fits no name and breaks no line. "gekernt" is
the same with reportlab's own shaping, which alone gives the same look (kerning, marks on their letters).
All run in turns in this process.

Run it by hand: ``python tests/benchmarks/bench_certificates.py [number] [rounds]``.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen.canvas import Canvas
from samples import appointment, arms_picture

from klikks_desktop.documents.arms import ArmsPicture, read_arms
from klikks_desktop.documents.canvas import PAGE_HEIGHT, POINTS_PER_MM
from klikks_desktop.documents.certificate.marks import Layout, Line, PlacedPicture, Shape
from klikks_desktop.documents.certificate.press import CertificatePress
from klikks_desktop.domain.certificate_sheet import CertificateSheet

RESOURCES = Path(__file__).parents[2] / "resources"
NOTO = Path("/usr/share/fonts/truetype/noto")
CREATED = datetime(2026, 11, 22, 10, tzinfo=UTC)
NAMES = (
    "Ğüneş Šťastný",
    "Nguyễn Thị Ánh",
    "Żaneta Wójcik-Łęk",
    "İbrahim Yıldız",
    "Ida von der Ott",
    "Kim Neu",
)


def sheets(number: int) -> list[CertificateSheet]:
    """Certificates of different people with numbers of their own."""
    base = appointment()
    return [
        replace(
            base,
            name=f"{NAMES[at % len(NAMES)]}-{at:03}"[:-4] + "abcdefghij"[at % 10],
            number=f"KSP-03999888-2026-{at:03}",
        )
        for at in range(number)
    ]


def draw_naively(canvas: Canvas, layout: Layout, arms: Path, *, kerned: bool) -> None:
    """The page with ordinary canvas calls."""
    for block in layout.blocks:
        for mark in block.marks:
            if isinstance(mark, Line):
                canvas.setFont(mark.run.face.name, mark.size)
                y = (PAGE_HEIGHT - mark.y) * POINTS_PER_MM
                space = mark.tracking * POINTS_PER_MM
                if kerned:
                    text = shapeStr(mark.run.text, mark.run.face.name, mark.size)
                    canvas.drawString(mark.x * POINTS_PER_MM, y, text, charSpace=space)
                else:
                    middle = (mark.x + mark.run.width(mark.size, mark.tracking) / 2) * POINTS_PER_MM
                    canvas.drawCentredString(middle, y, mark.run.text, charSpace=space)
            elif isinstance(mark, PlacedPicture):
                box = mark.box
                size = ((box.right - box.left) * POINTS_PER_MM, (box.bottom - box.top) * POINTS_PER_MM)
                canvas.drawImage(
                    arms, box.left * POINTS_PER_MM, (PAGE_HEIGHT - box.bottom) * POINTS_PER_MM, *size
                )
            else:
                draw_shape(canvas, mark)
    canvas.showPage()


def draw_shape(canvas: Canvas, shape: Shape) -> None:
    """A path with ordinary canvas calls."""
    path = canvas.beginPath()
    for operator, *numbers in shape.steps:
        points = [
            (value if at % 2 == 0 else PAGE_HEIGHT - value) * POINTS_PER_MM
            for at, value in enumerate(map(float, numbers))
        ]
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[str(operator)](*points)
    if shape.fill:
        canvas.setFillColorRGB(*(channel / 255 for channel in shape.fill))
    if shape.stroke:
        canvas.setStrokeColorRGB(*(channel / 255 for channel in shape.stroke))
        canvas.setLineWidth(shape.line_width)
    if shape.dots:
        canvas.setLineCap(1)
        canvas.setDash([0, shape.dots * POINTS_PER_MM])
    canvas.drawPath(path, stroke=bool(shape.stroke), fill=bool(shape.fill))
    canvas.setDash()
    canvas.setFillColorRGB(0, 0, 0)


class Contest:
    """Both ways to the same pages."""

    def __init__(self, number: int, folder: Path) -> None:
        self._folder = folder
        self._press = CertificatePress(RESOURCES)
        self._arms: ArmsPicture = read_arms(arms_picture(480, 560))
        self._sheets = sheets(number)
        self._layouts = [self._press.lay_out(sheet, self._arms.png) for sheet in self._sheets]
        self._picture = folder / "arms.png"
        self._picture.write_bytes(self._arms.png)
        for file in NOTO.glob("NotoS*-*.ttf"):
            if file.stem in {"NotoSerif-Regular", "NotoSerifDisplay-Regular", "NotoSans-Regular"}:
                pdfmetrics.registerFont(TTFont(file.stem, str(file)))

    def naive_one_file(self, *, kerned: bool = False) -> int:
        """Bytes of one file with all pages."""
        target = self._folder / "naive.pdf"
        canvas = Canvas(str(target), pageCompression=1, initialFontName="NotoSerif-Regular")
        for layout in self._layouts:
            draw_naively(canvas, layout, self._picture, kerned=kerned)
        canvas.save()
        return target.stat().st_size

    def naive_files(self, *, kerned: bool = False) -> int:
        """Bytes of one of the files."""
        for at, layout in enumerate(self._layouts):
            target = self._folder / f"naive-{at}.pdf"
            canvas = Canvas(str(target), pageCompression=1, initialFontName="NotoSerif-Regular")
            draw_naively(canvas, layout, self._picture, kerned=kerned)
            canvas.save()
        return target.stat().st_size

    def _fresh_press(self) -> CertificatePress:
        # Nothing is remembered from the round before.
        return CertificatePress(RESOURCES)

    def our_one_file(self) -> int:
        """Bytes of one file with all pages."""
        target = self._folder / "ours.pdf"
        pairs = [(sheet, self._arms.png) for sheet in self._sheets]
        target.write_bytes(self._fresh_press().render_many(pairs, created=CREATED))
        return target.stat().st_size

    def our_files(self) -> int:
        """Bytes of one of the files."""
        press = self._fresh_press()
        for at, sheet in enumerate(self._sheets):
            target = self._folder / f"ours-{at}.pdf"
            target.write_bytes(press.render(sheet, self._arms.png, created=CREATED))
        return target.stat().st_size


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """(seconds, result)"""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main(number: int = 1000, rounds: int = 3) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        contest = Contest(number, Path(name))
        contests = (
            (f"{number} Seiten, 1 Datei", contest.naive_one_file, contest.our_one_file),
            (f"{number} Dateien", contest.naive_files, contest.our_files),
        )
        head = ("hier s", "naiv s", "Anteil", "gekernt s", "Anteil", "hier B", "naiv B")
        print(f"{'':22}" + "".join(f"{title:>11}" for title in head))
        for label, naive, ours in contests:
            runs = [(timed(ours), timed(naive), timed(partial(naive, kerned=True))) for _ in range(rounds)]
            ours_s, naive_s, kerned_s = (statistics.median(run[way][0] for run in runs) for way in range(3))
            figures = (
                f"{ours_s:.2f}",
                f"{naive_s:.2f}",
                f"{ours_s / naive_s:.2f}",
                f"{kerned_s:.2f}",
                f"{ours_s / kerned_s:.2f}",
                f"{runs[0][0][1]:,}",
                f"{runs[0][1][1]:,}",
            )
            print(f"{label:22}" + "".join(f"{figure:>11}" for figure in figures))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
