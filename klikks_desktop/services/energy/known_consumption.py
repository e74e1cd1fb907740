"""What is known of a building's consumption: a bound for savings and an offer for their inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.energy.building_year import BuildingYear, last_heat, last_power
from klikks_desktop.domain.records import Building
from klikks_desktop.services.energy.energy_figures import read_figures
from klikks_desktop.storage.store import Reader


@dataclass(frozen=True, slots=True)
class Known:
    """Consumption in kWh Hi of the last year that is whole at every meter; ``None`` where there is none.

    heat_kwh, power_kwh: as counted. heat_year, power_year: which year that was. usual_heat_kwh: heat
    after the weather correction, as counted where the climate factor is missing (``is_corrected``).
    hot_water_kwh: the part of it that heats no rooms.
    """

    heat_kwh: Decimal | None = None
    power_kwh: Decimal | None = None
    heat_year: int | None = None
    power_year: int | None = None
    usual_heat_kwh: Decimal | None = None
    hot_water_kwh: Decimal | None = None
    is_corrected: bool = False

    @property
    def most_heat_kwh(self) -> Decimal | None:
        """More heat than this cannot be saved: what was counted or, after a mild year, what is usual."""
        amounts = [each for each in (self.heat_kwh, self.usual_heat_kwh) if each is not None]
        return max(amounts, default=None)


def known_consumption(reader: Reader, building: Building) -> Known:
    """What the meters of a building counted in their last whole year."""
    return known_from(read_figures(reader, [building]).of(building))


def known_from(years: Sequence[BuildingYear]) -> Known:
    """What is known of a building from its years."""
    heat, power = last_heat(years), last_power(years)
    corrected = heat.corrected if heat else None
    return Known(
        heat_kwh=heat.heat.kwh if heat else None,
        power_kwh=power.power.kwh if power else None,
        heat_year=heat.year if heat else None,
        power_year=power.year if power else None,
        usual_heat_kwh=corrected.kwh if corrected else None,
        hot_water_kwh=corrected.hot_water.kwh if corrected else None,
        is_corrected=corrected is not None and corrected.is_corrected,
    )
