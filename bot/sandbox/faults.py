"""Faults on demand: what the sandbox does wrong the next few times it is asked."""

from dataclasses import asdict, dataclass, field

KINDS = (
    "ratelimited", "fatal_error", "fatal_after", "500_after", "timeout_before", "timeout_after",
    "drop_before", "drop_after",
)  # fmt: skip
PREFIXES = ("refuse:", "slow:")
CONNECTION_KINDS = ("drop", "close", "warning", "refresh", "disabled")
DELIVERY_KINDS = ("twice", "late", "slow_ack")  # these strike over HTTP, too
SOCKET_KINDS = (*CONNECTION_KINDS, *DELIVERY_KINDS)


@dataclass(slots=True)
class Fault:
    """One fault waiting to happen `times` more times; `method` may be *, and no other has its `number`."""

    number: int
    method: str
    kind: str
    times: int


@dataclass(slots=True)
class Switches:
    """Where workspaces differ, or where Slack's answer is not known for sure: on is the rarer behaviour.

    Some are numbers, from 0 to their `most`.
    """

    no_new_blocks: bool = False  # the roll-out of the newer blocks has not come here
    metadata_refused: bool = False  # metadata Slack cannot take refuses the message instead of vanishing
    threads_closed: bool = False  # a bot reads threads in DMs only
    free_plan: bool = False  # a workspace that pays nothing: no user groups, no canvases but of channels
    unlisted: bool = False  # an app sold outside the Marketplace: history 15 rows at a time, once a minute
    short_tokens: bool = False  # tokens that expire do so after a minute, not twelve hours
    undistributed: bool = False  # the app may not be installed outside its own workspace
    delayed_events: bool = False  # an event that failed is tried every hour for a day
    shuffle: int = field(default=0, metadata={"most": 5})  # minutes events may be under way, in any order
    refresh: int = field(default=0, metadata={"most": 1_440})  # minutes after which a connection is to go
    hourly_events: int = field(default=30_000, metadata={"most": 30_000})  # events an hour the app is sent


@dataclass(slots=True)
class Faults:
    """All faults ordered, in the order they were; and what is wrong for good, or only different."""

    waiting: list[Fault] = field(default_factory=list)
    switches: Switches = field(default_factory=Switches)
    ordered: int = 0

    def order(self, method: str, kind: str, times: int) -> str:
        """Order a fault; "" or a sentence saying why there is none of that kind."""
        known = kind in (SOCKET_KINDS if method == "socket" else KINDS) or (
            method != "socket" and kind.startswith(PREFIXES)
        )
        if not known:
            choices = SOCKET_KINDS if method == "socket" else (*KINDS, "refuse:<error>", "slow:<seconds>")
            return f'There is no fault "{kind}" for {method}. Choose from: {", ".join(choices)}.'
        if kind.startswith("slow:") and not _is_number(kind.removeprefix("slow:")):
            return f'"{kind}" names no seconds. Write for example slow:1.5.'
        self.ordered += 1
        self.waiting.append(Fault(self.ordered, method, kind, times))
        return ""

    def take_back(self, number: int) -> bool:
        """Take back the fault of this number; tells whether it still waited."""
        found = [fault for fault in self.waiting if fault.number == number]
        self.waiting[:] = [fault for fault in self.waiting if fault.number != number]
        return bool(found)

    def forget(self) -> None:
        """Take all back, as a reset does."""
        self.waiting.clear()
        self.ordered = 0

    def listed(self) -> list[dict[str, str | int]]:
        """List what is waiting, in the order in which it strikes, as JSON."""
        return [asdict(fault) for fault in self.waiting]

    def take(self, method: str) -> str:
        """Give the kind of the first fault for `method` and count it down; "" when there is none."""
        for fault in self.waiting:
            if fault.method in (method, "*") and not (method == "socket" and fault.method == "*"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault.kind
        return ""


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
