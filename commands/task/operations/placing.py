"""Which channel each task of a file goes to, so that nobody sees it who did not where it comes from."""

from dataclasses import replace
from functools import cached_property

from sqlmodel import Session

from commands.task import sheet
from storage import facts, workspaces
from storage.import_facts import Import


class Places:
    """Finds the channels that the lines of a file go to, as of one moment: each is read once."""

    def __init__(self, tx: Session, act: facts.Act, file: Import) -> None:
        """Look for whoever brings the file, in the channel where they asked."""
        self._tx, self._act = tx, replace(act, here=file.channel_id)
        self.asked = workspaces.get_channel(tx, file.channel_id) if file.channel_id else None

    def find(self, name: str, project: facts.Project | None) -> facts.Channel | str | None:
        """Find the channel of a task whose line names one, or none (""), and whose project this is.

        It goes back to the channel it names, as an export writes it, if whoever brings it may see that;
        otherwise words say so. A public one gives way to the private channel that was asked in. None: the
        task is in no channel, and only those see it whose it is.
        """
        if not name:
            return self._unnamed(project)
        if name == sheet.NO_CHANNEL:
            return None
        found = self._seen.get(name.removeprefix("#").casefold())
        if found is None:
            named = "a channel that it does not name" if name == sheet.HIDDEN else f'a channel "{name[:80]}"'
            return f"it belongs to {named}, and you are in none such: empty that cell to bring it in here"
        return self.asked if self._is_asked_in_private and not found.is_private else found

    @property
    def _is_asked_in_private(self) -> bool:
        return self.asked is not None and self.asked.is_private

    @cached_property
    def _seen(self) -> dict[str, facts.Channel]:
        return {one.name.casefold(): one for one in workspaces.list_seen(self._tx, self._act)}

    def _unnamed(self, project: facts.Project | None) -> facts.Channel | None:
        """Find its project's channel; what is brought in a private one stays there.

        A channel of its project is as good as the project's first.
        """
        found = project.channel_id if project else None
        is_its = self.asked is not None and project is not None and self.asked.project_id == project.id
        if self.asked and (self._is_asked_in_private or found is None or is_its):
            return self.asked
        return workspaces.get_channel(self._tx, found) if found else None
