"""A file of tasks is asked for, taken, and decided on."""

from commands.kit.call import Call
from commands.kit.reply import FieldErrors, Nothing, OpenModal, Reply, say
from commands.task import file_dates, incoming, operations, views
from commands.task.handlers.form import place


async def ask(call: Call) -> Reply:
    """Open the form that takes a file."""
    return OpenModal(views.import_form(place(call)))


async def bring(call: Call) -> Reply:
    """Take a file in and have it checked; one that cannot be read is refused in the form."""
    if call.document is None or call.document.problem:
        return FieldErrors({"file": call.document.problem if call.document else "Choose a file."})
    rows = incoming.read(call.document.name, call.document.content)
    if isinstance(rows, str):
        return FieldErrors({"file": rows})
    found = file_dates.read(rows, call.here)
    await call.store.write(operations.bring, call.act(), call.document.name, found, call.channel)
    if call.channel is None or not (call.channel.has_bot or call.channel.is_dm):
        return Nothing()  # the answer would stand in the direct message, which shows more by itself
    return say(views.brought(call.document.name, found))


async def save_import(call: Call) -> Reply:
    """Save what the file holds."""
    return await _pressed(call, "save")


async def read_days_first(call: Call) -> Reply:
    """Read the dates that could be two days with the day before the month."""
    return await _pressed(call, "days")


async def read_months_first(call: Call) -> Reply:
    """Read the dates that could be two days with the month before the day."""
    return await _pressed(call, "months")


async def cancel_import(call: Call) -> Reply:
    """Save nothing of it."""
    return await _pressed(call, "cancel")


async def take_import_back(call: Call) -> Reply:
    """Drop all that was made of it."""
    return await _pressed(call, "back")


async def _pressed(call: Call, pressed: str) -> Reply:
    is_done = await call.store.write(operations.press, call.act(), int(call.text), pressed)
    return Nothing() if is_done else say(views.decided())
