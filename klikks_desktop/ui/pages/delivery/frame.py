"""Above and below the tree: who gets the file, and where it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.services.exchange.disclosing import ExportPreview
from klikks_desktop.services.exchange.proof import sent_files
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import IconLabel, Label

_FOOT_NEEDS = 200
"""Width in units below which the file stands above the buttons of the foot."""


class ReceiverCard(Card):
    """Receiver, since when its key is confirmed, how the file travels, the last report."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 3.5, parent=parent)
        row = FlowLayout(theme, gap=6, stretch=True)
        self._values: list[Label] = []
        self._facts: list[QWidget] = []
        for icon, colour, caption in (
            ("mail", "primary", self.tr("Empfänger")),
            ("key", "primary", self.tr("Schlüssel bestätigt")),
            ("shield", "ok", self.tr("Datei")),
            ("calendar", "warn", self.tr("Letzter Bericht")),
        ):
            value = Label(theme, "", "strong")
            self._values.append(value)
            self._facts.append(_fact(theme, icon, colour, caption, value))
            row.addWidget(self._facts[-1])
        self.body.addLayout(row)

    def set_slim(self, slim: bool) -> None:
        """Only receiver and key where room is short."""
        for fact in self._facts[2:]:
            fact.setVisible(not slim)

    def show_receiver(self, preview: ExportPreview, workspace: Workspace) -> None:
        """Fill in what is known."""
        peer, sent, today = preview.receiver, sent_files(workspace), workspace.today
        since = peer.confirmed_at if peer else None
        confirmed = self.tr("{day}, am Telefon verglichen")
        texts = [
            peer.name if peer else "–",
            confirmed.format(day=format_short(since.astimezone().date())) if since else "–",
            self.tr("signiert und verschlüsselt"),
            self.tr("noch keiner"),
        ]
        if sent:
            day = sent[0].delivery.created_at.astimezone().date()
            texts[3] = f"{format_short(day)}, {age_words(day, today)} · {sent[0].word}"
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)


class FileFoot(Card):
    """File name and folder, "Ordner ändern", "Liste drucken" and the deed of the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 2.75, parent=parent)
        self.file = Label(theme, "", "strong", wrap=True)
        self.folder = Label(theme, "", "body", "muted", wrap=True)
        self.change = Button(theme, self.tr("Ordner ändern"), "quiet", "folder")
        self.print = Button(theme, self.tr("Liste drucken"), icon="print")
        self.write = Button(theme, self.tr("Datei schreiben"), "big", "export")
        self._icon = IconLabel(theme, "document", "primary", 5)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.file)
        words.addWidget(self.folder)
        self._left = QHBoxLayout()
        self._left.addWidget(self._icon)
        self._left.addLayout(words, 1)
        self._left.addWidget(self.change)
        self._right = QHBoxLayout()
        self._right.addStretch(1)
        self._right.addWidget(self.print)
        self._right.addWidget(self.write)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right)
        self.body.addLayout(self._row)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_target(self, target: Path) -> None:
        """Where the next file will lie."""
        self.file.setText(target.name)
        self.folder.setText(self.tr("nach {folder}").format(folder=target.parent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one is too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self.theme.px(_FOOT_NEEDS)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._left.setSpacing(self.theme.px(3))
        self._right.setSpacing(self.theme.px(3))
        self._row.setSpacing(self.theme.px(3))
        self._left.setContentsMargins(self.theme.px(2), 0, 0, 0)


def _fact(theme: Theme, icon: str, colour: str, caption: str, value: Label) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(3))
    row.addWidget(IconLabel(theme, icon, colour))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(theme, caption, "small", "muted"))
    words.addWidget(value)
    row.addLayout(words, 1)
    return holder
