"""Light or dark, size of the text; kept for this person, not in the workspace."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.theme import SCALES, Mode
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField


class LookSection(Section):
    """Works at once, and is remembered at once (``app``)."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        modes = [("light", self.tr("hell")), ("dark", self.tr("dunkel")), ("auto", self.tr("wie das System"))]
        self.mode = FormField(theme, FieldSpec("mode", self.tr("Darstellung"), "segments", choices=modes))
        sizes = [(str(scale), self.tr("{percent} %").format(percent=scale)) for scale in SCALES]
        self.scale = FormField(
            theme,
            FieldSpec(
                "scale",
                self.tr("Schriftgröße"),
                "choice",
                choices=sizes,
                width=51,
                help=self.tr("Gilt zusätzlich zur Einstellung Ihres Systems, nur für Sie an diesem Rechner."),
            ),
        )
        self.mode.set_value(theme.mode)
        self.scale.set_value(str(theme.scale))
        self.mode.left.connect(self._apply_mode)
        self.scale.left.connect(self._apply_scale)
        card = Card(theme, 5)
        card.body.addWidget(self.mode)
        card.body.addWidget(self.scale)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)

    def _apply_mode(self) -> None:
        self.theme.set_mode(cast(Mode, self.mode.input.value()))

    def _apply_scale(self) -> None:
        self.theme.set_scale(int(self.scale.input.value()))
