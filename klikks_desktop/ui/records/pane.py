"""The pane that shows one record: name and state above, its parts, what is saved below."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.asked_bar import AskedBar
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.record_parts import RecordHead
from klikks_desktop.ui.widgets.tabs import Tabs


class RecordPane(Card):
    """What every record has; a kind of record says what it is called and how it is shown.

    ``saved`` carries the id after every change, ``went_back`` leads to the list, ``wants_history`` and
    ``wants_deletion`` ask the page for a dialog. way_back: what the list is called.
    """

    saved = Signal(object)
    went_back = Signal()
    wants_history = Signal()
    wants_deletion = Signal()

    def __init__(self, host: Host, way_back: str, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._tabs: Tabs | None = None
        theme = host.theme
        self.history = Button(theme, "", "quiet", "history", name=_tr("Verlauf zeigen"))
        self.delete = Button(theme, "", "quiet", "delete", name=_tr("In den Papierkorb legen"))
        self.head = RecordHead(theme, way_back, self.history, self.delete)
        self.notice = InfoBar(theme, "info", "")
        self.asked = AskedBar(host)
        for widget in (self.head, Separator(theme), self.notice, self.asked):
            self.body.addWidget(widget)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.head.went_back.connect(self.went_back)
        self.history.clicked.connect(self.wants_history)
        self.delete.clicked.connect(self.wants_deletion)

    # ------------------------------------------------------------------ what a kind of record says

    @property
    def record(self) -> UUID | None:
        """Id of the record shown."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What it is called."""
        raise NotImplementedError

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported it."""
        raise NotImplementedError

    @property
    def is_begun(self) -> bool:
        """Whether something is being entered that is not stored yet, and so has no record."""
        return False

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show a record; ``UserError`` when it is gone. fresh: not yet reproached with what is missing."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the same record again, keeping what is being typed; ``UserError`` when it is gone."""
        raise NotImplementedError

    def forget(self) -> None:
        """Show none."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the cursor into what is shown."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the cursor where a new record begins."""
        self.enter()

    def open_part(self, part: UUID) -> None:
        """Show what belongs to the record and has this id, where the record has such parts."""

    def settle(self) -> None:
        """Save what was typed and not left yet."""

    # ------------------------------------------------------------------ what is the same for all

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed here: another town's record, or somebody else writes."""
        return self.is_foreign or self._host.workspace.store.read_only

    def fill(self, content: QWidget, foot: QWidget | None = None) -> None:
        """Lay out what is below the head; tabs are gone through with Strg+Bild auf and ab."""
        self._tabs = content if isinstance(content, Tabs) else None
        self.body.addWidget(content, 1)
        if foot is not None:
            self.body.addWidget(Separator(self.theme))
            self.body.addWidget(foot)

    def show_bars(self, place: Place | None) -> None:
        """Say why nothing can be changed, offer only what can be done, and tell what is asked about it."""
        locked = self.is_locked
        self.notice.setVisible(locked)
        if self.is_foreign and place is not None:
            words = _tr("Gemeldet von: {place}. Nur dort können diese Angaben geändert werden.")
            self.notice.set_text(words.format(place=place.designation))
        elif locked:
            self.notice.set_text(_tr("Nur lesen: Ein anderer Platz hat diesen Arbeitsbereich geöffnet."))
        self.history.setVisible(self.record is not None and not self.is_foreign)
        self.delete.setVisible(self.record is not None and not locked)
        if place is not None and self.record is not None:
            self.asked.show_asked(place.key, self.record)
        else:
            self.asked.hide()

    def follow_save(self) -> None:
        """Tell at once and read again a moment later, so that a click under way meets what it aimed at."""
        self._later.start(0)
        self.saved.emit(self.record)

    def show_first_tab(self) -> None:
        """For who comes from elsewhere; in the list the tab stays, to compare one record with the next."""
        if self._tabs is not None:
            self._tabs.choose(0)

    def set_two_panes(self, two: bool) -> None:
        """In one pane the head shows the way back."""
        self.head.show_way_back(not two)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; Strg+Bild auf and ab go between the tabs."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif step and self._tabs and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._tabs.choose((self._tabs.current + step) % self._tabs.row.count())
        else:
            super().keyPressEvent(event)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordPane", text)
