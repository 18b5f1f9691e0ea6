"""Emoji by the names Slack stores them under: a few hundred; any other stays the sign it is."""

import json
import re
from pathlib import Path

_FILE = Path(__file__).parent / "page" / "emoji.json"  # the page draws them from the same file
_SETS = json.loads(_FILE.read_text(encoding="utf-8"))["sets"]
NAMES = {sign: name for named in _SETS.values() for name, sign in named.items()}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(NAMES, key=len, reverse=True))
# A part of a sign that several are joined to stays one.
_SIGN = re.compile(f"(?<!\u200d)(?:{_SIGNS})(?!\u200d)")


def named(text: str) -> str:
    """Write each known emoji as Slack stores it, `:name:`."""
    return _SIGN.sub(lambda found: f":{NAMES[found[0]]}:", text)
