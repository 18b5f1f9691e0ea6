"""The marks in front of the lines of a list ("- ", "• ", "2. ", "- [x] ", a quote's ">"): what they are."""

import re

_BULLETS = "•◦▪▫‣⁃·"
_MARK = re.compile(
    r"\s*(?:(?:&gt;|>)\s*)*"
    rf"(?:[-–—*]\s+|-(?=[^\W\d_]|\[)|[{_BULLETS}]\ufe0e?\s*|[0-9]{{1,2}}[.)](?:\s+|(?=[^\W\d_]{{2}}|\[)))?"
    r"(?:(?:\[(?P<tick>[ xX]?)\]|(?P<box>[☐☑☒]))\s*)?"
)


def bare(line: str) -> str:
    """Return a line without its mark; "-5 degrees", "3.5 inch" and "*bold*" have none."""
    return _MARK.sub("", line, count=1).strip()


def is_ticked(line: str) -> bool:
    """Tell whether the box in front of a line is ticked."""
    found = _MARK.match(line)
    return found is not None and (found["tick"] in ("x", "X") or found["box"] in ("☑", "☒"))
