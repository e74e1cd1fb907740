"""What the empty Rückmeldestand says: period, partners, first file, one after the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState


class StatusEmpty(QWidget):
    """Leads to a period first, then to the partners."""

    period_wanted = Signal()
    partners_wanted = Signal()
    inbox_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = Button(theme, self.tr("Berichtszeitraum anlegen"), "big", "calendar")
        self.partners = Button(theme, self.tr("Partnerkommunen eintragen"), "big", "townhall")
        self.inbox = Button(theme, self.tr("Zum Posteingang"), "big-secondary", "import")
        steps = [
            (
                self.tr("Zeitraum und Frist"),
                self.tr("Ab wann Dateien zählen und bis wann sie kommen sollen."),
            ),
            (self.tr("Partnerkommunen"), self.tr("Aus dem amtlichen Verzeichnis oder aus Ihrer Liste.")),
            (self.tr("Erste Datei"), self.tr("Im Posteingang ablegen; der Stand füllt sich von selbst.")),
        ]
        without_period = EmptyState(
            theme,
            self.tr("Noch ist kein Berichtszeitraum angelegt"),
            self.tr("Danach sehen Sie auf einen Blick, wessen Bericht fehlt, und erinnern alle auf einmal."),
            primary=self.period,
            steps=steps,
        )
        without_towns = EmptyState(
            theme,
            self.tr("Noch wird keine Kommune erwartet"),
            self.tr("Angemeldete Kommunen stehen hier von selbst; die anderen tragen Sie ein."),
            primary=self.partners,
            secondary=self.inbox,
            steps=steps,
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(without_period)
        self._stack.addWidget(without_towns)
        self.period.clicked.connect(self.period_wanted)
        self.partners.clicked.connect(self.partners_wanted)
        self.inbox.clicked.connect(self.inbox_wanted)

    def show_step(self, *, has_period: bool, may_write: bool) -> None:
        """The first thing that is missing."""
        self._stack.setCurrentIndex(int(has_period))
        self.period.setEnabled(may_write)
        self.partners.setEnabled(may_write)
