"""Public holidays of a country and region, from the `holidays` package. Knows no standups."""

from datetime import date
from functools import lru_cache

YEARS_KEPT = 64


def named(place: str, day: date) -> str | None:
    """Return the name of the holiday that `place` ("PT", "DE-BY") has on a day, None when it has none."""
    return _year(place, day.year).get(day) if place else None


def known(text: str) -> str | None:
    """Return how a typed place ("pt", "de by", "US-CA") is written, None when no such place is known."""
    country, _, region = text.strip().upper().replace(" ", "-").partition("-")
    regions = _countries().get(country)
    if regions is None or (region and region not in regions):
        return None
    return f"{country}-{region}" if region else country


def regions_of(text: str) -> tuple[str, ...]:
    """Return the regions of the country a text starts with; () when there are none or it is unknown."""
    return _countries().get(text.strip().upper().replace(" ", "-").partition("-")[0], ())


@lru_cache(maxsize=YEARS_KEPT)
def _year(place: str, year: int) -> dict[date, str]:
    import holidays  # a country's rules are loaded when the first standup needs them

    country, _, region = place.partition("-")
    return dict(holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US"))


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, ...]]:
    import holidays

    found: dict[str, list[str]] = holidays.list_supported_countries()
    return {country: tuple(regions) for country, regions in found.items()}
