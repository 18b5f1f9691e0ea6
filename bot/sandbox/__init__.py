"""What is Slack? A workspace on your own machine, as strict as the real one. Imports nothing of ours."""

from bot.sandbox.manifest import find_trouble, is_url, name_of
from bot.sandbox.reading import Unreadable
from bot.sandbox.seed import START
from bot.sandbox.server import Sandbox
from bot.sandbox.settle import Due, Idle
from bot.sandbox.snapshot import Kept, read_kept
from bot.sandbox.workspace import Clock

__all__ = [
    "START",
    "Clock",
    "Due",
    "Idle",
    "Kept",
    "Sandbox",
    "Unreadable",
    "find_trouble",
    "is_url",
    "name_of",
    "read_kept",
]
