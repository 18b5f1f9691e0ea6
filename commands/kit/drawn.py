"""What a form held as it was drawn, as marks: was a field changed there, here, or both? Pure.

Only what was changed is saved. What somebody else changed meanwhile is not overwritten: lists grow
together, of other fields it is asked which holds, with both texts.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2s

from commands.kit import blocks
from commands.kit.blocks import Block, safe


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


def marks(shown: Mapping[str, object]) -> dict[str, str]:
    """Give each field a short mark that differs when it does."""
    return {name: mark(what) for name, what in shown.items()}


def changed(typed: Mapping[str, str], drawn: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """Give the marks of the fields that were shown and changed, but for those that are to stay theirs.

    `typed`, `drawn`: marks by field; `values`: the form as it was sent.
    """
    mine = [name for name in typed if name in values and values.get(_keep(name)) != "theirs"]
    return {name: typed[name] for name in mine if typed[name] != drawn.get(name)}


def clashing(mine: Mapping[str, str], drawn: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Name the fields of `mine` that somebody else changed since they were drawn, and not to the same."""
    return [name for name in mine if now[name] not in (drawn.get(name, now[name]), mine[name])]


def clash(
    theirs: Mapping[str, tuple[str, str]],
    fields: Mapping[str, Sequence[Block]],
    called: Callable[[str], str],
    saved: str = "",
) -> list[Block]:
    """Ask which holds, field by field: what one typed, or what somebody made of it meanwhile.

    `theirs`: by field, who changed it ("you", too) and to what; `fields`: how each is drawn, with what one
    typed; `called`: what each is called; `saved`: what was saved already, in words.
    """
    somebody = "you" if all(who == "you" for who, _ in theirs.values()) else "somebody"
    head = (
        f"While this form was open, {somebody} changed the same. Nothing you typed is lost: choose for each."
    )
    shown = [blocks.section(f"{head}\nSaved already: {saved}." if saved else head)]
    for name, (who, what) in theirs.items():
        made = f"*{safe(who[:1].upper() + who[1:])}* made the {called(name)}: {safe(blocks.cut(what, 2000))}"
        choice = [("Keep mine, as it stands below", "mine"), (f"Take what {who} wrote", "theirs")]
        shown.append(blocks.section(made))
        shown.append(blocks.field(_keep(name), f"Which {called(name)}?", blocks.either("keep", choice)))
        shown += fields.get(name, [])
    return shown


def _keep(name: str) -> str:
    return f"keep.{name}"
