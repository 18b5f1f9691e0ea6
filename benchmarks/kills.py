"""Muster killed at 60 random moments while it sends 2,000 messages, as the tests do with fewer."""

from pathlib import Path

from storage.upgrade import upgrade
from tests.faults.random_kills import CHANNELS, send_and_kill
from tests.faults.running import site

POSTS, KILLS, SEED = 2_000, 60, 7


async def counted(folder: Path) -> None:
    """Count what was lost and what stands twice."""
    url = f"sqlite:///{folder / 'kills.db'}"
    upgrade(url)
    async with site(url, folder, CHANNELS) as here:
        toll = await send_and_kill(here, POSTS, KILLS, SEED)
    print(
        f"{toll.kills} times kill -9 at random moments across {toll.owed:,} messages: "
        f"{toll.lost} lost, {toll.twice} shown twice (goal: 0 and 0)"
    )
