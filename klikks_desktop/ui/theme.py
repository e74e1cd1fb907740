"""Colours, fonts and measures of the window, from ``resources/theme/tokens.json``.

A ``Theme`` is built once by whoever puts the window together and handed to every widget. Painted
widgets read it at paint time and connect to ``changed``; nothing else in the program names a
colour, a font size or a pixel.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from klikks_desktop.ui.icons import IconSet
from klikks_desktop.ui.palettes import contrast_colours, make_palette
from klikks_desktop.ui.style_sheet import style_sheet

Mode = Literal["auto", "light", "dark"]

SMALLEST_BASE_PT: Final = 10.0
SCALES: Final = (100, 125, 150, 175, 200)
BOLD_ROLES: Final = frozenset(
    {"section", "record", "dialog", "page", "page_slim", "figure", "strong", "head"}
)
SERIF_ROLES: Final = frozenset({"record", "dialog", "page", "page_slim", "figure"})
# Factors of the base that STYLE.md section 2 names but tokens.json does not.
EXTRA_FACTORS: Final = {"dialog": 1.4, "page_slim": 1.3, "strong": 1.0, "head": 1.0}


class Theme(QObject):
    """The look in force: ``colour``, ``font``, ``px``, icons; ``changed`` when any of them changed.

    resources: folder with ``theme/``, ``icons/`` and (when present) ``fonts/``.
    scale: size of the text in percent, 100 to 200.
    """

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, mode: Mode = "auto", scale: int = 100) -> None:
        super().__init__()
        self._app = app
        self._tokens = json.loads((resources / "theme" / "tokens.json").read_text(encoding="utf-8"))
        self.icons = IconSet(resources / "icons")
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._serif = _load_serif(resources / "fonts")
        self._mode: Mode = mode
        self._scale = scale
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        app.setStyle("Fusion")
        self._follow_mode()
        self._apply()
        self._hints.colorSchemeChanged.connect(self._apply)
        self._accessibility.contrastPreferenceChanged.connect(self._apply)

    @property
    def mode(self) -> Mode:
        """Light, dark, or as the system has it."""
        return self._mode

    @property
    def scale(self) -> int:
        """Size of the text in percent."""
        return self._scale

    def set_mode(self, mode: Mode) -> None:
        """Switch between light, dark and the system's choice, at once."""
        self._mode = mode
        self._follow_mode()
        self._apply()

    def set_scale(self, percent: int) -> None:
        """Set the size of the text, 100 to 200 percent of the system's."""
        self._scale = min(200, max(100, percent))
        self._apply()

    def set_base_font(self, font: QFont) -> None:
        """Follow another system font."""
        self._system_font = QFont(font)
        self._apply()

    def colour(self, role: str) -> QColor:
        """Colour of a token such as ``primary`` or ``okSoft``; ``KeyError`` for an unknown one."""
        return self._colours[role]

    def paper_colour(self, role: str) -> QColor:
        """Colour of a token on white paper: that of the light look, whatever is shown."""
        return QColor(self._tokens["colour"]["light"][role])

    def font(self, role: str = "body") -> QFont:
        """Font of a text role: caption, small, label, body, strong, section, record, dialog, page, figure."""
        return QFont(self._fonts[role])

    def px(self, units: float) -> int:
        """Pixels of so many ``u`` (the unit of all spaces, heights and widths)."""
        return round(units * self.u)

    def height(self, name: str) -> int:
        """Pixels of a named height of tokens.json: control, big, row, row_two_lines, nav, pill."""
        return self.px(self._tokens["height_u"][name])

    def width(self, name: str) -> int:
        """Pixels of a named width of tokens.json: sidebar, sidebar_slim, detail, dialog, assistant."""
        return self.px(self._tokens["width_u"][name])

    def radius(self, name: str) -> float:
        """Pixels of a named corner radius of tokens.json: control, card, dialog."""
        return float(self._tokens["radius_u"][name] * self.u)

    def breakpoint(self, name: str) -> int:
        """Pixels of window width below which ``two_panes`` or ``sidebar_text`` no longer fit."""
        return self.px(self._tokens["breakpoint_u"][name])

    def icon(self, name: str, role: str = "text", units: float = 5) -> QIcon:
        """An icon for Qt's own widgets and menus, with its pale form for Disabled."""
        return self.icons.icon(name, self.colour(role), self.colour("muted"), self.px(units))

    def _follow_mode(self) -> None:
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "auto": Qt.ColorScheme.Unknown}
        self._hints.setColorScheme(schemes[self._mode])

    def _apply(self) -> None:
        self.high_contrast = self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        self.dark = self._mode == "dark" or (
            self._mode == "auto" and self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self._measure()
        tokens = self._tokens["colour"]["dark" if self.dark else "light"]
        self._colours = {role: QColor(value) for role, value in tokens.items()}
        if self.high_contrast:
            self._app.setPalette(QPalette())
            self._colours.update(contrast_colours(self._app.palette()))
        else:
            self._app.setPalette(make_palette(self._colours))
        self.icons.clear()
        self._app.setFont(self._fonts["body"])
        self._app.setStyleSheet("" if self.high_contrast else style_sheet(self))
        self.changed.emit()

    def _measure(self) -> None:
        base = QFont(self._system_font)
        points = max(SMALLEST_BASE_PT, base.pointSizeF()) * self._scale / 100
        base.setPointSizeF(points)
        self.u = max(3, round(QFontInfo(base).pixelSize() * 0.3))
        factors = {k: v for k, v in self._tokens["type"].items() if k != "serif"} | EXTRA_FACTORS
        self._fonts = {role: self._make_font(base, role, points * factor) for role, factor in factors.items()}

    def _make_font(self, base: QFont, role: str, points: float) -> QFont:
        font = QFont(base)
        if role in SERIF_ROLES:
            font.setFamilies([self._serif, *base.families()])
        font.setPointSizeF(points)
        font.setBold(role in BOLD_ROLES)
        return font


def _load_serif(folder: Path) -> str:
    """Family of the face of the certificate: the shipped one, else the system's."""
    family = "Noto Serif"
    for path in sorted(folder.glob("NotoSerif-*.ttf")):
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        family = families[0] if families else family
    return family
