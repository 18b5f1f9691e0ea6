"""What other programs call the columns of a file of tasks, and what stands in them. Tables only."""

from commands.task import sheet
from storage.vocabulary import TaskStatus

# Names of columns, in small letters. Source: the CSV exports of Jira, Asana, Trello and Microsoft Planner.
COLUMNS = {
    **dict.fromkeys(("summary", "task", "task name", "subject", "name", "card name"), "title"),
    **dict.fromkeys(("assignee", "assigned to"), "owner"),
    **dict.fromkeys(("due date", "deadline"), "due"),
    **dict.fromkeys(("resolved", "completed at", "completed date"), "finished"),
    **dict.fromkeys(("description", "card description"), "notes"),
    "progress": "status",
    "tags": "labels",
    **dict.fromkeys(("story points", "story point estimate"), "points"),
    **dict.fromkeys(("custom field (story points)", "custom field (story point estimate)"), "points"),
}
STATES = (sheet.TO_DO, sheet.UNDER_WAY, sheet.BLOCKED)
BEGUN = ("in progress", "started", "doing", "in review", "in test", "testing", "in qa", sheet.UNDER_WAY)
BLOCKED = ("on hold", "waiting", "stuck", sheet.BLOCKED)
_OPEN = ("", "to do", "todo", "new", "not started", "backlog", "reopened", "selected for development")
STATUS = {
    **dict.fromkeys((*_OPEN, *BEGUN, *BLOCKED), TaskStatus.OPEN),
    **dict.fromkeys(("closed", "resolved", "complete", "completed", "finished"), TaskStatus.DONE),
    **dict.fromkeys(("cancelled", "canceled", "won't do"), TaskStatus.DROPPED),
    **{each.value: each for each in TaskStatus},
}
PRIORITY = {
    **dict.fromkeys(("highest", "blocker", "critical"), "P1"),
    **dict.fromkeys(("important", "major"), "P2"),
    "medium": "P3",
    **dict.fromkeys(("lowest", "minor", "trivial"), "P4"),
}
COLOURS = ("green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black")  # of Trello
NOBODY = ("nobody", "@nobody", "none", "unassigned", "no owner", "n/a", "-", "–", "—")
