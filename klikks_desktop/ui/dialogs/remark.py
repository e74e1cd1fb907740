"""Writing a remark, changing it, answering one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Remark, RemarkKind, Role
from klikks_desktop.services.region import remarks
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec
from klikks_desktop.ui.widgets.info_bar import InfoBar

_LINES = 6
_WRONG_TEXT = "K-566"


class RemarkDialog(FormDialog):
    """Asks for a remark on the municipality with ``place_key``; with ``remark`` it changes that one.

    about: the record it is on; ``choices`` (pairs of id and title) let it be chosen here.
    """

    def __init__(
        self,
        host: Host,
        place_key: str,
        title: str,
        *,
        about: UUID | None = None,
        choices: Sequence[tuple[UUID, str]] = (),
        remark: Remark | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._kinds = remarks.KINDS[host.workspace.role]
        is_region = host.workspace.role is Role.REGION
        super().__init__(
            host.theme,
            _title(is_region, remark),
            title,
            sentence=_sentence(is_region),
            specs=_specs(is_region, self._kinds, choices),
            verb=_tr("Sichern") if remark else _tr("Eintragen"),
            icon="mail",
            parent=parent,
        )
        self._host, self._place_key, self._title = host, place_key, title
        self._about, self._choices, self._remark = about, dict(choices), remark
        if "shared" in self.fields:
            self.fields["shared"].set_value(remark.shared if remark else True)
            self.fields["kind"].edited.connect(self._follow_kind)
        if "kind" in self.fields:
            self.fields["kind"].set_value((remark.kind if remark else RemarkKind.NOTE).name)
        if remark is not None:
            self.fields["text"].set_value(remark.text)
            if "due_on" in self.fields and remark.due_on:
                self.fields["due_on"].set_value(format_short(remark.due_on))
        self._follow_kind()
        self.fields["text"].input.setFocus()

    def finish(self) -> bool:
        """Store it; a field says what is wrong with it."""
        due = self.day("due_on", needed=False) if "due_on" in self.fields else None
        if "due_on" in self.fields and self.fields["due_on"].problem:
            return False
        kind = RemarkKind[self.text("kind")] if "kind" in self.fields else self._kinds[0]
        shared = bool(self.fields["shared"].input.value()) if "shared" in self.fields else True
        workspace, text, remark = self._host.workspace, str(self.fields["text"].input.value()), self._remark
        about, title = self._chosen()
        try:
            if remark is not None:
                remarks.change_remark(
                    workspace, remark.id, kind=kind, text=text, due_on=due, shared=shared, seen=remark
                )
            else:
                remarks.add_remark(
                    workspace,
                    place_key=self._place_key,
                    kind=kind,
                    text=text,
                    about=about,
                    about_title=title if about else "",
                    due_on=due,
                    shared=shared,
                )
        except Conflict as conflict:
            return self._host.settle(conflict) is not None
        except UserError as error:
            return _refused(self, self._host, error)
        return True

    def _chosen(self) -> tuple[UUID | None, str]:
        """The record that it is on, and what that is called."""
        chosen = self.text("about") if "about" in self.fields else ""
        if chosen:
            return UUID(chosen), self._choices[UUID(chosen)]
        return self._about, self._title

    def _follow_kind(self) -> None:
        """A note never leaves, so there is nothing to tick."""
        if "shared" in self.fields:
            self.fields["shared"].setVisible(self.text("kind") != RemarkKind.NOTE.name)


class AnswerDialog(FormDialog):
    """Asks for an answer to a remark of the other side."""

    def __init__(self, host: Host, remark: Remark, parent: QWidget | None = None) -> None:
        goes = _tr("mit der nächsten Rücksendung an die Kommune")
        if host.workspace.role is Role.MUNICIPALITY:
            goes = _tr("mit Ihrem nächsten Bericht an das Regionalmanagement")
        super().__init__(
            host.theme,
            _tr("Antworten"),
            remark.about_title,
            sentence=_tr("Ihre Antwort geht {how}.").format(how=goes),
            specs=[FieldSpec("text", _tr("Antwort"), "text", lines=_LINES)],
            verb=_tr("Antwort eintragen"),
            icon="mail",
            parent=parent,
        )
        self._host, self._remark = host, remark
        self.body.insertWidget(0, InfoBar(host.theme, "info", remark.text))

    def finish(self) -> bool:
        """Store it; the field says what is wrong with it."""
        try:
            remarks.answer(self._host.workspace, self._remark.id, str(self.fields["text"].input.value()))
        except UserError as error:
            return _refused(self, self._host, error)
        return True


def _refused(dialog: FormDialog, host: Host, error: UserError) -> bool:
    """What is wrong with the text stands below it; anything else is a message, and the text stays typed."""
    if error.code == _WRONG_TEXT:
        dialog.refuse("text", error.text.happened)
    else:
        host.tell(error)
    return False


def _title(is_region: bool, remark: Remark | None) -> str:
    if not is_region:
        return _tr("Anfrage ändern") if remark else _tr("Unterstützung anfragen")
    return _tr("Vermerk ändern") if remark else _tr("Vermerk schreiben")


def _sentence(is_region: bool) -> str:
    if is_region:
        return _tr("Eine Notiz bleibt in Ihrem Haus. Alles andere kann an die Kommune gehen.")
    return _tr("Ihre Anfrage geht mit dem nächsten Bericht an das Regionalmanagement.")


def _specs(
    is_region: bool, kinds: Sequence[RemarkKind], choices: Sequence[tuple[UUID, str]]
) -> list[FieldSpec]:
    text = FieldSpec("text", _tr("Text"), "text", lines=_LINES)
    if not is_region:
        about = FieldSpec(
            "about",
            _tr("Worum es geht"),
            "choice",
            choices=[("", _tr("die Kommune allgemein")), *((str(key), title) for key, title in choices)],
        )
        return [about, text] if choices else [text]
    return [
        FieldSpec("kind", _tr("Art"), "segments", choices=[(kind.name, kind.value) for kind in kinds]),
        text,
        FieldSpec("due_on", _tr("Bis wann"), "date", width=51, optional=True),
        FieldSpec("shared", _tr("Geht mit der nächsten Rücksendung an die Kommune"), "check"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemarkDialog", text)
