"""Menus whose options the app supplies: a block_suggestion for what was typed, and what the answer offers."""

from typing import Any

from bot.sandbox import elements
from bot.sandbox.asking import Ask, Mistake, common, failed
from bot.sandbox.blockkit.check import check_options
from bot.sandbox.parcel import NoAck
from bot.sandbox.workspace import JSON, Member

EXTERNAL = ("external_select", "multi_external_select")
FEWEST = 3  # characters typed before the app is asked, unless the menu says otherwise


async def ask_app(ask: Ask, person: Member, element: JSON, where: JSON, typed: str) -> JSON:
    """Ask for the options of a menu; {"options"} or {"option_groups"}.

    `where` says where the menu stands, with its block_id. Nothing is asked before enough is typed: then there
    are no options. Raises Mistake when the app answers nothing, or what Slack would not show.
    """
    if len(typed) < element.get("min_query_length", FEWEST):
        return {"options": []}
    payload = common(ask.core, person, "") | {"type": "block_suggestion", "value": typed}
    del payload["trigger_id"]
    payload |= where | {"action_id": element["action_id"]}
    try:
        answer = await ask.core.ask("interactive", element["action_id"], payload)
    except NoAck as lost:
        raise Mistake(failed("The menu", lost.reason)) from None
    if not isinstance(answer, dict) or not answer.keys() & {"options", "option_groups"}:
        raise Mistake("The app answered with no options.")
    if problems := check_options(answer):
        raise Mistake(f"The app answered with options Slack does not show: {problems[0]}.")
    return answer


async def chosen(ask: Ask, person: Member, element: JSON, where: JSON, value: Any) -> list[JSON]:
    """Give the options that hold a choice: options come as they are, values are looked for at the app.

    It is asked as if nothing and then as if each value was typed, as far as the menu asks for that.
    """
    picked = value if isinstance(value, list) else [value]
    if all(isinstance(one, dict) for one in picked):
        return picked
    wanted = {str(one) for one in picked}
    loaded: list[JSON] = []
    for typed in ("", *sorted(wanted)):
        loaded += elements.option_list(await ask_app(ask, person, element, where, typed))
        if wanted <= {option["value"] for option in loaded}:
            break
    return loaded
