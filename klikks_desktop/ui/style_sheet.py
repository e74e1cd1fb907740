"""The one style sheet: what Fusion draws and we do not (inputs, lists, scroll bars, tool tips)."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from klikks_desktop.ui.theme import Theme

_SHEET: Final = Template("""
QLineEdit, QPlainTextEdit { background: $surface; color: $text; placeholder-text-color: $muted;
  border: 1px solid $outline; border-radius: ${radius}px; padding: 0 ${pad}px;
  selection-background-color: $primary; selection-color: $onPrimary; }
QPlainTextEdit { padding: ${tight}px ${text_pad}px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 2px solid $error; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $raised; border-color: $border; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $raised; color: $muted; border-color: $border; }
QLineEdit[sheet="true"] { border: 0; border-radius: 0; padding: 0; }
QComboBox QAbstractItemView, QCompleter { background: $surface; color: $text; border: 1px solid $outline;
  outline: 0; padding: ${tight}px; selection-background-color: $primarySoft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${control}px; padding: 0 ${tight}px; }
QMenu { background: $surface; color: $text; border: 1px solid $outline; padding: ${tight}px; }
QMenu::item { padding: ${tight}px ${page}px ${tight}px ${pad}px; }
QMenu::item:selected { background: $primarySoft; }
QMenu::item:disabled { color: $muted; }
QTableCornerButton::section { background: $raised; border: 0; border-right: 1px solid $border;
  border-bottom: 1px solid $border; }
QHeaderView { background: transparent; border: 0; }
QFileDialog QTableCornerButton::section { background: $raised; border: 0; border-right: 1px solid $border;
  border-bottom: 1px solid $border; }
QHeaderView { background: $raised; }
QFileDialog QHeaderView::section { background: $raised; color: $text; border: 0; padding: ${tight}px; }
QAbstractScrollArea[plain="true"] { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QListWidget { background: transparent; border: 0; outline: 0; }
QListWidget::item { color: $text; padding: ${tight}px ${pad}px; border-radius: ${radius}px; }
QListWidget::item:selected { background: $primarySoft; color: $text; border-left: 3px solid $primary;
  padding-left: ${pad_beside_mark}px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: 0; padding: ${tight}px; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $primarySoft; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $outline; border-radius: ${bar_radius}px; margin: 1px; }
QScrollBar::handle:vertical { min-height: ${control}px; }
QScrollBar::handle:horizontal { min-width: ${control}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: ${tight}px; }
QSplitter::handle { background: transparent; }
""")

_COLOURS: Final = (
    *("surface", "raised", "border", "outline", "text", "muted"),
    *("primary", "onPrimary", "primarySoft", "error"),
)


def style_sheet(theme: Theme) -> str:
    """The sheet for the theme in force; the system's contrast themes get none at all."""
    bar = max(9, theme.px(2.25))
    return _SHEET.substitute(
        {role: theme.colour(role).name() for role in _COLOURS},
        radius=round(theme.radius("control")),
        pad=theme.px(2.25),
        pad_beside_mark=theme.px(2.25) - 3,
        text_pad=theme.px(1.25),
        tight=theme.px(1),
        page=theme.px(6),
        control=theme.height("control"),
        bar=bar,
        bar_radius=(bar - 2) // 2,
    )
