"""Programmpaket schreiben: what the region's next pack sets, kept as a draft, signed into one file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.records import Place
from klikks_desktop.services.pack import drafting
from klikks_desktop.services.pack.draft import PackDraft
from klikks_desktop.services.pack.drafting import change_draft, pack_draft
from klikks_desktop.services.pack.suffix import SUFFIX
from klikks_desktop.services.pack.texts import text_title
from klikks_desktop.services.pack.writing import write_draft
from klikks_desktop.services.region.announcements import announcements
from klikks_desktop.services.region.periods import periods
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.pack_draft_parts import DraftForm
from klikks_desktop.ui.pages.settings.pack_text_dialog import PackTextDialog
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.arms_field import KINDS as PICTURES
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Row
from klikks_desktop.ui.widgets.check_list import CheckLine
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label, Separator

SIGNUP: Final = "signup_deadline"


class PackDraftSection(Section):
    """Saved when a field is left or a thing is added; the file is written by the button in the foot."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._draft = PackDraft()
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.parts = DraftForm(theme)
        self.form = self.parts.form
        self.write = Button(theme, self.tr("Paket schreiben …"), "primary", "export")
        self.state = Label(theme, "", "small", "muted", wrap=True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card(theme, 0)
        card.body.addWidget(self.form, 1)
        card.body.addWidget(Separator(theme))
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.state, 1)
        self._foot.addWidget(self.write)
        card.body.addLayout(self._foot)
        self.column.setSpacing(theme.px(3))
        self.column.addWidget(self.told)
        self.column.addWidget(card, 1)
        self._connect()
        theme.changed.connect(self._space)
        self._space()

    def _connect(self) -> None:
        parts = self.parts
        self.form.field_left.connect(self._save)
        parts.choose_logo.clicked.connect(self._ask_for_logo)
        parts.drop_logo.clicked.connect(partial(self._change, logo=""))
        parts.add_text.clicked.connect(partial(self._ask_for_text, ""))
        parts.change_text.clicked.connect(self._change_text)
        parts.drop_text.clicked.connect(self._drop_text)
        parts.texts.activated.connect(self._ask_for_text)
        parts.texts.chosen.connect(self._follow)
        parts.add_file.clicked.connect(self._ask_for_file)
        parts.drop_file.clicked.connect(self._drop_file)
        parts.files.chosen.connect(self._follow)
        parts.dates.ticked.connect(self._save_dates)
        self.write.clicked.connect(self._ask_to_write)

    # ------------------------------------------------------------------ showing

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - a region has no own place
        """Read the draft again; what is no date stays as typed."""
        workspace, parts = self.host.workspace, self.parts
        self._draft = draft = pack_draft(workspace)
        sets = self.host.attempt(lambda: drafting.offered_sets(workspace, draft)) or []
        parts.offer_sets([("", self.tr("keine Empfehlung")), *sets])
        values = {
            "title": draft.title,
            "programme": draft.programme,
            "agency": draft.agency,
            "factor_set": draft.factor_set,
        }
        if not self.form.field(SIGNUP).problem:
            values[SIGNUP] = format_short(draft.signup_deadline) if draft.signup_deadline else ""
        self.form.set_values(values)
        logo = drafting.logo_picture(workspace, draft.logo)
        parts.logo.set_png(logo)
        parts.drop_logo.setVisible(logo is not None)
        rows = [Row(key, [Cell(text_title(key), second=text)]) for key, text in sorted(draft.texts.items())]
        parts.show_texts(rows)
        parts.show_files([Row(each.id, [each.title, each.edition]) for each in draft.files])
        self._fill_dates()
        self._show_state()
        self._follow()

    def _fill_dates(self) -> None:
        workspace, draft = self.host.workspace, self._draft
        lines = [
            CheckLine(each.id, each.title, format_short(each.due_on) if each.due_on else "")
            for each in announcements(workspace)
        ]
        period = self.tr("Berichtszeitraum {title}")
        lines += [
            CheckLine(each.id, period.format(title=each.title), format_short(each.due_on))
            for each in periods(workspace)
        ]
        self.parts.show_dates(lines, [*draft.news, *draft.periods])

    def _show_state(self) -> None:
        number = self.host.attempt(lambda: drafting.own_fingerprint(self.host.workspace))
        words = self.tr("Fingerabdruck Ihres Schlüssels, falls eine Kommune anruft: {number}")
        told = [words.format(number=number)] if number else []
        if self._draft.written_at is not None:
            day = f"{self._draft.written_at.astimezone():%d.%m.%Y, %H:%M}"
            told.insert(0, self.tr("Zuletzt geschrieben am {day} Uhr.").format(day=day))
        self.state.setText(" ".join(told))

    def _follow(self) -> None:
        parts, writable = self.parts, not self.host.workspace.store.read_only
        self.form.set_read_only(not writable)
        for button in (parts.choose_logo, parts.drop_logo, parts.add_text, parts.add_file, self.write):
            button.setEnabled(writable)
        for button in (parts.change_text, parts.drop_text):
            button.setEnabled(writable and parts.texts.selected_key() is not None)
        parts.drop_file.setEnabled(writable and parts.files.selected_key() is not None)
        parts.dates.setEnabled(writable)

    # ------------------------------------------------------------------ changing

    def _change(self, **fields: object) -> bool:
        seen = self._draft
        return self._attempt(lambda: change_draft(self.host.workspace, seen, **fields))

    def _attempt(self, action: Callable[[], PackDraft]) -> bool:
        if self.host.attempt(action) is None:
            return False
        self.host.changed()
        self.reload(None)
        return True

    def _save(self, name: str) -> None:
        text = str(self.form.field(name).input.value()).strip()
        if name != SIGNUP:
            self.form.field(name).set_problem("")
            self._change(**{name: text})
            return
        try:
            day = parse_date(text) if text else None
        except DateError as error:
            self.form.field(name).set_problem(str(error))
            return
        self.form.field(name).set_problem("")
        self._change(signup_deadline=day)

    def _save_dates(self) -> None:
        ticked = set(self.parts.dates.ticked_keys())
        workspace = self.host.workspace
        news = frozenset(each.id for each in announcements(workspace) if each.id in ticked)
        spans: frozenset[UUID] = frozenset(each.id for each in periods(workspace) if each.id in ticked)
        self._change(news=news, periods=spans)

    def _ask_for_logo(self) -> None:
        kinds = self.tr("Bilder ({kinds})").format(kinds=PICTURES)
        if (file := choose_file(self, self.tr("Logo wählen"), kinds)) is not None:
            seen = self._draft
            self._attempt(lambda: drafting.set_logo(self.host.workspace, file, seen))

    def _ask_for_file(self) -> None:
        kinds = self.tr("Faktoren-Dateien (*.json)")
        if (file := choose_file(self, self.tr("Faktoren-Datei beilegen"), kinds)) is not None:
            seen = self._draft
            self._attempt(lambda: drafting.add_factor_file(self.host.workspace, file, seen))

    def _drop_file(self) -> None:
        key = self.parts.files.selected_key()
        self._change(files=tuple(each for each in self._draft.files if each.id != key))

    def _change_text(self) -> None:
        self._ask_for_text(self.parts.texts.selected_key())

    def _ask_for_text(self, key: Hashable | None) -> None:
        """What could not be stored is shown again: nothing typed is lost."""
        known = self._draft.texts
        taken = PackTextDialog(self.host, known, str(key or ""), self).ask()
        while taken is not None and not self._change(texts={**known, taken[0]: taken[1]}):
            taken = PackTextDialog(self.host, {**known, taken[0]: taken[1]}, taken[0], self).ask()

    def _drop_text(self) -> None:
        key = self.parts.texts.selected_key()
        self._change(texts={each: text for each, text in self._draft.texts.items() if each != key})

    # ------------------------------------------------------------------ writing

    def _ask_to_write(self) -> None:
        """Without a name nothing can be written: the field says so."""
        if not self._draft.title:
            self.form.field("title").set_problem(self.tr("Bitte den Namen des Programms eintragen."))
            self.form.go_to("title")
            return
        suggested = Path.home() / drafting.suggested_pack_name(self.host.workspace)
        kinds = self.tr("Programmpaket (*{suffix})").format(suffix=SUFFIX)
        out = choose_target(self, self.tr("Programmpaket schreiben"), kinds, suggested)
        if out is not None and self.host.attempt(lambda: write_draft(self.host.workspace, out)) is not None:
            words = self.tr("Geschrieben: {file}. Schicken Sie die Datei an alle Kommunen.")
            self.told.set_text(words.format(file=out))
            self.told.show()
            self.host.changed()
            self.reload(None)

    def _space(self) -> None:
        side, top = self.theme.px(5), self.theme.px(3)
        self._foot.setContentsMargins(side, top, side, top)
        self._foot.setSpacing(self.theme.px(3))
