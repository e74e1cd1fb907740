"""A dialog whose short fields stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.form_field import FieldSpec


class PairedDialog(FormDialog):
    """pairs: names of two fields each that share a row."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        subtitle: str,
        *,
        sentence: str,
        specs: Sequence[FieldSpec],
        pairs: Sequence[tuple[str, str]],
        verb: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, title, subtitle, sentence=sentence, specs=specs, verb=verb, icon=icon, parent=parent
        )
        self._rows = [self._side_by_side(*pair) for pair in pairs]
        theme.changed.connect(self._space)
        self._space()

    def _side_by_side(self, left: str, right: str) -> QHBoxLayout:
        row = QHBoxLayout()
        self.body.insertLayout(self.body.indexOf(self.fields[left]), row)
        for name in (left, right):
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _space(self) -> None:
        for row in self._rows:
            row.setSpacing(self.theme.px(3))
