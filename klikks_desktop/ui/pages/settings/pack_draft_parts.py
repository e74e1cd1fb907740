"""The form of a programme pack's draft: fields, logo, tables of texts and factor files, dates to tick."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Column, Row
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.logo_picture import LogoPicture
from klikks_desktop.ui.widgets.table import RecordTable

DATE_WIDTH = 51
_MOST_ROWS = 5


class DraftForm:
    """Widgets only; the section fills them and does what their buttons say."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.logo = LogoPicture(theme, _tr("Logo des Programms"))
        self.choose_logo = Button(theme, _tr("Logo wählen …"), icon="folder")
        self.drop_logo = Button(theme, _tr("Logo entfernen"), "quiet", "delete")
        self.texts = RecordTable(theme, [Column("title", _tr("Text"))], _tr("Texte im Paket"), two_lines=True)
        self.add_text = Button(theme, _tr("Text hinzufügen …"), icon="add")
        self.change_text = Button(theme, _tr("Ändern …"), "quiet")
        self.drop_text = Button(theme, _tr("Aus dem Paket nehmen"), "quiet", "delete")
        columns = [Column("title", _tr("Datei")), Column("edition", _tr("Ausgabe"))]
        self.files = RecordTable(theme, columns, _tr("Faktoren-Dateien im Paket"))
        self.add_file = Button(theme, _tr("Datei beilegen …"), icon="add")
        self.drop_file = Button(theme, _tr("Aus dem Paket nehmen"), "quiet", "delete")
        self.dates = CheckList(theme, _tr("Nachrichten und Termine im Paket"))
        self._no_dates = Label(
            theme,
            _tr(
                "Noch keine. Nachrichten schreiben Sie unter „Rücksendung“, Zeiträume unter „Rückmeldestand“."
            ),
            "body",
            "muted",
            wrap=True,
        )
        self.form = FormView(theme, self._sections())

    def offer_sets(self, sets: Sequence[tuple[str, str]]) -> None:
        """Factor sets that the pack may recommend."""
        choice = self.form.field("factor_set").input
        if isinstance(choice, ChoiceField):
            choice.set_choices(sets)

    def show_texts(self, rows: Sequence[Row]) -> None:
        """Texts of the pack."""
        count = count_words(len(rows), _tr("Text"), _tr("Texte"))
        self._fill(self.texts, rows, count, self._theme.height("row_two_lines"))

    def show_files(self, rows: Sequence[Row]) -> None:
        """Factor files of the pack."""
        count = count_words(len(rows), _tr("Datei"), _tr("Dateien"))
        self._fill(self.files, rows, count, self._theme.height("row"))

    def show_dates(self, lines: Sequence[CheckLine], ticked: Sequence[Hashable]) -> None:
        """News and periods, those of the pack ticked."""
        self.dates.set_lines(lines, ticked)
        self.dates.setVisible(bool(lines))
        self.dates.setMinimumHeight(self._theme.px(7.5) * min(len(lines), _MOST_ROWS) + 2)
        self._no_dates.setVisible(not lines)

    def _fill(self, table: RecordTable, rows: Sequence[Row], count: str, height: int) -> None:
        """As high as its rows with head and foot, nothing where there are none."""
        table.set_rows(rows, count)
        table.setVisible(bool(rows))
        table.setFixedHeight(height * min(len(rows), _MOST_ROWS) + round(2.4 * self._theme.height("row")))

    def _sections(self) -> list[FormSection]:
        return [
            FormSection(
                _tr("Programm"),
                "document",
                [
                    FieldSpec("title", _tr("Name des Programms"), help=_tr("So heißt das Paket.")),
                    FieldSpec(
                        "programme",
                        _tr("Programmzeile"),
                        help=_tr("Steht am Fuß der Urkunden und in Briefen."),
                        optional=True,
                    ),
                    FieldSpec(
                        "agency",
                        _tr("Stelle, an die Daten gehen"),
                        help=_tr("Steht in der Einwilligung und in der Datenschutz-Information."),
                        optional=True,
                    ),
                    FieldSpec(
                        "signup_deadline",
                        _tr("Anmeldung zum Programm bis"),
                        "date",
                        width=DATE_WIDTH,
                        optional=True,
                    ),
                ],
                _tr("Was Sie leer lassen, bleibt in den Kommunen, wie es ist."),
            ),
            FormSection(
                _tr("Logo"),
                "shield",
                [],
                _tr("Steht im Kopf der Berichte, nie auf Urkunden."),
                [self._above(self.logo, self.choose_logo, self.drop_logo)],
            ),
            FormSection(
                _tr("Wortlaute"),
                "certificate",
                [],
                _tr("Eigene Wortlaute einer Kommune gehen vor."),
                [self._above(self.texts, self.add_text, self.change_text, self.drop_text)],
            ),
            FormSection(
                _tr("Faktoren und Förderprogramme"),
                "emission",
                [FieldSpec("factor_set", _tr("Empfohlener Faktorensatz"), "choice")],
                _tr("Faktorensätze, Richtwerte, Preise und Förderprogramme als Faktoren-Dateien."),
                [self._above(self.files, self.add_file, self.drop_file)],
            ),
            FormSection(_tr("Nachrichten und Termine"), "calendar", [], "", [self.dates, self._no_dates]),
        ]

    def _above(self, widget: QWidget, *buttons: Button) -> QWidget:
        """A widget with its buttons below."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        column.addWidget(widget)
        row = FlowLayout(self._theme)
        for button in buttons:
            row.addWidget(button)
        column.addLayout(row)
        return holder


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackDraftSection", text)
