"""Cells → CSV that a spreadsheet opens as it is, and runs nothing of. Knows not what they mean."""

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that begins so, in full width, too. Source: OWASP, "CSV Injection". The apostrophe
# that disarms it is itself set off by one, so that a cell can be read back as it was.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")
_BOM = "\ufeff"  # without it, Excel takes UTF-8 for the code page of its country


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV in UTF-8; a cell that a spreadsheet would run is disarmed."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([_disarmed(cell) for cell in row] for row in rows)
    return (_BOM + sheet.getvalue()).encode()


def _disarmed(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
