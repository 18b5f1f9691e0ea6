"""How each verb of `/task` is used, by one worked example."""

from collections.abc import Sequence

from commands.kit import blocks
from commands.kit.blocks import Message
from commands.kit.reply import Say, say
from commands.task.views import forms

EXAMPLES = {
    "add": (
        "Renew the TLS certificate @ben by fri !high ~3h #atlas +security",
        "is Ben's, due on Friday, P2, three hours; `/task explain …` shows how a line would be read",
    ),
    "list": (
        "list late #atlas",
        'lists what is late in Atlas; also @ben, +dns, !p1, "back-out", done, given, watched, here, fri',
    ),
    "board": (
        "board #atlas",
        "shows tasks by state; one state alone by todo, started, blocked or done",
    ),
    "done": ("done T-4 T-7", "finishes both"),
    "reopen": ("reopen T-4", "opens it again"),
    "start": ("start T-4", "says that work has begun"),
    "skip": (
        "skip T-4",
        "moves a repeating task on to its next round; `/standup skip` leaves out a day of a standup",
    ),
    "block": ("block T-4 waiting for the vendor", "shows in every list what is in the way, and since when"),
    "unblock": ("unblock T-4", "says that nothing is in the way any more"),
    "assign": ("assign T-4 @ben", "gives it to Ben, who can decline"),
    "take": ("take T-4", "makes a task nobody owns yours"),
    "decline": ("decline T-4 on holiday that week", "gives it back to whoever gave it to you"),
    "propose": (
        "propose T-4 next tue",
        "asks whoever gave it to you for that date; until then the old one holds",
    ),
    "due": (
        "due T-4 next tue 3pm",
        "moves it and shows old and new date; `none` takes it away; `postpone T-4 by 2 days` counts from it; "
        "`due late mon` moves all that is late of yours",
    ),
    "snooze": (
        "snooze T-4 mon",
        "leaves you alone about it until Monday; it stays due when it was; `off` ends that; "
        "`snooze late mon` is for all that is late of yours",
    ),
    "after": ("after T-9 T-4, T-7", "lets T-9 wait for both"),
    "free": ("free T-9 T-4", "lets T-9 wait for T-4 no longer; `/task free T-9` for nothing at all"),
    "edit": ("edit T-4 Renew both certificates", "gives it a new title; `/task edit T-4` opens its form"),
    "note": ("note T-4 the vendor promised an answer by noon", "adds that to its history"),
    "split": ("split T-4 order; rack; cable", "makes a checklist of three steps"),
    "drop": ("drop T-4 the vendor does it", "calls it off, with the reason"),
    "watch": ("watch T-4", "tells you what changes on it"),
    "unwatch": ("unwatch T-4", "tells you no longer"),
    "show": ("show T-4", "shows all there is to it"),
    "history": ("history T-4", "shows who did what to it, and when; each entry can be put back"),
    "find": ("find firewall rules", "searches titles and notes"),
    "export": ("export csv #atlas", "hands out a file; `json` too"),
    "import": ("import", "asks for a file and shows what it would make before anything is saved"),
    "undo": ("undo", "takes back your last change of a task, for ten minutes"),
    "skills": ("skills +dns -oracle", "changes what you are good at; `/task skills @ben` shows Ben's"),
    "suggest": ("suggest T-4", "names up to three who could own it, with reasons; only you see them"),
    "emoji": ("emoji :pushpin:", "lets that emoji make tasks of messages in this channel; `off` ends it"),
    "quiet": ("quiet 18:00-09:00", "tells you nothing in those hours; `off` for all but your working hours"),
    "explain": ("explain Call the vendor by fri", "shows how that would be read, and saves nothing"),
    "help": ("help due", "shows one example of a verb"),
}


TOPICS = {
    "change": (
        "`/task T-4 !p1 by fri` changes those two and nothing else; several at once too, `T-4 T-7 @ben`.\n"
        "Each may have words of its own, `T-4 !p1, T-7 fri`; `;` parts commands, `done T-4; due T-7 mon`.\n"
        "It may hold whatever a new task takes: `@ben`, `by fri`, `!p1`, `~3h`, `+dns`, `#atlas`, `cc @dev`, "
        "`every fri`, `after T-2`; `-dns` takes a label away. The title changes by `/task edit T-4 …`."
    ),
    "dates": (
        "After `by`, `due` or `on`, or as the last words: `today`, `tomorrow 3pm`, `fri`, `next tue 15:00`, "
        "`27 nov`, `2026-11-27`, `in 3 working days`, `eod`, `end of month`.\n"
        "`fri` is the coming one, `next fri` that of next week; without an hour it is the end of your day. "
        "It repeats by `every fri at 16:00`, `every 2 weeks`, `every last friday`; `every! 30 days` counts "
        "from when it is done. The reply always says the date it stored."
    ),
    "tokens": (
        "`@ben` owns it (first word, or last before or after the date), `cc @dev` hears of it\n"
        "`!p1` to `!p4`, or `!urgent` `!high` `!normal` `!low` · `~3h` `~2d` `~5p` estimate, or points\n"
        "`+dns` label · `#atlas` project · `after T-12` waits for it · `by fri` due · `every fri` repeats\n"
        '`"…"` and backticks are never read; further lines are the notes.'
    ),
}
_ONE_THING = "*change*  `/task T-4 !p1 by fri` changes those two of T-4 and nothing else"
_GROUPS = (
    ("Make", ("add", "explain", "import", "emoji")),
    ("Change", (
        "assign", "take", "due", "snooze", "start", "block", "unblock", "after", "free", "edit", "note",
        "split", "watch", "unwatch",
    )),
    ("Finish", ("done", "skip", "reopen", "drop", "undo")),
    ("Look", ("list", "board", "show", "history", "find", "export", "help")),
    ("Settle", ("decline", "propose", "suggest", "skills", "quiet")),
)  # fmt: skip
_HEAD = (
    "`/task` alone shows your day. `/task help VERB` says more, `/task help dates` and `help tokens` what a "
    "line may hold. `@Muster task …` is the same where commands do not work, in threads."
)


def usage(verb: str | None) -> Say:
    """Show how one verb is used, what a line may hold, or all verbs as a newcomer meets them."""
    if verb in TOPICS:
        return say(f"*{verb}*\n{TOPICS[verb]}")
    if verb in EXAMPLES:
        line, what = EXAMPLES[verb]
        return say(f"*{verb}*\n`/task {line}`\n{what[0].upper()}{what[1:]}.")
    parts = ["\n".join([f"*{title}*", *_rows(title, names)]) for title, names in _GROUPS]
    shown = [blocks.section(part) for part in (_HEAD, *parts)]
    return Say(Message(_HEAD, (*shown, blocks.actions(forms.new_button()))))


def _rows(title: str, names: Sequence[str]) -> list[str]:
    rows = [f"*{name}*  `/task {EXAMPLES[name][0]}`" for name in names]
    return [_ONE_THING, *rows] if title == "Change" else rows
