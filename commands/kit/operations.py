"""What every capability does alike: find the person and the project meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from commands.kit.line import clean, distance, start
from commands.kit.requests import HOLE, NO_PROJECT, Mention, Offer, ProjectRef, Unclear, key_of
from storage import facts, histories, people, projects, seen, tasks, workspaces
from storage.vocabulary import ADDED, Noun

KEEP = "Keep as text"
OWNER = "Who owns this?"
COUNTS = {2: "Two", 3: "Three", 4: "Four"}
_ID = re.compile(r"<@([UW][A-Z0-9]+)>")
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")


def owner_of(
    tx: Session,
    act: facts.Act,
    mention: Mention | None,
    line: str,
    *,
    ask: str = OWNER,
    is_looked_up: bool = False,
    is_in_title: bool = False,
) -> facts.Member | Unclear | None:
    """Find who is meant: the caller when nobody is named, None for @nobody, or words that ask.

    `line` is what was typed; the buttons run it again with one person in the mention's place, or where it may
    be part of a title (`is_in_title`) with the mention as text. Who is only looked up (`is_looked_up`) may
    have left.
    """
    if mention is None or mention.name == "me":
        return act.member
    if mention.slack_id is None and mention.name == "nobody":
        return None
    if mention.slack_id is not None:
        member = people.find(tx, act.team.id, mention.slack_id)
        if member is None or not (is_looked_up or (member.is_active and not member.is_bot)):
            who = member.name if member else "That person"
            left = "has left and " if member and not member.is_bot else ""
            if ask == OWNER:
                why = f"{who} {left}cannot own work here. Nothing was saved. Name somebody else, or @nobody."
            else:
                why = f"{who} {left}is told nothing here. Nothing was saved. Name somebody else."
            return Unclear(why, _without(line, mention, mention.name or who, is_in_title=is_in_title))
        return member
    named = people.list_named(tx, act.team.id, mention.name or "")
    if len(named) == 1:
        return named[0]
    if not named:
        saved = "" if is_looked_up else "Nothing was saved. "
        leave = ", or leave it out to own this yourself" if ask == OWNER else ", or leave it out"
        return Unclear(
            f'Nobody here is called "{mention.text}". {saved}Pick the name from Slack\'s list '
            f"as you type it{leave}.",
            _without(line, mention, mention.name or "", is_in_title=is_in_title),
        )
    count = COUNTS.get(len(named), "Several")
    offers = tuple(Offer(one.name, _instead(line, _typed(mention), f"<@{one.slack_id}>")) for one in named)
    return Unclear(f"{count} people match {mention.text}. {ask}", offers)


def _without(line: str, mention: Mention, name: str, *, is_in_title: bool) -> tuple[Offer, ...]:
    """Offer somebody else in the place of who cannot own anything, or the word as part of the title."""
    chosen, kept = (_instead(line, _typed(mention), new) for new in (HOLE, f"\\@{name}"))
    choose = (Offer("Choose a person", chosen, pick="person"),) if HOLE in chosen else ()
    return (*choose, Offer(KEEP, kept)) if choose and is_in_title else choose


def _typed(mention: Mention) -> str:
    """Return the pattern of a mention as it was typed."""
    return rf"<@{mention.slack_id}(?:\|[^>]*)?>" if mention.slack_id else re.escape(mention.text)


def project_of(
    tx: Session,
    act: facts.Act,
    ref: ProjectRef | None,
    channel: facts.Channel | None,
    line: str,
    *,
    is_looked_up: bool = False,
    is_in_title: bool = False,
) -> facts.Project | Unclear | None:
    """Find which project is meant: the one named, else the channel's, else none; or words that ask.

    `line` and `is_in_title` as for `owner_of`. What is only looked up (`is_looked_up`) saves nothing, and may
    be a project that the caller knows by a task of it alone.
    """
    if ref == NO_PROJECT:
        return None
    if ref is None:
        return projects.get(tx, channel.project_id) if channel and channel.project_id else None
    found = _find_project(tx, act, ref) or (_find_by_task(tx, act, ref) if is_looked_up else None)
    if found is not None:
        return found
    asked = _no_project(tx, act, ref, line, is_in_title=is_in_title)
    if is_looked_up:
        named = with_channels(tx, act, ref.text)
        return replace(asked, words=f"There is no project {named}.{renamed(tx, act, ref)}")
    return asked


def _find_project(tx: Session, act: facts.Act, ref: ProjectRef) -> facts.Project | None:
    bound = projects.find_bound(tx, act, ref.channel) if ref.channel else None
    return bound or (projects.find_known(tx, act, ref.key) if ref.key else None)


def _find_by_task(tx: Session, act: facts.Act, ref: ProjectRef) -> facts.Project | None:
    """Find a project by its key if the caller may see any task of it."""
    found = projects.find(tx, act.team.id, ref.key) if ref.key else None
    if found is None or not tasks.count(tx, act, tasks.of_project(found.id), most=0, dropped=True):
        return None
    return found


def renamed(tx: Session, act: facts.Act, ref: ProjectRef) -> str:
    """Say by which key a project goes whose name was typed as one; "" where the caller knows none such."""
    key = key_of(ref.key) if ref.key else None
    found = next((one for one in projects.list_known(tx, act) if key_of(one.name) == key), None)
    return f" {found.name} goes by #{found.key}." if found else ""


def may_lead(act: facts.Act, project: facts.Project) -> bool:
    """Tell whether the caller may change a project's settings: its lead, or an admin of the workspace."""
    return act.member is not None and (act.member.id == project.lead_id or act.member.is_admin)


