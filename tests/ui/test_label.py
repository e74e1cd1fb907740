"""Text in the window, whatever stands in it: what others report may be one word without an end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import LINE_CHARACTERS, Label


@pytest.mark.parametrize("word", ["ä", "💥", "-", "\u00a0"])
def test_a_word_without_an_end_is_broken_and_leaves_the_page_as_wide_as_it_was(
    qtbot: QtBot, theme: Theme, word: str
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    label = Label(theme, word * 10_000, wrap=True)
    column.addWidget(label)
    page.resize(800, 600)
    page.show()
    assert page.minimumSizeHint().width() < 3 * label.fontMetrics().horizontalAdvance(word * LINE_CHARACTERS)
    assert label.text().replace("\u200b", "") == word * 10_000


def test_words_as_people_write_them_stay_as_they_are(theme: Theme) -> None:
    text = "Donaudampfschifffahrt, https://kommune.example.org/klima/projekte?seite=1\nZweite Zeile"
    label = Label(theme, text, wrap=True)
    assert label.text() == text
    label.deleteLater()


def test_a_label_wider_than_any_screen_is_drawn(qtbot: QtBot, theme: Theme) -> None:
    """Qt keeps margins in 16 bits."""
    label = Label(theme, "kurz", wrap=True)
    qtbot.addWidget(label)
    label.show()
    label.resize(90_000, 20)
    assert label.contentsMargins().right() > 0
