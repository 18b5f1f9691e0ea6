"""What people see of tasks."""

from commands.task.views.cards import card as card
from commands.task.views.cards import thread as thread
from commands.task.views.checklist import read_press as read_press
from commands.task.views.checklist import steps as steps
from commands.task.views.differences import value as value
from commands.task.views.forms import clash_form as clash_form
from commands.task.views.forms import drop_form as drop_form
from commands.task.views.forms import form as form
from commands.task.views.help import usage as usage
from commands.task.views.kept import not_watching as not_watching
from commands.task.views.kept import noted as noted
from commands.task.views.kept import stepped as stepped
from commands.task.views.kept import too_many as too_many
from commands.task.views.kept import watching as watching
from commands.task.views.links import linked as linked
from commands.task.views.links import moved as moved
from commands.task.views.lists import listing as listing
from commands.task.views.lists import my_day as my_day
from commands.task.views.outcomes import said as said
from commands.task.views.replies import added as added
from commands.task.views.replies import undone as undone
from commands.task.views.replies import unknown as unknown
from commands.task.views.trail import FIELDS as FIELDS
from commands.task.views.whole import shown as shown
from commands.task.views.words import who as who
