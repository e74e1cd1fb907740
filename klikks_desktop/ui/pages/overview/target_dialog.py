"""Setting the target path (Zielpfad): years, and the tonnes to be avoided by then."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.domain.target_path import read_target
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.savings.target_path import save_target_points, target_points
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import LineField
from klikks_desktop.ui.widgets.label import Label

FEWEST_ROWS: Final = 5
COLUMNS: Final = ("year", "tonnes")


class TargetDialog(Dialog):
    """A few rows of year and tonnes; saved as a whole. ``is_changed`` once that is done."""

    def __init__(self, host: Host, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, self.tr("Zielpfad"), place.designation, icon="potential", parent=parent)
        self._host, self._place = host, place
        self.is_changed = False
        self.rows: list[tuple[LineField, LineField]] = []
        theme = host.theme
        words = self.tr(
            "Wie viele Tonnen CO₂e im Jahr sollen bis wann vermieden sein? Zwei oder drei Jahre genügen; "
            "dazwischen verläuft der Pfad gerade."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        self.problem = InfoBar(theme, "error", "")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(3))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.addWidget(Label(theme, self.tr("Jahr"), "label", "muted"), 0, 0)
        self._grid.addWidget(Label(theme, self.tr("t CO₂e im Jahr"), "label", "muted"), 0, 1)
        self.body.addLayout(self._grid)
        self.add = Button(theme, self.tr("Weiteres Jahr"), "quiet", "add")
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        self.body.addLayout(below)
        cancel = self.add_action(Button(theme, self.tr("Abbrechen")))
        self.save = self.add_action(Button(theme, self.tr("Zielpfad sichern"), "primary", "check"))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.add.clicked.connect(self._add_row)
        self._fill()

    def texts(self) -> list[tuple[str, str]]:
        """What is typed, row by row."""
        return [(year.value(), tonnes.value()) for year, tonnes in self.rows]

    def _fill(self) -> None:
        self._seen = known = target_points(self._host.workspace, self._place.id)
        for _ in range(max(FEWEST_ROWS, len(known) + 1)):
            self._add_row()
        for (year, tonnes), point in zip(self.rows, known, strict=False):
            year.set_value(str(point.year))
            tonnes.set_value(format_number(point.tonnes))
        self.rows[0][0].setFocus()

    def _add_row(self) -> None:
        place = len(self.rows) + 1
        names = (self.tr("Jahr, Zeile {n}"), self.tr("Tonnen, Zeile {n}"))
        year, tonnes = (LineField(self.theme, name.format(n=place)) for name in names)
        for column, field in enumerate((year, tonnes)):
            self._grid.addWidget(field, place, column)
        self.rows.append((year, tonnes))
        if self.isVisible():
            year.setFocus()
            self._fit_height()

    def _save(self) -> None:
        """Show what is wrong at its field, or store and close."""
        _, problems = read_target(self.texts())
        wrong = {problem.field for problem in problems}
        fields = {
            f"{row}:{name}": field
            for row, pair in enumerate(self.rows)
            for name, field in zip(COLUMNS, pair, strict=True)
        }
        for key, field in fields.items():
            field.set_problem(key in wrong)
        self.problem.setVisible(bool(problems))
        if problems:
            self.problem.set_text(" ".join(dict.fromkeys(problem.message for problem in problems)))
            fields[problems[0].field].setFocus()
            self._fit_height()
            return
        workspace, place = self._host.workspace, self._place
        saved = self._host.attempt(lambda: save_target_points(workspace, place.id, self.texts(), self._seen))
        if saved is not None:
            self.is_changed = True
            self.accept()
