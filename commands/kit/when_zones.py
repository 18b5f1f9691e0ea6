"""Words for the clock of another place ("UTC+2", "Berlin time", "IST") → the zones that they may be. Pure."""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from commands.kit import calendar

_NAMED = {
    **dict.fromkeys(("utc", "gmt", "z"), ("UTC",)),
    **dict.fromkeys(("cet", "cest"), ("Europe/Paris",)),
    **dict.fromkeys(("eet", "eest"), ("Europe/Helsinki",)),
    "bst": ("Europe/London",),
    "msk": ("Europe/Moscow",),
    "sast": ("Africa/Johannesburg",),
    **dict.fromkeys(("est", "edt", "et", "eastern time"), ("America/New_York",)),
    **dict.fromkeys(("cdt", "ct", "central time"), ("America/Chicago",)),
    **dict.fromkeys(("mdt", "mst", "mountain time"), ("America/Denver",)),
    **dict.fromkeys(("pst", "pdt", "pt", "pacific time"), ("America/Los_Angeles",)),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "hkt": ("Asia/Hong_Kong",),
    "sgt": ("Asia/Singapore",),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney",)),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
}
WORDS = (
    rf"{'|'.join(_NAMED)}|(?:utc|gmt) ?[+-] ?[0-9]{{1,2}}(?::?[0-9]{{2}})?"
    r"|[a-z_]+/[a-z_/+0-9-]+|[a-z][a-z .'-]{1,20} time"
)
# What a clock of another place may be called that is not known here, as it is typed.
UNKNOWN = r"(?:UTC|GMT) ?[+-] ?[0-9:]+|[A-Z]{1,3}[SD]T|[A-Z][a-z]+(?: [A-Z][a-z]+)? time"
_OFFSET = re.compile(r"(?:utc|gmt) ?(?P<sign>[+-]) ?(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?")
# A zone of each offset that is no whole hour; none of them changes its clocks.
_BETWEEN = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
}
_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
_HALF_A_YEAR = timedelta(days=182)


def find(name: str) -> tuple[str, ...]:
    """Find the zones (IANA names) that a normalised name may mean; () of a name that is not known."""
    if name in _NAMED:
        return _NAMED[name]
    if offset := _OFFSET.fullmatch(name):
        return _fixed(offset)
    if name.endswith(" time"):
        city = _cities().get(name.removesuffix(" time"))
        return (city,) if city else ()
    proper = "/".join(part.title().replace("_Of_", "_of_") for part in name.split("/"))
    return (proper,) if calendar.is_zone(proper) else ()


def shows(zone: str, name: str, at: datetime) -> bool:
    """Tell whether clocks of a zone call themselves by this abbreviation at an instant."""
    return calendar.local(at, zone).tzname() == name.upper()


def out_of_season(zone: str, name: str, at: datetime) -> datetime | None:
    """Find when "18:00 CEST" is, said of a winter's day, if its abbreviation is meant to the letter.

    `at` is that hour by the clocks of the zone. None where these call themselves so, or never do.
    """
    if shows(zone, name, at) or not shows(zone, name, at + _HALF_A_YEAR):
        return None
    now, then = (calendar.local(each, zone).utcoffset() for each in (at, at + _HALF_A_YEAR))
    return at + now - then if now is not None and then is not None else None


def _fixed(offset: re.Match[str]) -> tuple[str, ...]:
    minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
    minutes = -minutes if offset["sign"] == "-" else minutes
    if minutes % 60:
        return (_BETWEEN[minutes],) if minutes in _BETWEEN else ()
    hours = minutes // 60
    if not -12 <= hours <= 14:
        return ()
    return (f"Etc/GMT{-hours:+d}" if hours else "UTC",)


@cache
def _cities() -> dict[str, str]:
    """Name the zone of each city that one is called after."""
    zones = sorted(zone for zone in available_timezones() if zone.startswith(_AREAS))
    return {calendar.city(zone).lower(): zone for zone in zones}
