"""map: the participating municipalities on a map, as a picture, a drawing, a paper or GeoJSON."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.output import say, warn
from klikks_desktop.domain.map.values import Level, Subject
from klikks_desktop.services.region.map_export import save_map
from klikks_desktop.services.region.map_values import map_values
from klikks_desktop.services.region.map_view import MapWish, find_state
from klikks_desktop.services.region.totals import find_shown_set

_LEVELS: Final = {level.name_of_many.lower(): level for level in Level}


def add_commands(groups: Groups) -> None:
    """Teach the parser this command."""
    parser = leaf(groups.commands, "map", write_map, "Karte der teilnehmenden Kommunen als Datei")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="Zieldatei: .png, .svg, .pdf oder .geojson"
    )
    parser.add_argument(
        "--by",
        choices=[subject.value for subject in Subject],
        default=Subject.PROJECTS.value,
        help="was die Farben zeigen",
    )
    parser.add_argument(
        "--land", default="", metavar="LAND", help="ein Land, zum Beispiel 03 oder Niedersachsen"
    )
    parser.add_argument(
        "--factors", default="", metavar="SET", help="Faktorensatz, sonst der der meisten Kommunen"
    )
    parser.add_argument(
        "--areas",
        choices=list(_LEVELS),
        help="welche Flächen; sonst Kreise, und Gemeinden, wenn ein Land genannt ist",
    )


def write_map(context: Context, options: Namespace) -> int:
    """Write the map and say where it lies; what is not counted goes to the error output."""
    workspace = context.workspace
    state = find_state(options.land)
    level = _LEVELS[options.areas] if options.areas else Level.MUNICIPALITY if state else Level.COUNTY
    values = map_values(workspace)
    if options.factors:
        values = map_values(workspace, find_shown_set(values.sets, options.factors))
    wish = MapWish(level, state, Subject(options.by))
    say(str(save_map(workspace, values, wish, options.out)))
    for note in values.notes:
        warn(note)
    return 0
