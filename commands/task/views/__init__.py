"""What people see of tasks."""

from commands.task.views.cards import card as card
from commands.task.views.cards import thread as thread
from commands.task.views.differences import value as value
from commands.task.views.forms import clash_form as clash_form
from commands.task.views.forms import form as form
from commands.task.views.help import usage as usage
from commands.task.views.links import linked as linked
from commands.task.views.links import moved as moved
from commands.task.views.lists import listing as listing
from commands.task.views.lists import my_day as my_day
from commands.task.views.outcomes import said as said
from commands.task.views.replies import added as added
from commands.task.views.replies import undone as undone
from commands.task.views.replies import unknown as unknown
from commands.task.views.whole import shown as shown
from commands.task.views.words import who as who
