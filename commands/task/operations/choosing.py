"""What a channel chooses for its tasks."""

from sqlmodel import Session

from storage import facts, projects, workspaces


def choose_emoji(tx: Session, act: facts.Act, channel: facts.Channel, name: str) -> facts.Project | None:
    """Let an emoji make tasks in a channel; "" lets none.

    In a project's channel only its lead and admins choose; for others the project comes back, and nothing
    is changed. Elsewhere everybody does.
    """
    project = projects.get(tx, channel.project_id) if channel.project_id else None
    if project is not None and not _leads(act.member, project):
        return project
    workspaces.save_channel(tx, act.team.id, channel.slack_id, task_emoji=name or None)
    return None


def _leads(member: facts.Member | None, project: facts.Project) -> bool:
    return member is not None and (member.is_admin or member.id == project.lead_id)
