"""A date, typed as TT.MM.JJJJ or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.inputs import LineField


class DateField(LineField):
    """A text field that takes dates; what is no date stays as typed. Alt+Down opens the calendar."""

    def __init__(
        self, theme: Theme, name: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, placeholder, parent)
        words = self.tr("Kalender öffnen")
        words = f"{words}: {name}" if name else words
        self._button = Button(theme, "", "quiet", "calendar", name=words, parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self.setToolTip(self.tr("Alt+Pfeil nach unten öffnet den Kalender"))
        self.editingFinished.disconnect(self.left)
        self.editingFinished.connect(self._finish)
        theme.changed.connect(self._place)
        self._place()

    def setReadOnly(self, read_only: bool) -> None:
        """A read-only date has no calendar."""
        super().setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Show the calendar below the field, at the date typed or today."""
        popup = _CalendarPopup(self.theme, self)
        popup.calendar.setSelectedDate(_to_qt(self._typed_date() or date.today()))  # noqa: DTZ011 - the clerk's today
        popup.calendar.activated.connect(self._take)
        popup.calendar.clicked.connect(self._take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + self.theme.px(1))))
        popup.show()
        popup.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar button at the right."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.height() - 4
        self._button.setGeometry(self.width() - size - 2, 2, size, size)
        self.setTextMargins(0, 0, size - self.theme.px(1), 0)

    def _typed_date(self) -> date | None:
        try:
            return parse_date(self.text())
        except DateError:
            return None

    def _finish(self) -> None:
        if (day := self._typed_date()) is not None:
            self.setText(format_short(day))
        self.left.emit()

    def _take(self, day: QDate) -> None:
        if (popup := self.findChild(_CalendarPopup)) is not None:
            popup.close()
        self.setText(format_short(date(day.year(), day.month(), day.day())))
        self.edited.emit()
        self.left.emit()


class _CalendarPopup(QFrame):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Kalender"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFont(theme.font("body"))
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(QLocale.Language.German))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setAccessibleName(self.tr("Kalender"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._colour(theme)
        layout = QVBoxLayout(self)
        margin = theme.px(1)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(self.calendar)

    def _colour(self, theme: Theme) -> None:
        """Weekends are no errors, and the arrows are ours."""
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        arrows = (
            ("prev", "chevron-left", self.tr("Voriger Monat")),
            ("next", "chevron-right", self.tr("Nächster Monat")),
        )
        for name, icon, words in arrows:
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(theme.icon(icon))
                button.setIconSize(QSize(theme.px(5), theme.px(5)))
                button.setAccessibleName(words)


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
