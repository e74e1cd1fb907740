"""A dialog with a few fields: checks before it closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.label import Label


class FormDialog(Dialog):
    """Title, a sentence, fields, "Abbrechen" and a verb. Subclasses do the deed in ``finish``."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        subtitle: str,
        *,
        sentence: str,
        specs: Sequence[FieldSpec],
        verb: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, subtitle, icon=icon, parent=parent)
        self.body.addWidget(Label(theme, sentence, wrap=True))
        self.fields = {spec.name: FormField(theme, spec) for spec in specs}
        for field in self.fields.values():
            self.body.addWidget(field)
            # A problem speaks of what was there when it was found.
            field.edited.connect(self._forget_problem)
        cancel = self.add_action(Button(theme, self.tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.verb = self.add_action(Button(theme, verb, "primary"))
        self.verb.clicked.connect(self._try)
        next(iter(self.fields.values())).input.setFocus()

    def ask(self) -> bool:
        """Show it and wait; True when the verb was chosen and everything was right."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen

    def finish(self) -> bool:
        """Do what the verb says; False when a field shows why it cannot be done."""
        return True

    def text(self, name: str) -> str:
        """What a field says."""
        return str(self.fields[name].input.value()).strip()

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """The date in a field; without one the field says why, unless it may stay empty."""
        if not self.text(name) and not needed:
            return None
        try:
            return parse_date(self.text(name))
        except DateError as error:
            self.refuse(name, str(error))
            return None

    def refuse(self, name: str, message: str) -> None:
        """Show at a field what is wrong and put the cursor there."""
        self.fields[name].set_problem(message)
        self.fields[name].input.setFocus()
        self._fit_height()
        self._inner.activate()
        self._scroll.ensureWidgetVisible(self.fields[name])

    def _forget_problem(self, name: str) -> None:
        self.fields[name].set_problem("")

    def _try(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        if self.finish():
            self.accept()
