import colorsys

import pytest

from klikks_desktop.domain.colour_names import colour_name


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#14532F", "Dunkelgrün"),
        ("#1D6B45", "Grün"),
        ("#A0271C", "Rot"),
        ("#C41230", "Rot"),
        ("#1F5F9C", "Blau"),
        ("#E8B62C", "Gold"),
        ("#6B4A1D", "Braun"),
        ("#111111", "Schwarz"),
        ("#808080", "Grau"),
    ],
)
def test_a_colour_has_a_name_that_can_be_read_aloud(colour: str, name: str) -> None:
    assert colour_name(colour) == name


@pytest.mark.parametrize("hue", range(0, 360, 7))
def test_every_hue_has_a_name(hue: int) -> None:
    parts = (round(255 * part) for part in colorsys.hls_to_rgb(hue / 360, 0.45, 0.8))
    assert colour_name("#{:02X}{:02X}{:02X}".format(*parts)).isalpha()
