"""Über: version, licence, sources."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from klikks_desktop.services.about import AboutPart, about
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.page import ScrollPage


class AboutSection(Section):
    """Every source with its attribution, to read and to copy."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        area = ScrollPage(host.theme)
        card = Card(host.theme, 5)
        for part in about(host.workspace.shipped):
            card.body.addLayout(self._part(part))
        area.body.addWidget(card)
        area.body.addStretch(1)
        self.column.addWidget(area)

    def _part(self, part: AboutPart) -> QHBoxLayout:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(3))
        row.addWidget(IconLabel(theme, part.icon), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(0.5))
        words.addWidget(Label(theme, part.title, "strong", wrap=True))
        text = Label(theme, part.text, "body", "muted", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(text)
        row.addLayout(words, 1)
        return row
