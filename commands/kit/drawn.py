"""What a field of a form held when it was drawn, as a mark: was it changed there, here, or both?"""

from hashlib import blake2s


def mark(value: object) -> str:
    """Give what a field holds a short mark that differs when it does."""
    return blake2s(repr(value).encode(), digest_size=4).hexdigest()


def text_mark(text: str) -> str:
    """Give the text of a field a mark that also finds it again in front of what was added since."""
    return f"{len(text)}.{mark(text)}"


def merged(drawn: str, typed: str, now: str) -> str:
    """Return what a text is to be, that was `typed` in a form while it may have changed to `now`.

    `drawn` is the mark of the text in the form. Left as it was drawn, it is as it is now; changed on one
    side, as it was changed there. Of what both changed nothing is lost: what was typed is followed by the
    lines added to the drawn text, or where that is not found again by all lines of now, but for those that
    were typed, too.
    """
    if text_mark(typed) == drawn:
        return now
    length = int(drawn.partition(".")[0])
    since = now[length:] if text_mark(now[:length]) == drawn else now
    known = {"", *typed.splitlines()}
    return "\n".join(filter(None, (typed, *(one for one in since.splitlines() if one not in known))))
