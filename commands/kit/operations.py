"""What every capability does alike: find the person and the project meant."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from commands.kit.line import distance
from commands.kit.requests import HOLE, NO_PROJECT, Mention, Offer, ProjectRef, Unclear
from storage import changes, facts, people, projects, seen
from storage.vocabulary import ADDED, Noun

COUNTS = {2: "Two", 3: "Three", 4: "Four"}


def owner_of(
    tx: Session,
    act: facts.Act,
    mention: Mention | None,
    line: str,
    *,
    ask: str = "Who owns this?",
    is_looked_up: bool = False,
) -> facts.Member | Unclear | None:
    """Find who is meant: the caller when nobody is named, None for @nobody, or words that ask.

    `line` is what was typed; the buttons run it again with one person in the mention's place. Who is only
    looked up (`is_looked_up`) may have left.
    """
    if mention is None or mention.name == "me":
        return act.member
    if mention.slack_id is None and mention.name == "nobody":
        return None
    if mention.slack_id is not None:
        member = people.find(tx, act.team.id, mention.slack_id)
        if member is None or not (is_looked_up or (member.is_active and not member.is_bot)):
            who = member.name if member else "That person"
            return Unclear(f"{who} cannot own work here. Nothing was saved. Name somebody else, or @nobody.")
        return member
    named = people.list_named(tx, act.team.id, mention.name or "")
    if len(named) == 1:
        return named[0]
    if not named:
        choose = Offer("Choose a person", _instead(line, mention.text, HOLE), pick="person")
        return Unclear(
            f'Nobody here is called "{mention.text}". Nothing was saved. Pick the name from Slack\'s list '
            "as you type it, or leave it out to own this yourself.",
            (choose,) if HOLE in choose.line else (),
        )
    count = COUNTS.get(len(named), "Several")
    offers = tuple(Offer(one.name, _instead(line, mention.text, f"<@{one.slack_id}>")) for one in named)
    return Unclear(f"{count} people match {mention.text}. {ask}", offers)


def project_of(
    tx: Session, act: facts.Act, ref: ProjectRef | None, channel: facts.Channel | None, line: str
) -> facts.Project | Unclear | None:
    """Find which project is meant: the one named, else the channel's, else none; or words that ask."""
    if ref == NO_PROJECT:
        return None
    if ref is None:
        return projects.get(tx, channel.project_id) if channel and channel.project_id else None
    found = projects.find_bound(tx, act.team.id, ref.channel) if ref.channel else None
    if found is None and ref.key:
        found = projects.find(tx, act.team.id, ref.key)
    if found is not None:
        return found
    return _no_project(tx, act, ref, line)


def may_lead(act: facts.Act, project: facts.Project) -> bool:
    """Tell whether the caller may change a project's settings: its lead, or an admin of the workspace."""
    return act.member is not None and (act.member.id == project.lead_id or act.member.is_admin)


def _no_project(tx: Session, act: facts.Act, ref: ProjectRef, line: str) -> Unclear:
    """Ask which project is meant: nearest key first. Who leads one can bind a channel to it."""
    typed = ref.token if ref.channel and ref.token in line else ref.text
    key = ref.key or ""
    known = sorted(projects.list_all(tx, act.team.id), key=lambda one: distance(key.casefold(), one.key))
    offers = [Offer(one.name, _instead(line, typed, f"#{one.key}")) for one in known[:3]]
    if ref.channel:
        offers.append(Offer("Keep as text", _instead(line, typed, f"\\#{key}")))
        words = f"#{key or 'that channel'} has no project. Nothing was saved yet."
        if any(may_lead(act, one) for one in known):
            words += " Bind the channel to one, or choose one for this line alone."
            bind = Offer("Bind it", f"{ref.channel} {line}", pick="project")
            return Unclear(words, (bind, *offers))
        return Unclear(f"{words} Who leads a project can bind it: /project bind, typed in it.", tuple(offers))
    offers.append(Offer("Save without", _instead(line, typed, "")))
    return Unclear(
        f'No project "{key}". Nothing was saved yet. Type \\#{key} to keep it as text.', tuple(offers)
    )


def _instead(line: str, typed: str, new: str) -> str:
    """Put something else where a token was typed, with the space before it when it is nothing."""
    before = " ?" if not new else ""
    return re.sub(rf"{before}(?<![\w@]){re.escape(typed)}(?![\w-])", lambda _: new, line, count=1).strip()


def named(tx: Session, act: facts.Act, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Put real names on the offers that name somebody as typed; one that fits nobody is dropped."""
    kept = []
    for offer in offers:
        who = owner_of(tx, act, offer.who, "") if offer.who else None
        if offer.who is None:
            kept.append(offer)
        elif isinstance(who, facts.Member):
            label = offer.label.replace(offer.who.text, who.name).replace(offer.who.token, who.name)
            kept.append(Offer(label, offer.line))
    return tuple(kept)


def audience_of(channel: facts.Channel | None, project: facts.Project | None) -> int | None:
    """Find the channel whose members see a new thing: where it was made, else its project's first one."""
    if channel is not None and not channel.is_dm:
        return channel.id
    return project.channel_id if project else None


def find_answered(tx: Session, act: facts.Act, noun: Noun) -> int | None:
    """Return the id of what a private message asked for and was given before; None at its first answer."""
    if not act.is_answer or seen.is_new(tx, f"answer:{act.group}", now=act.now):
        return None
    made = changes.list_group(tx, act.team.id, act.group)
    return next((one.subject_id for one in made if (one.noun, one.field) == (noun, ADDED)), None)
