"""usergroups.*: people who are mentioned together."""

from bot.sandbox.shapes import group_object
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, UserGroup


def list_(call: Call) -> JSON:
    """List all groups at once: this method has no pages."""
    _refuse_free_plan(call)
    shown = [_shown(call, group) for group in call.workspace.groups.values() if _is_wanted(call, group)]
    return {"usergroups": shown}


def users(call: Call) -> JSON:
    """List the people of one group."""
    _refuse_free_plan(call)
    group = call.workspace.groups.get(call.text("usergroup"))
    if group is None or not _is_wanted(call, group):
        raise Refused("no_such_subteam")
    return {"users": group.users}


def _refuse_free_plan(call: Call) -> None:
    if call.core.faults.switches.free_plan:
        raise Refused("plan_upgrade_required")


def _is_wanted(call: Call, group: UserGroup) -> bool:
    return not group.deleted or call.flag("include_disabled")


def _shown(call: Call, group: UserGroup) -> JSON:
    shown = group_object(group, call.workspace)
    if call.flag("include_users"):
        shown["users"] = group.users
    if call.flag("include_count"):
        shown["user_count"] = len(group.users)
    return shown


METHODS = {
    "usergroups.list": Method(
        list_,
        ("usergroups:read",),
        2,
        "include_count:bool include_disabled:bool include_users:bool team_id",
    ),
    "usergroups.users.list": Method(
        users, ("usergroups:read",), 2, "usergroup! include_disabled:bool team_id"
    ),
}
