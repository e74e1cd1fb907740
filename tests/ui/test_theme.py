from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from klikks_desktop.ui.icons import IconSet
from klikks_desktop.ui.palettes import contrast_colours, make_palette
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button

TEXT_PAIRS = [
    *[("text", ground) for ground in ("surface", "window", "raised", "sunken", "primarySoft")],
    *[
        ("muted", ground)
        for ground in ("surface", "window", "raised", "sunken", "primarySoft", "neutralSoft")
    ],
    *[("link", ground) for ground in ("surface", "window")],
    *[("onPrimary", ground) for ground in ("primary", "primaryHover", "primaryPressed")],
    *[("sideText", ground) for ground in ("side", "sideSel")],
    *[("sideMuted", ground) for ground in ("side", "sideSel")],
    ("side", "sideMark"),
    *[(state, f"{state}Soft") for state in ("ok", "warn", "error", "info", "neutral")],
    *[(state, "surface") for state in ("ok", "warn", "error", "info", "neutral")],
]
SHAPE_PAIRS = [
    *[("outline", ground) for ground in ("surface", "window", "raised")],
    *[("focus", ground) for ground in ("surface", "window", "sunken", "primarySoft")],
    *[("focusSide", ground) for ground in ("side", "sideSel")],
    *[(chart, "surface") for chart in ("chart1", "chart2", "chart3Line")],
]


def luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_contrast_of_texts_and_shapes(theme: Theme, mode: str) -> None:
    theme.set_mode(mode)  # type: ignore[arg-type]  # parametrised
    low = [
        (ink, ground)
        for pairs, least in ((TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0))
        for ink, ground in pairs
        if contrast(theme.colour(ink), theme.colour(ground)) < least
    ]
    assert low == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_palette_of_qt_reads_well_too(theme: Theme, mode: str) -> None:
    theme.set_mode(mode)  # type: ignore[arg-type]  # parametrised
    palette = QApplication.palette()
    role = QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
    ):
        assert contrast(palette.color(ink), palette.color(ground)) >= 4.5, ink


def test_units_follow_the_font(theme: Theme) -> None:
    assert theme.font().pointSizeF() >= 10
    small = theme.u
    theme.set_scale(200)
    assert theme.u == pytest.approx(2 * small, abs=1)
    assert theme.font().pointSizeF() >= 20
    theme.set_scale(500)
    assert theme.scale == 200


def test_titles_are_serif_and_bold(theme: Theme) -> None:
    assert theme.font("page").families()[0] == "Noto Serif"
    assert theme.font("page").bold()
    assert not theme.font("body").bold()


def test_a_second_theme_does_not_grow_the_first_ones_font(
    qapp: QApplication, theme: Theme, resources: Path
) -> None:
    theme.set_scale(200)
    assert Theme(qapp, resources, "light").font().pointSizeF() == theme.font().pointSizeF() / 2


def test_switching_to_dark_repaints_at_once(theme: Theme) -> None:
    button = Button(theme, "Urkunde drucken", "primary")
    button.resize(button.sizeHint())
    place = (button.width() // 2, 3)
    before = button.grab().toImage().pixelColor(*place)
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.dark))
    theme.set_mode("dark")
    after = button.grab().toImage().pixelColor(*place)
    assert before == QColor("#0B6670")
    assert after == QColor("#54AFB6")
    assert heard[-1] is True
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor("#141B1C")


def test_contrast_themes_replace_every_token_that_carries_meaning(theme: Theme, resources: Path) -> None:
    system = make_palette({role: theme.colour(role) for role in theme_tokens(resources)})
    replaced = contrast_colours(system)
    left = {role for role in theme_tokens(resources) if role not in replaced}
    assert left == {f"seq{n}" for n in range(1, 6)} | {f"cat{n}" for n in range(1, 7)}
    for ink, ground in TEXT_PAIRS:
        if ink != "side":
            assert contrast(replaced[ink], replaced[ground]) >= 4.5, (ink, ground)


def theme_tokens(resources: Path) -> list[str]:
    tokens = json.loads((resources / "theme" / "tokens.json").read_text(encoding="utf-8"))
    return list(tokens["colour"]["light"])


def test_every_icon_draws_in_the_colour_asked_for(resources: Path) -> None:
    icons = IconSet(resources / "icons")
    colour = QColor("#FF00FF")
    names = [path.stem for path in (resources / "icons").glob("*.svg") if path.stem != "app"]
    assert "leaves-house" in names
    for name in names:
        image = icons.pixmap(name, colour, 48).toImage()
        assert any(image.pixelColor(x, y) == colour for x in range(48) for y in range(48)), name


def test_icons_are_sharp_on_dense_screens_and_pale_when_disabled(resources: Path) -> None:
    icons = IconSet(resources / "icons")
    assert icons.pixmap("lock", QColor("black"), 20, 2.0).width() == 40
    icon = icons.icon("lock", QColor("#000000"), QColor("#999999"), 20)
    assert icon.pixmap(20, icon.Mode.Disabled).toImage() != icon.pixmap(20, icon.Mode.Normal).toImage()
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, "lock", QRectF(0, 0, 40, 40), QColor("black"))
    painter.end()
    assert any(image.pixelColor(20, y).alpha() for y in range(40))
    with pytest.raises(FileNotFoundError):
        icons.pixmap("globe", QColor("black"), 20)


def test_the_program_icon_has_all_sizes(resources: Path) -> None:
    data = (resources / "icons" / "app.ico").read_bytes()
    assert data[4] == 7
    assert (resources / "icons" / "app.png").read_bytes().startswith(b"\x89PNG")
