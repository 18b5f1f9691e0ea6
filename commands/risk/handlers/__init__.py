"""What `/risk`, its buttons and its forms answer."""

from commands.risk.handlers.command import run as run
from commands.risk.handlers.edit import edit as edit
from commands.risk.handlers.edit import open_score as open_score
from commands.risk.handlers.edit import save_score as save_score
from commands.risk.handlers.forms import from_blocker as from_blocker
from commands.risk.handlers.forms import from_message as from_message
from commands.risk.handlers.forms import from_task as from_task
from commands.risk.handlers.forms import open_close as open_close
from commands.risk.handlers.forms import own as own
from commands.risk.handlers.forms import save_close as save_close
from commands.risk.handlers.forms import save_form as save_form
