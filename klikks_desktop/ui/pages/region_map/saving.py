"""Keeping the map: as a picture, a drawing, a paper or for a web map; and printing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.region.map_export import MapKind, export_areas, map_file, map_file_name
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.region.map_view import MapWish
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.told_bar import ToldBar


class SaveButton(Button):
    """Opens a menu of the kinds of file; ``wanted`` carries the ending of the chosen one."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Karte speichern"), icon="export")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_tr("Karte speichern"))
        for kind, words in (
            (MapKind.PDF, _tr("Als PDF mit Tabelle …")),
            (MapKind.PNG, _tr("Als Bild (PNG) …")),
            (MapKind.SVG, _tr("Als Vektorgrafik (SVG) …")),
            (MapKind.GEOJSON, _tr("Für eine Karte im Internet (GeoJSON) …")),
        ):
            self.menu.addAction(words).triggered.connect(partial(self.wanted.emit, kind.value))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        corner = self.rect().bottomRight() - QPoint(self.menu.sizeHint().width(), 0)
        self.menu.popup(self.mapToGlobal(corner))


class MapSaver:
    """Writes maps off the window's thread; ``told`` says where the last one lies."""

    def __init__(self, host: Host, page: QWidget) -> None:
        self._host, self._page = host, page
        self.told = ToldBar(host.theme)

    def save(self, values: MapValues, wish: MapWish, content: MapContent, kind: MapKind) -> None:
        """Ask where to, then write."""
        suggested = Path.home() / map_file_name(self._host.workspace, content, kind)
        title, kinds = _tr("Karte speichern"), f"{kind.upper()} (*.{kind})"
        target = choose_target(self._page, title, kinds, suggested)
        if target is None:
            return
        out = target

        def write(data: bytes) -> None:
            if self._host.attempt(lambda: _written(out, data)) is not None:
                self.told.tell(_tr("Gespeichert: {file}").format(file=out), out)

        self._make(values, wish, kind, write)

    def save_table(self, content: MapContent, keys: Sequence[str]) -> None:
        """Ask where to, then write what the list shows."""
        name = map_file_name(self._host.workspace, content, MapKind.PDF)
        suggested = (Path.home() / name).with_suffix(".xlsx")
        kinds = _tr("Excel (*.xlsx);;CSV (*.csv)")
        target = choose_target(self._page, _tr("Nach Excel schreiben"), kinds, suggested)
        if target is None:
            return
        out = target
        if self._host.attempt(lambda: export_areas(content, keys, out)) is not None:
            self.told.tell(_tr("Gespeichert: {file}").format(file=out), out)

    def show_paper(self, values: MapValues, wish: MapWish, content: MapContent) -> None:
        """Look at the paper and print it."""

        def show(data: bytes) -> None:
            from klikks_desktop.ui.dialogs.paper import PaperDialog

            name = map_file_name(self._host.workspace, content, MapKind.PDF)
            PaperDialog(self._host, content.title, data, name, self._page).open()

        self._make(values, wish, MapKind.PDF, show)

    def _make(self, values: MapValues, wish: MapWish, kind: MapKind, done: Callable[[bytes], None]) -> None:
        def job(workspace: Workspace, control: Control) -> bytes:
            return map_file(workspace, values, wish, kind, control.report)

        self._host.run(_tr("Die Karte wird geschrieben"), _tr("Seiten"), job, done)


def _written(target: Path, data: bytes) -> Path:
    replace_file(target, data)
    return target


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionMapPage", text)
