"""How each verb of `/task` is used."""

from commands.kit.reply import Say, say

HELP = {
    "add": "`/task Renew the TLS certificate @ben by fri !high ~3h #atlas`",
    "list": "`/task list late`, `/task list @ben`, `/task list #atlas`, `/task list +dns`, "
    '`/task list done`, `/task list "back-out"`, `/task list blocked`, `/task list all`, `/task board`',
    "done": "`/task done T-4 T-7`",
    "reopen": "`/task reopen T-4`",
    "assign": "`/task assign T-4 @ben`",
    "take": "`/task take T-4` makes a task nobody owns yours",
    "start": "`/task start T-4`",
    "block": "`/task block T-4 waiting for the vendor`",
    "unblock": "`/task unblock T-4`",
    "due": "`/task due T-4 next tue 3pm`, `/task due T-4 none`",
    "snooze": "`/task snooze T-4 mon` leaves you alone about it until Monday; it stays due when it was",
    "after": "`/task after T-9 T-4, T-7` lets T-9 wait for both",
    "free": "`/task free T-9 T-4` lets it wait no longer, `/task free T-9` for nothing at all",
    "edit": "`/task edit T-4` opens its form, `/task edit T-4 Renew both certificates` gives it a new title",
    "note": "`/task note T-4 the vendor promised an answer by noon`",
    "split": "`/task split T-4 order; rack; cable` makes a checklist",
    "watch": "`/task watch T-4`, `/task unwatch T-4`",
    "drop": "`/task drop T-4 the vendor does it` calls it off",
    "find": "`/task find certificate` searches titles and notes",
    "show": "`/task show T-4`",
    "history": "`/task history T-4` shows who did what, when",
    "undo": "`/task undo` takes back your last change, for ten minutes",
}


def usage(verb: str | None) -> Say:
    """Show how one verb is used, or all of them."""
    chosen = {verb: HELP[verb]} if verb in HELP else HELP
    rows = [f"*{name}*  {example}" for name, example in chosen.items()]
    return say("\n".join(["`/task` alone shows your day.", *rows]))
