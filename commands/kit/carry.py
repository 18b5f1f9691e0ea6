"""What a form carries along, unseen, and gives back when it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from storage import facts

MOST = 3000  # characters Slack lets a form carry


@dataclass(frozen=True, slots=True)
class Carry:
    """Where a form was opened, and what it is about."""

    channel: str = ""  # Slack id of where it was opened; "" in a Home
    link: str = ""  # to the message it was opened on
    thread: str = ""  # ts of the message whose thread is told; "" for none
    files: tuple[facts.File, ...] = ()
    numbers: tuple[int, ...] = ()  # of the tasks it changes
    drawn: Mapping[str, str] = field(default_factory=dict)  # marks of its fields as they were drawn
    day: date | None = None  # the due date as it was drawn
    task: int = 0  # number of the task a risk is logged for
    rest: str = ""  # names the draft that keeps the notes its field does not hold
    said: str = ""  # the lines of the message it was opened on that name people or days
    saved: tuple[str, ...] = ()  # names of fields that were saved before it asked about others
    group: str = ""  # the change group that saved them

    @property
    def text(self) -> str:
        """Write it down; of too many files the last are left out."""
        files = [[file.name, file.url] for file in self.files]
        while True:
            given = {
                "link": self.link,
                "thread": self.thread,
                "files": files,
                "numbers": self.numbers,
                "drawn": dict(self.drawn),
                "task": self.task,
                "day": self.day and self.day.isoformat(),
                "rest": self.rest,
                "said": self.said,
                "saved": self.saved,
                "group": self.group,
            }
            kept = {name: value for name, value in given.items() if value}
            text = f"{self.channel}|{json.dumps(kept, separators=(',', ':'))}"
            if len(text) <= MOST or not files:
                return text
            files = files[:-1]


def read(text: str) -> Carry:
    """Read what a form carried."""
    channel, _, rest = text.partition("|")
    kept = json.loads(rest or "{}")
    return Carry(
        channel=channel,
        link=kept.get("link", ""),
        thread=kept.get("thread", ""),
        files=tuple(facts.File(name, url) for name, url in kept.get("files", ())),
        numbers=tuple(kept.get("numbers", ())),
        drawn=kept.get("drawn", {}),
        day=date.fromisoformat(kept["day"]) if "day" in kept else None,
        task=kept.get("task", 0),
        rest=kept.get("rest", ""),
        said=kept.get("said", ""),
        saved=tuple(kept.get("saved", ())),
        group=kept.get("group", ""),
    )
