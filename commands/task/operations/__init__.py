"""What people do to tasks. A button, a line, a form and a standup answer all come here."""

from commands.task.operations.adding import NO_MESSAGE as NO_MESSAGE
from commands.task.operations.adding import Origin as Origin
from commands.task.operations.adding import add as add
from commands.task.operations.dating import redate as redate
from commands.task.operations.editing import Edited as Edited
from commands.task.operations.editing import edit as edit
from commands.task.operations.editing import retitle as retitle
from commands.task.operations.finishing import finish as finish
from commands.task.operations.finishing import reopen as reopen
from commands.task.operations.giving import assign as assign
from commands.task.operations.giving import take as take
from commands.task.operations.messages import read_message as read_message
from commands.task.operations.outcome import Changed as Changed
from commands.task.operations.outcome import Ended as Ended
from commands.task.operations.outcome import NotYours as NotYours
from commands.task.operations.outcome import Outcome as Outcome
from commands.task.operations.outcome import Refusal as Refusal
from commands.task.operations.outcome import Taken as Taken
from commands.task.operations.outcome import Unknown as Unknown
from commands.task.operations.state import block as block
from commands.task.operations.state import start as start
from commands.task.operations.state import unblock as unblock
