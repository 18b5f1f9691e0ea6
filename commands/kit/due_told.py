"""Words in front of a date that tell of it or forbid something: it is only offered. Knows no dates."""

import re

# What happened or happens at a time, or what something says: "failed at 2am", "date shows 31/12".
_TOLD = re.compile(
    r"(?<![\w-])(?:(?!embed)[a-z]{2,}[a-df-z]ed|agreed|sent|taken|made|given|seen|held|built|shown|paid|bought"
    r"|written|found|lost|left|broken|stolen|ran|went|came|began|fell|died"
    r"|expires|expiring|arriving|coming|runs|fails|fires|crashes|happens|occurs|breaks|restarts|reboots|dies"
    r"|hangs|drops|stops|resets|appears|shows|says|reads|displays|ends|starts|begins|opens|closes|launches"
    r"|arrives|leaves|returns|lands|live|(?:is|are|was|were)(?: (?:out|off|away))?)\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<![\w-])(?:why|where|whether)\s"
    r"|^\s*(?:users|customers|clients|people)\s+(?:can|can't|cannot|complain|get|report|say|see)\s",
    re.IGNORECASE,
)
# "Get the NDA signed" and "contract to be signed" ask for it.
_GETS = re.compile(r"\s*(?:get|have|need|want)\s|.*\sto be \S+\s+$", re.IGNORECASE)
_FORBIDS = re.compile(
    r"\s*(?:please\s+)?(?:no|don'?t|do not|never|avoid)\s+(?!forget)[^\W\d_][^,;:.]*$", re.IGNORECASE
)


def is_told(before: str) -> bool:
    """Tell whether words say what happens at the time behind them: "Check why the backup failed"."""
    is_said = _TOLD.search(before, max(0, len(before) - 30)) is not None
    return bool(_CLAUSE.search(before)) or (is_said and not _GETS.match(before))


def is_forbidden(before: str) -> bool:
    """Tell whether words forbid something: "No deploys"; "don't forget" asks for it."""
    return _FORBIDS.match(before) is not None
