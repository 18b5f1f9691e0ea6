"""The marks in front of the lines of a list ("- ", "• ", "2. ", "- [x] ", a quote's ">"): what they are."""

import re

_AND = re.compile(r"(?<![\s,;])(?:[\s,;]++(?:and\b|&(?:amp;)?)?)++$", re.IGNORECASE)
_BULLETS = "•◦▪▫‣⁃·"
_MARK = re.compile(
    r"\s*(?:(?:&gt;|>)\s*)*"
    rf"(?:[-–—*]\s+|-(?=[^\W\d_]|\[)|[{_BULLETS}]\ufe0e?\s*|[0-9]{{1,2}}[.)](?:\s+|(?=[^\W\d_]{{2}}|\[)))?"
    r"(?:(?:\[(?P<tick>[ xX]?)\]|(?P<box>[☐☑☒]))\s*)?"
)
_INSIDE = re.compile(r"(?<!\S)(?:(?P<number>\(?[0-9]{1,2}(?:\)|\.(?=\s)))|(?P<bullet>[-–—*•]))\s*")


def bare(line: str) -> str:
    """Return a line without its mark; "-5 degrees", "3.5 inch" and "*bold*" have none."""
    return _MARK.sub("", line, count=1).strip()


def parted(line: str) -> list[str]:
    """Part one line that is a list ("1) order 2) rack", "- order - rack") at its marks, which go on.

    Numbers count from 1 without a gap, and a bullet is the one that the line begins with; any other line is
    one part.
    """
    found = list(_INSIDE.finditer(line))
    if not found or line[: found[0].start()].strip():
        return [line]
    first = found[0]
    marks, count = [first], 1
    for each in found[1:]:
        is_next = each["number"] and int(each["number"].strip("().")) == count + 1
        if is_next if first["number"] else each["bullet"] == first["bullet"]:
            marks.append(each)
            count += 1
    if len(marks) == 1 or (first["number"] and int(first["number"].strip("().")) != 1):
        return [line]
    ends = [*(each.start() for each in marks[1:]), len(line)]
    return [_AND.sub("", line[each.end() : end]) for each, end in zip(marks, ends, strict=True)]


def is_ticked(line: str) -> bool:
    """Tell whether the box in front of a line is ticked."""
    found = _MARK.match(line)
    return found is not None and (found["tick"] in ("x", "X") or found["box"] in ("☑", "☒"))
