"""What is Slack? A workspace on your own machine, as strict as the real one. Imports nothing of ours."""

from bot.sandbox.seed import START
from bot.sandbox.server import Sandbox
from bot.sandbox.settle import Idle
from bot.sandbox.workspace import Clock

__all__ = ["START", "Clock", "Idle", "Sandbox"]
