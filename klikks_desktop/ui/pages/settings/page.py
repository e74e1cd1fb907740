"""Einstellungen: sections at the left, the chosen one beside them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.domain.records import Place, Role
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.about_section import AboutSection
from klikks_desktop.ui.pages.settings.backup_section import BackupSection
from klikks_desktop.ui.pages.settings.database_section import DatabaseSection
from klikks_desktop.ui.pages.settings.factors_section import FactorsSection
from klikks_desktop.ui.pages.settings.keys_section import KeysSection
from klikks_desktop.ui.pages.settings.locality_section import LocalitySection
from klikks_desktop.ui.pages.settings.look_section import LookSection
from klikks_desktop.ui.pages.settings.office_section import OfficeSection
from klikks_desktop.ui.pages.settings.pack_draft_section import PackDraftSection
from klikks_desktop.ui.pages.settings.pack_section import PackSection
from klikks_desktop.ui.pages.settings.participation_section import ParticipationSection
from klikks_desktop.ui.pages.settings.place_section import PlaceSection
from klikks_desktop.ui.pages.settings.privacy_section import PrivacySection
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.pages.settings.upward_section import UpwardSection
from klikks_desktop.ui.pages.settings.wording_section import WordingSection
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.section_list import SectionList


class _Sections(QStackedWidget):
    """Asks for the least room of the section shown: a stack would ask for that of the highest."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """A section shrinks to its least height first, because its table scrolls by itself."""
        return False

    def minimumSizeHint(self) -> QSize:
        """That of the section shown, as high as its texts are in this width."""
        section = self.currentWidget()
        if section is None:
            return super().minimumSizeHint()
        least, layout = section.minimumSizeHint(), section.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(max(self.width(), least.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts are higher where it is narrower."""
        super().resizeEvent(event)
        self.updateGeometry()


class SettingsPage(Page):
    """Sections are made when first shown; all of a place follow the place chosen above them."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.theme, PageHead(host.theme, "", ""))
        self._host = host
        self._chosen: UUID | None = None
        self._made: dict[int, Section] = {}
        self.head.set_title(self.tr("Einstellungen"))
        self._kinds = self._sections()
        items = [(icon, name) for _, icon, name in self._kinds]
        self.list = SectionList(host.theme, items, self.tr("Abschnitte der Einstellungen"))
        names = [(str(index), name) for index, (_, _, name) in enumerate(self._kinds)]
        self.where = ChoiceField(host.theme, names, self.tr("Abschnitt"))
        self.where.edited.connect(self._choose_section)
        self.where.hide()
        self.place = ChoiceField(host.theme, (), self.tr("Kommune"))
        self.place.edited.connect(self._choose_place)
        self._stack = _Sections()
        self._empty = self._make_empty()
        self._stack.addWidget(self._empty)
        right = QVBoxLayout()
        right.setSpacing(host.theme.px(3))
        right.addWidget(self.where)
        right.addWidget(self.place)
        right.addWidget(self._stack, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(right, 1)
        self.body.addLayout(self._row, 1)
        host.theme.changed.connect(self._space)
        self._space()
        self.list.chosen.connect(self._show)
        self.list.choose(0)

    # ------------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read everything that is shown again."""
        index = self.list.current()
        if index >= 0:
            self._show(index)

    def open_record(self, record: UUID | None) -> None:
        """Show the own place with this id."""
        if record is not None:
            self._chosen = record
        self.list.choose(0)
        self.reload()

    def search_widget(self) -> QWidget | None:
        """Nothing to search here."""
        return None

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """In a narrow window a field takes the place of the list."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.list.setVisible(not slim)
        self.where.setVisible(slim)

    def section(self, kind: type[Section]) -> Section:
        """The section of that class, shown."""
        index = next(place for place, (known, _, _) in enumerate(self._kinds) if known is kind)
        self.list.choose(index)
        return self._made[index]

    # ------------------------------------------------------------------ sections

    def _sections(self) -> list[tuple[type[Section], str, str]]:
        of_all: list[tuple[type[Section], str, str]] = [
            (PackSection, "folder", self.tr("Programmpaket")),
            (FactorsSection, "emission", self.tr("Faktoren und Richtwerte")),
            (BackupSection, "shield", self.tr("Sicherung")),
            (KeysSection, "key", self.tr("Schlüssel")),
            (LookSection, "settings", self.tr("Darstellung")),
            (AboutSection, "info", self.tr("Über")),
        ]
        if self._host.workspace.role is Role.REGION:
            office: list[tuple[type[Section], str, str]] = [
                (OfficeSection, "map", self.tr("Ihre Stelle")),
                (DatabaseSection, "patrons", self.tr("Gemeinsame Daten")),
                (UpwardSection, "exchange", self.tr("Koordinierende Stelle")),
                (PackDraftSection, "export", self.tr("Programmpaket schreiben")),
            ]
            return [*office, *of_all]
        return [
            (PlaceSection, "townhall", self.tr("Kommunen")),
            (LocalitySection, "place", self.tr("Ortsteile")),
            (WordingSection, "certificate", self.tr("Urkunden-Wortlaut")),
            (ParticipationSection, "document", self.tr("Teilnahme")),
            (PrivacySection, "lock", self.tr("Datenschutz")),
            *of_all,
        ]

    def _make_empty(self) -> EmptyState:
        add = Button(self.theme, self.tr("Kommune anlegen …"), "primary", "add")
        add.clicked.connect(self._add_first)
        return EmptyState(
            self.theme,
            self.tr("Noch keine Kommune"),
            self.tr(
                "Ohne Kommune lassen sich keine Patinnen und Paten aufnehmen und keine Urkunden schreiben."
            ),
            primary=add,
        )

    def _add_first(self) -> None:
        section = self._section(0)
        if isinstance(section, PlaceSection):
            section.ask_for_place()

    def _section(self, index: int) -> Section:
        if index not in self._made:
            made = self._made[index] = self._kinds[index][0](self._host)
            self._stack.addWidget(made)
            if isinstance(made, PlaceSection):
                made.added.connect(self.open_record)
        return self._made[index]

    def _show(self, index: int) -> None:
        section = self._section(index)
        self.where.set_value(str(index))
        places = self._host.workspace.own_places()
        place = self._current(places)
        self._show_places(places, place, shown=section.about_place)
        if section.about_place and place is None:
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(section)
        section.reload(place)

    def _choose_section(self) -> None:
        self.list.choose(int(self.where.value()))

    # ------------------------------------------------------------------ places

    def _current(self, places: list[Place]) -> Place | None:
        """The place chosen here, else the one of the sidebar, else the first."""
        for wanted in (self._host.place_id, self._chosen):
            for place in places:
                if place.id == wanted:
                    return place
        return places[0] if places else None

    def _show_places(self, places: list[Place], current: Place | None, *, shown: bool) -> None:
        self.place.setVisible(shown and len(places) > 1 and self._host.place_id is None)
        self.place.set_choices([(str(place.id), f"{place.designation} · {place.key}") for place in places])
        if current is not None:
            self.place.set_value(str(current.id))

    def _choose_place(self) -> None:
        self._chosen = UUID(self.place.value())
        self.reload()

    def _space(self) -> None:
        self._row.setSpacing(self.theme.px(4))
