"""What `/task`, its buttons and its form answer."""

from commands.task.handlers.card import assign as assign
from commands.task.handlers.card import done as done
from commands.task.handlers.card import reopen as reopen
from commands.task.handlers.card import skip as skip
from commands.task.handlers.card import undo as undo
from commands.task.handlers.command import run as run
from commands.task.handlers.consent import decline as decline
from commands.task.handlers.consent import propose as propose
from commands.task.handlers.consent import save_decline as save_decline
from commands.task.handlers.dates import redate as redate
from commands.task.handlers.dates import shift as shift
from commands.task.handlers.dates import snooze as snooze
from commands.task.handlers.details import save_drop as save_drop
from commands.task.handlers.details import step as step
from commands.task.handlers.edit import edit as edit
from commands.task.handlers.edit import save_edit as save_edit
from commands.task.handlers.form import from_message as from_message
from commands.task.handlers.form import new as new
from commands.task.handlers.form import projects_named as projects_named
from commands.task.handlers.form import save_form as save_form
from commands.task.handlers.said import from_reaction as from_reaction
from commands.task.handlers.said import mentioned as mentioned
from commands.task.handlers.work import start as start
from commands.task.handlers.work import take as take
from commands.task.handlers.work import unblock as unblock
