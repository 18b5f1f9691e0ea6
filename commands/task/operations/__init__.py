"""What people do to tasks. A button, a line, a form and a standup answer all come here."""

from commands.task.operations.adding import add as add
from commands.task.operations.dating import redate as redate
from commands.task.operations.finishing import finish as finish
from commands.task.operations.finishing import reopen as reopen
from commands.task.operations.giving import assign as assign
from commands.task.operations.outcome import Changed as Changed
from commands.task.operations.outcome import Outcome as Outcome
from commands.task.operations.outcome import Unknown as Unknown
