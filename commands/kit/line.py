"""What task and risk lines share: clean-up, literals, tokens. Knows no verbs and no dates."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from commands.kit.requests import Mention, Offer, ProjectRef, Unclear, key_of

Span = tuple[int, int]

COVER = "\ue000"  # stands for each character of a literal, so that nothing is found in it
LONGEST_TITLE = 250
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\u00a0\u2007\u202f\u0085\u2028\u2029\t", " "),
    }
)
_UNSEEN = re.compile(r"[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000\ue001]")
_JOINER = re.compile(r"(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f]|$)")
_LINK = r"<(?P<url>(?:https?|mailto|tel):[^|>\s]*)(?:\|(?P<label>[^>]*))?>"
_LITERAL = re.compile(rf'`[^`]+`|(?<!\w)"[^"]+"(?!\w)|{_LINK}|\\<[@#!][^>]*>|\\[#@!+~]|https?://\S+')
_MENTION = re.compile(
    r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<label>[^>]*))?>"
    r"|<!(?P<group>here|channel|everyone|subteam\^[A-Z0-9]+)(?:\|@?(?P<handle>[^>]*))?>"
    r"|(?<![\w@/.<\\])@(?![0-9]{1,2}(?::[0-9]{2})?(?:[ap]m)?(?![\w.-]))(?P<name>[^\W_](?:[\w.-]*\w)?)"
)
_PROJECT = re.compile(
    r"(?<!\S)(?:#(?P<key>[^\W\d_][\w-]*)|<#(?P<channel>[CG][A-Z0-9]+)(?:\|(?P<name>[^>]*))?>)[.,;:]*(?!\S)"
)
_LABEL = r"\+[^\W\d_](?:[^\W_]|-){1,39}"
_LABELS = re.compile(
    rf"(?<!\S){_LABEL}(?:,{_LABEL})*"
    r"(?:,(?=\s+(?:[+!~#@<]|(?:by|due|on|cc|every)\s))|[,.;:]+(?=\s*$))?(?!\S)"
)
_ARROW = re.compile(r"\s(?:[-=]*(?:(?:>|&gt;){1,3})|@|/+)$")
_BULLET = re.compile(r"(?:[•◦▪▫‣⁃]\ufe0e?\s*|[-–—*·]\s+)?(?:(?:\[ ?\]|☐)\s*)?(?=\S)")
_SPOKEN = re.compile(
    rf"{_LINK}|<@(?P<id>[UW][A-Z0-9]+)\|(?P<person>[^>]+)>|<#[CG][A-Z0-9]+\|(?P<channel>[^>]+)>"
    r"|<!(?P<group>[a-z]+)[^|>]*(?:\|@?(?P<handle>[^>]+))?>|\\(?P<sign>[#@!+~]|(?=<[@#!]))|&(?P<code>lt|gt|amp);"
)
_CODE, _GAPS = re.compile(r"(`[^`]+`)"), re.compile(r"\s+")
_QUOTED = re.compile(r'"[^"]+"')
_WHOLE_LINK = re.compile(_LINK)
# What a phone makes of two dashes, and a document of a hyphen that is to stay on its line.
_OTHER_DASH = re.compile(r"(?<=\b[TtRr])[—‐‑‒−](?=[0-9])")
_BULLETS = tuple("-–—*·•◦▪▫‣⁃[☐")
_ID = r"{letter}[-–]([0-9]{{1,9}})(?![\w-])"
_IDS = {
    letter: re.compile(
        rf"\s*(?:{one}(?:(?:&amp;|[\s,;&/+])+(?:and\s+)?(?={one})|\s*[.,]?\s*(?=\S|$)))+", re.IGNORECASE
    )
    for letter, one in ((letter, _ID.format(letter=letter)) for letter in "tr")
}
_ANY_ID = re.compile(r"(?<![\w-])t[-–]\d", re.IGNORECASE)
_KEPT = re.compile(r"(?:(?<!\S)\\(?:[@#][^\W_](?:[\w.-]*\w)?|<[@#][^>]*>)[.,;:]*\s*)+$")
_NUMBER = re.compile(r"[-–]([0-9]+)")
PAGE = re.compile(r"(?<!\S)page ([1-9][0-9]{0,3})(?!\S)", re.IGNORECASE)  # as the button More writes it
# The letters that a pattern with IGNORECASE takes for "i", "s" and "k", though none is that in lower case.
_ALIKE = str.maketrans("İıſ\u212a", "IisK")
_ALIKE_OR_NAME = re.compile(r"<[^>]*>|[@#][^\s,;]+|[İıſ\u212a]")
_ENTITY = re.compile(r"&(?:lt|gt|amp);")
_OPEN_ENTITY = re.compile(r"&(?:lt|gt|amp)$")
_OPEN_EMOJI = re.compile(r"(?<!\S):[a-z0-9_+'-]+$")
_CODES = {"lt": "<", "gt": ">", "amp": "&"}
_GROUPS = ("here", "channel", "everyone")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in a line: somebody, or a group (which can own nothing)."""

    span: Span
    who: Mention
    is_group: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One typed line while it is taken apart. Spans count characters of `text` and `mask` alike."""

    text: str
    mask: str  # literals covered, what was taken blank, dashes plain
    notes: str
    lead: str = ""  # the verb that was typed in front
    taken: tuple[tuple[Span, str], ...] = ()  # each with what it was read as

    def take(self, *spans: Span, role: str = "") -> "Line":
        """Take tokens out of the title; `role` says what they are, for `/task explain`."""
        if not spans:
            return self
        taken = (*self.taken, *((span, role) for span in spans))
        return Line(self.text, self._without(spans), self.notes, self.lead, taken)

    def hide(self, *spans: Span) -> "Line":
        """Look past tokens that stay in the title."""
        return replace(self, mask=self._without(spans)) if spans else self

    def read_as(self, span: Span, word: str) -> "Line":
        """Read other words than were typed at a place; `word` is no longer than those."""
        start, end = span
        return replace(self, mask=f"{self.mask[:start]}{word.ljust(end - start)}{self.mask[end:]}")

    def kept_last(self) -> tuple[Span, ...]:
        """Find the names a line ends with that were left as text (`\\@acme`): none of them is a token."""
        found = _KEPT.search(self.text, 0, len(self.mask.rstrip()))
        return (found.span(),) if found else ()

    def _without(self, spans: Iterable[Span]) -> str:
        mask = self.mask
        for start, end in spans:
            mask = mask[:start] + " " * (end - start) + mask[end:]
        return mask

    def title(self) -> str:
        """Join what was not taken, in the words people read."""
        pieces, at = [], 0
        for (start, end), _ in sorted(self.taken):
            pieces.append(self.text[at:start])
            at = max(at, end)
        pieces.append(self.text[at:])
        left = pieces[0]
        for piece in (each.strip() for each in pieces[1:]):
            left = f"{left.rstrip(' ,;')}{piece}" if piece.startswith(")") else f"{left.rstrip()} {piece}"
        if not pieces[-1].strip():
            left = _ended(left)
        if not pieces[0].strip():
            left = left.lstrip(" ,;:-–—")
        return unquoted(spoken(left))

    def rewritten(self, *changes: tuple[Span, str], front: str = "") -> str:
        """Write the whole line again with spans replaced, verb and notes included."""
        text = self.text
        for (start, end), new in sorted(changes, reverse=True):
            if new:
                text = f"{text[:start]}{new}{text[end:]}"
            else:
                text = " ".join(part for part in (text[:start].rstrip(), text[end:].lstrip()) if part)
        text = f"{self.lead}{front}{text}"
        return f"{text}\n{self.notes}" if self.notes else text

    def as_text(self, *spans: Span) -> list[tuple[Span, str]]:
        """Leave tokens in the title, in the words people read: changes for `rewritten`."""
        return [((start, end), f"\\{spoken(self.text[start:end])}") for start, end in spans]


def _ended(text: str) -> str:
    """Drop what joins a title to what followed it."""
    return bare_end(_ARROW.sub("", text.rstrip()), " ,;:-–—|→")


def bare_end(text: str, closers: str = " .,;:?!)") -> str:
    """Drop what closes a text, but for the sign that closes an entity ("&gt;") or an emoji (":bug:")."""
    bare = text.rstrip(closers)
    sign = ";" if _OPEN_ENTITY.search(bare) else ":" if _OPEN_EMOJI.search(bare) else ""
    return f"{bare}{sign}" if sign and text[len(bare) :].startswith(sign) else bare


def parted(text: str, sign: str) -> list[str]:
    """Part a text at a sign, but not inside literals and entities ("a & b; `c; d`" has two parts)."""
    mask = _ENTITY.sub(_covered, _LITERAL.sub(_covered, text))
    cuts = [at for at, each in enumerate(mask) if each == sign]
    return [text[start:end] for start, end in zip([0, *(at + 1 for at in cuts)], [*cuts, None], strict=True)]


def _covered(match: re.Match[str]) -> str:
    return COVER * len(match[0])


def clean(raw: str) -> tuple[str, str]:
    """Make typed text plain: NFC, straight quotes, nothing unseen, no bullet or empty box of a list in front.

    Returns the first line and the rest.
    """
    text = raw.strip() if raw.isascii() and raw.isprintable() else _plain(raw)
    if text[:1] in _BULLETS:
        text = _BULLET.sub("", text, count=1)
    head, _, notes = text.partition("\n")
    return head.strip(), notes.strip()


def _plain(raw: str) -> str:
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    text = _JOINER.sub("", _UNSEEN.sub("", text)).translate(_STRAIGHT).strip()
    return _OTHER_DASH.sub("-", text)


def start(head: str, notes: str, lead: str = "") -> Line:
    """Begin to take a cleaned line apart: cover its literals."""
    mask = plain_letters(_LITERAL.sub(_covered, head))
    return Line(head, mask.replace("–", "-").replace("—", "-"), notes, lead)


def plain_letters(text: str) -> str:
    """Write the letters that patterns take for others as those ("DAİLY" as "DAILY"), but not in names.

    The text stays as long as it is.
    """
    return text if text.isascii() else _ALIKE_OR_NAME.sub(_alike, text)


def _alike(match: re.Match[str]) -> str:
    return match[0].translate(_ALIKE) if len(match[0]) == 1 else match[0]


def spoken(text: str) -> str:
    """Show text as people read it: labels for links and names, entities decoded once, single spaces."""
    parts = _CODE.split(text) if "`" in text else [text]
    text = "".join(part if part.startswith("`") else _GAPS.sub(" ", part) for part in parts).strip()
    return _SPOKEN.sub(_say, text).strip() if "<" in text or "\\" in text or "&" in text else text


def unquoted(title: str) -> str:
    """Drop quotes that go round the whole of a title."""
    return title[1:-1].strip() if _QUOTED.fullmatch(title) else title


def quoted(text: str) -> str:
    """Put a text in quotes, so that nothing in it is read; one that has quotes keeps only those."""
    return text if '"' in text else f'"{text}"'


def spoken_notes(text: str) -> str:
    """Show notes as people read them, line breaks kept, and the address of a link behind its label."""
    return "\n".join(spoken(_WHOLE_LINK.sub(_with_address, each)) for each in text.split("\n"))


def _with_address(link: re.Match[str]) -> str:
    is_told = not link["label"] or link["url"].endswith(link["label"])
    return link[0] if is_told else f"{link['label']} ({link['url']})"


def _say(match: re.Match[str]) -> str:
    if match["code"]:
        return _CODES[match["code"]]
    if match["url"]:
        return decoded(match["label"] or match["url"].removeprefix("mailto:"))
    if match["person"] or match["channel"]:
        return f"@{match['person']}" if match["person"] else f"#{match['channel']}"
    if match["group"]:
        return f"@{match['handle'] or match['group'].replace('subteam', 'group')}"
    return match["sign"]


def decoded(text: str) -> str:
    """Write the three signs that Slack sends as entities ("&amp;") as they were typed."""
    return _ENTITY.sub(lambda match: _CODES[match[0][1:-1]], text)


def hidden_links(text: str) -> tuple[str, ...]:
    """List the addresses that the title shows by label only, as "label: address"."""
    return tuple(
        decoded(f"{link['label']}: {link['url']}")
        for link in _WHOLE_LINK.finditer(text)
        if link["label"] and not link["url"].endswith(link["label"])
    )


def fitted(title: str) -> tuple[str, bool]:
    """Cut a title of over 250 characters at a word, marked with an ellipsis; says whether it did."""
    if len(title) <= LONGEST_TITLE:
        return title, False
    head = title[:LONGEST_TITLE]
    whole = head.rsplit(" ", 1)[0].rstrip() if " " in head else head
    return f"{whole[: LONGEST_TITLE - 1]}…", True


def mentions(mask: str) -> list[Found]:
    """Find everybody a line names, in order."""
    return [_found(match) for match in _MENTION.finditer(mask)] if "@" in mask or "<!" in mask else []


def _found(match: re.Match[str]) -> Found:
    if match["id"]:
        return Found(match.span(), Mention(match["id"], match["label"] or None), is_group=False)
    if match["group"]:
        handle = match["handle"] or match["group"].partition("^")[0].replace("subteam", "group")
        return Found(match.span(), Mention(None, handle), is_group=True)
    name = match["name"]
    if name.lower() in (*_GROUPS, "me", "nobody"):
        name = name.lower()
    return Found(match.span(), Mention(None, name), is_group=name in _GROUPS)


def projects(mask: str) -> list[tuple[Span, ProjectRef]]:
    """Find the projects a line names, in order; "#123" is none."""
    return [(match.span(), _project(match)) for match in _PROJECT.finditer(mask)] if "#" in mask else []


def _project(match: re.Match[str]) -> ProjectRef:
    if match["channel"]:
        return ProjectRef(match["name"] or None, match["channel"])
    return ProjectRef(key_of(match["key"]), None)


def labels(mask: str) -> list[Span]:
    """Find the `+label` tokens of a line, in order, one or several ("+dns,+web"); "+1" and "+x" are none."""
    return [match.span() for match in _LABELS.finditer(mask)] if "+" in mask else []


def ids(words: str, letter: str) -> tuple[tuple[int, ...], str]:
    """Read leading ids like "T-4, t-7 and T-9" (each once); returns their numbers and what follows."""
    numbers, end = ids_at(words, letter, 0)
    return numbers, words[end:].strip() if numbers else words


def ids_at(words: str, letter: str, at: int) -> tuple[tuple[int, ...], int]:
    """Read the ids that stand at a place in a line; returns their numbers and where they end."""
    lead = _IDS[letter].match(words, at) if words[at:].lstrip()[:1].lower() == letter else None
    if lead is None:
        return (), at
    return tuple(dict.fromkeys(int(number) for number in _NUMBER.findall(lead[0]))), lead.end()


def has_id(text: str) -> bool:
    """Tell whether the number of a task stands anywhere in a text."""
    said = text.lower()
    return ("t-" in said or "t–" in said) and _ANY_ID.search(text) is not None


def distance(a: str, b: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour to get from `a` to `b`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right)))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]


def is_alike(a: str, b: str) -> bool:
    """Tell at a glance, before any counting, whether two words may be two letters apart or less."""
    return abs(len(a) - len(b)) <= 2 and sum(letter in b for letter in a) >= len(a) - 2


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Find the known word that `word` is a slip of: one letter off, two in words of six or more."""
    word = word.lower()
    if word in known:
        return word
    close = [each for each in known if len(each) > 2 and is_alike(word, each)]
    near = [(distance(word, each), each) for each in close]
    near = [(far, each) for far, each in near if far <= (2 if len(each) > 5 else 1)]
    return min(near)[1] if near else None


def contradiction(typed: Line, found: list[tuple[Span, str, str]]) -> Unclear | None:
    """Ask which of two different tokens holds; each comes as span, what to write and what to show."""
    different = {write: show for _, write, show in found}
    if len(different) < 2:
        return None
    first, second = list(different.values())[:2]
    gone = [(span, "") for span, _, _ in found[1:]]
    offers = tuple(
        Offer(label[:75], typed.rewritten((found[0][0], write), *gone)) for write, label in different.items()
    )
    return Unclear(f"{first} and {second} cannot both hold. Nothing was saved. Which one?", offers)


def two_projects(typed: Line, named: list[tuple[Span, ProjectRef]]) -> Unclear | None:
    """Ask which of two different projects holds; only one that there is can be the answer."""
    unclear = contradiction(typed, [(span, ref.token, ref.text) for span, ref in named])
    refs = {ref.token: ref for _, ref in named}.values()
    if unclear is None:
        return None
    offers = (replace(offer, project=ref) for offer, ref in zip(unclear.offers, refs, strict=True))
    return replace(unclear, offers=tuple(offers))
