"""One Muster, killed again and again while it sends. The test does a little of it, `make bench` all."""

import asyncio
import random
from dataclasses import dataclass
from functools import partial

from tests.faults.running import Site, crowd, until

CHANNELS = 20


@dataclass(frozen=True, slots=True)
class Toll:
    """What came of it: how many messages were owed, are missing, stand there twice; how many kills."""

    owed: int
    lost: int
    twice: int
    kills: int


async def send_and_kill(site: Site, count: int, kills: int, seed: int) -> Toll:
    """Owe `count` messages to 20 channels and kill Muster at `kills` random moments while they go out."""
    chance = random.Random(seed)  # noqa: S311 - the same moments each time, not a secret
    process = await site.start()
    site.owe(count, crowd(CHANNELS))
    died = 0
    for moment in sorted(chance.sample(range(1, count), kills)):
        await until(partial(has_sent, site, moment), seconds=300)
        await asyncio.sleep(chance.uniform(0, 0.02))
        await site.kill(process)
        died += 1
        process = await site.start()
    await until(partial(has_sent, site, count), seconds=300)
    await site.settle()
    shown = [text for channel in crowd(CHANNELS) for text in site.shown(channel)]
    lost = {f"Rack {number}" for number in range(1, count + 1)} - set(shown)
    return Toll(count, len(lost), len(shown) - len(set(shown)), died)


def has_sent(site: Site, count: int) -> bool:
    """Tell whether so many messages stand in the crowd of channels."""
    channels = site.sandbox.core.workspace.channels
    return sum(len(channels[one].messages) for one in crowd(CHANNELS)) >= count