def _no_project(tx: Session, act: facts.Act, ref: ProjectRef, line: str, *, is_in_title: bool) -> Unclear:
    """Ask which project is meant: nearest key first. Who leads one can bind a channel to it."""
    key = ref.key or ""
    typed = rf"<#{ref.channel}(?:\|[^>]*)?>" if ref.channel else re.escape(ref.text)
    known = sorted(projects.list_known(tx, act), key=lambda one: distance(key.casefold(), one.key))
    offers = [Offer(one.name, _instead(line, typed, f"#{one.key}")) for one in known[:3]]
    if is_in_title:
        offers.append(Offer(KEEP, _instead(line, typed, f"\\#{key}" if ref.channel else None)))
    if ref.channel:
        words = f"#{key or 'that channel'} has no project. Nothing was saved yet."
        if any(may_lead(act, one) for one in known):
            words += " Bind the channel to one, or choose one for this line alone."
            bind = Offer("Bind it", f"{ref.channel} {line}", pick="project")
            return Unclear(words, (bind, *offers))
        return Unclear(f"{words} Who leads a project can bind it: /project bind, typed in it.", tuple(offers))
    if is_in_title:
        offers.append(Offer("Save without", _instead(line, typed, "")))
    return Unclear(f'No project "{key}". Nothing was saved yet.', tuple(offers))


def _instead(line: str, typed: str, new: str | None) -> str:
    """Put something else wherever a token (a pattern) was typed; None leaves it as text.

    With nothing in its place the space before it goes, too. In `code`, "quotes", links and notes nothing is
    a token.
    """
    head, notes = clean(line)
    before = " ?" if new == "" else ""
    token = re.compile(rf"{before}(?<![\w@/.]){typed}(?![\w-]|\.\w)", re.IGNORECASE)
    for match in reversed(list(token.finditer(start(head, notes).mask))):
        kept = f"\\{head[match.start() : match.end()]}"
        head = f"{head[: match.start()]}{kept if new is None else new}{head[match.end() :]}"
    return "\n".join(part for part in (head.strip(), notes) if part)


def asked(tx: Session, act: facts.Act, question: Unclear) -> Unclear:
    """Put real names into a question and on its offers, and say of which projects there are none."""
    refs = dict.fromkeys(offer.project for offer in question.offers if offer.project)
    missing = [ref.text for ref in refs if _find_project(tx, act, ref) is None]
    none = f"There is no project {' and none '.join(missing)}: `/project` shows which there are. "
    words = with_names(tx, act, f"{none if missing else ''}{question.words}")
    return replace(question, words=with_channels(tx, act, words), offers=named(tx, act, question.offers))


def named(tx: Session, act: facts.Act, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Put real names on the offers that name somebody as typed, each line once.

    One that fits nobody, or no project, keeps that word as text instead, or is dropped.
    """
    kept: list[Offer] = []
    for offer in offers:
        who = owner_of(tx, act, offer.who, "") if offer.who else None
        if offer.project and _find_project(tx, act, offer.project) is None:
            kept += [Offer(f"Keep {offer.project.text} as text"[:75], offer.kept)] if offer.kept else []
        elif offer.who is None:
            kept.append(offer)
        elif isinstance(who, facts.Member):
            label = offer.label.replace(offer.who.text, who.name).replace(offer.who.token, who.name)
            kept.append(Offer(label, offer.line))
        elif offer.kept and isinstance(who, Unclear):
            kept.append(Offer(f"Keep {offer.who.text} as text"[:75], offer.kept))
    return tuple({offer.line: offer for offer in reversed(kept)}.values())[::-1]


def with_names(tx: Session, act: facts.Act, text: str) -> str:
    """Put names in the place of ids: "<@U1>" becomes "@Ann Lee". One that nobody has stays."""

    def named(match: re.Match[str]) -> str:
        member = people.find(tx, act.team.id, match[1])
        return f"@{member.name}" if member else match[0]

    return _ID.sub(named, text) if "<@" in text else text


def with_channels(tx: Session, act: facts.Act, text: str) -> str:
    """Put names in the place of the ids of channels that the caller sees: "<#C1|>" becomes "#vendors"."""

    def name(match: re.Match[str]) -> str:
        channel = workspaces.find_seen(tx, act, match[1])
        return f"#{channel.name}" if channel else match[0]

    return _CHANNEL.sub(name, text)


def audience_of(channel: facts.Channel | None, project: facts.Project | None) -> int | None:
    """Find the channel whose members see a new thing: where it was made, else its project's first one."""
    if channel is not None and not channel.is_dm:
        return channel.id
    return project.channel_id if project else None


def find_answered(tx: Session, act: facts.Act, noun: Noun) -> int | None:
    """Return the id of what a private message asked for and was given before; None at its first answer."""
    if not act.is_answer or seen.is_new(tx, f"answer:{act.group}", now=act.now):
        return None
    made = histories.list_group(tx, act.team.id, act.group)
    return next((one.subject_id for one in made if (one.noun, one.field) == (noun, ADDED)), None)
