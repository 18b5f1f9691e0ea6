"""How work on tasks is begun, held up and taken: by line, and by the buttons of cards."""

from collections.abc import Sequence

from commands.kit.call import Call
from commands.kit.reply import Reply
from commands.kit.requests import Offer
from commands.task import operations, requests
from commands.task.grammar import several
from commands.task.handlers.told import pressed, told

State = requests.Start | requests.Block | requests.Unblock | requests.Take


async def answer(call: Call, request: State) -> Reply:
    """Carry out a request about how work stands."""
    act, write = call.act(), call.store.write
    match request:
        case requests.Start(numbers):
            return told(call, await write(operations.start, numbers, act))
        case requests.Block(numbers, reason):
            return told(call, await write(operations.block, numbers, reason, act), _waits(numbers, reason))
        case requests.Unblock(numbers):
            return told(call, await write(operations.unblock, numbers, act))
        case requests.Take(numbers):
            return told(call, await write(operations.take, numbers, act))


def _waits(numbers: Sequence[int], reason: str) -> list[Offer]:
    """Offer to have a task wait for the one task that is named as what is in its way."""
    named = set(several.named(reason)) - set(numbers)
    if len(numbers) != 1 or len(named) != 1:
        return []
    first, [other] = numbers[0], named
    return [Offer(f"Have T-{first} wait for T-{other}", f"after T-{first} T-{other}")]


async def start(call: Call) -> Reply:
    """Note that work on the task a button names has begun."""
    return pressed(call, await call.store.write(operations.start, [int(call.text)], call.act()))


async def unblock(call: Call) -> Reply:
    """Note that nothing is in the way of the task a button names."""
    return pressed(call, await call.store.write(operations.unblock, [int(call.text)], call.act()))


async def take(call: Call) -> Reply:
    """Make the task a button names the presser's own."""
    return pressed(call, await call.store.write(operations.take, [int(call.text)], call.act()))
