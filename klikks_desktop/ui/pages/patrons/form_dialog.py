"""A dialog with a few fields: checks before it closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.fields import to_text
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.label import Label


class FormDialog(Dialog):
    """Title, a sentence, fields, "Abbrechen" and a verb. Subclasses say in ``is_right`` what must hold."""

    def __init__(
        self,
        host: Host,
        title: str,
        subtitle: str,
        *,
        sentence: str,
        specs: Sequence[FieldSpec],
        verb: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(host.theme, title, subtitle, icon=icon, parent=parent)
        self.body.addWidget(Label(host.theme, sentence, wrap=True))
        self.fields = {spec.name: FormField(host.theme, spec) for spec in specs}
        for field in self.fields.values():
            self.body.addWidget(field)
        cancel = self.add_action(Button(host.theme, self.tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.verb = self.add_action(Button(host.theme, verb, "primary"))
        self.verb.clicked.connect(self._finish)
        next(iter(self.fields.values())).input.setFocus()

    def ask(self) -> bool:
        """Show it and wait; True when the verb was chosen and everything is right."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen

    def is_right(self) -> bool:
        """Check the fields, showing problems at them."""
        return True

    def text(self, name: str) -> str:
        """What a field says."""
        return to_text(self.fields[name].input.value()).strip()

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """The date in a field; without one the field says why, unless it may stay empty."""
        field = self.fields[name]
        field.set_problem("")
        if not self.text(name) and not needed:
            return None
        try:
            return parse_date(self.text(name))
        except DateError as error:
            field.set_problem(str(error))
            field.input.setFocus()
            return None

    def _finish(self) -> None:
        if self.is_right():
            self.accept()
