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


def unknown(text: str) -> str:
    """Say that no holidays are known for a typed place, and what can be typed."""
    regions = _countries().get(text.strip().upper().replace(" ", "-").partition("-")[0], ())
    known = (
        f"Its regions: {', '.join(regions[:12])}." if regions else "Type a country, or a region: PT, DE-BY."
    )
    return f"No holidays are known for that. {known}"


def next_of(place: str, day: date) -> tuple[date, str] | None:
    """Find the first holiday of a place on a day or later, this year or next, and its name."""
    ahead = sorted((on, name) for year in (day.year, day.year + 1) for on, name in _year(place, year).items())
    return next((one for one in ahead if one[0] >= day), None) if place else None


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
