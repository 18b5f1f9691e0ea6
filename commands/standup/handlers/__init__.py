"""What `/standup`, its buttons and its forms answer."""

from commands.standup.handlers.answer import carry_out as carry_out
from commands.standup.handlers.answer import open_answer as open_answer
from commands.standup.handlers.answer import open_day as open_day
from commands.standup.handlers.answer import open_skip as open_skip
from commands.standup.handlers.answer import save as save
from commands.standup.handlers.answer import save_skip as save_skip
from commands.standup.handlers.command import resolve as resolve
from commands.standup.handlers.command import run as run
from commands.standup.handlers.settings import save_settings as save_settings
