"""How Slack writes text: escaping, mentions, links. Knows names only through the workspace given to it."""

import re
from collections.abc import Callable

from bot.sandbox import emoji
from bot.sandbox.workspace import Workspace

_TOKEN = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|!\w|https?://|mailto:)[^<>\n]*>")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_WORD = re.compile(r"(?<![\w/@#.])([@#])([\w.\-À-ž]+)|(https?://[^\s<>|]*[^\s<>|.,;:!?)\]'\"])")
_BROADCASTS = {"here": "<!here>", "channel": "<!channel>", "everyone": "<!everyone>"}
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def typed(text: str, workspace: Workspace, *, labels: bool) -> str:
    """Turn what a person types into what Slack keeps: names become tokens, `& < >` are escaped.

    `labels` adds the name to a person's token (`<@U0BEN|ben>`); channels carry theirs always,
    private ones an empty one. Tokens already well formed stay as they are.
    """

    def resolve(found: re.Match[str]) -> str:
        sigil, word, link = found.groups()
        if link:
            return f"<{link}>"
        return _resolve(sigil, word, workspace, labels=labels)

    return _outside_tokens(text, lambda plain: _WORD.sub(resolve, _escape(plain)))


def stored(text: str) -> str:
    """Turn an app's text into what Slack stores: stray `& < >` escaped, bare links wrapped, emoji named."""

    def wrap(found: re.Match[str]) -> str:
        return f"<{found[3]}>" if found[3] else found[0]

    return _named(_outside_tokens(text, lambda plain: _WORD.sub(wrap, _escape_stray(plain))))


def kept(text: str, workspace: Workspace) -> str:
    """Turn a message as a person types it into what Slack stores: as `typed`, and emoji named."""
    return _named(typed(text, workspace, labels=False))


def pinged(text: str, workspace: Workspace) -> list[str]:
    """List what a text notifies, each once: user ids, also of groups, and here, channel or everyone."""
    found = [ident for ident in _MENTION.findall(text) if ident in workspace.members]
    named = [workspace.groups[ident] for ident in _GROUP.findall(text) if ident in workspace.groups]
    found += [user for group in named for user in group.users]
    found += [word for word, token in _BROADCASTS.items() if token.removesuffix(">") in text]
    return list(dict.fromkeys(found))


def mentions(text: str, user: str) -> bool:
    """Tell whether `text` names `user` by a token."""
    return user in _MENTION.findall(text)


def _resolve(sigil: str, word: str, workspace: Workspace, *, labels: bool) -> str:
    name = word.rstrip(".-")
    rest = word[len(name) :]
    if sigil == "@" and (group := workspace.find_group(name)) is not None:
        return f"<!subteam^{group.id}|@{group.handle}>{rest}"
    if sigil == "@":
        if name.casefold() in _BROADCASTS:
            return _BROADCASTS[name.casefold()] + rest
        member = workspace.find_member(name)
        if member is None:
            return sigil + word
        return (f"<@{member.id}|{member.name}>" if labels else f"<@{member.id}>") + rest
    channel = workspace.find_channel(name)
    if channel is None:
        return sigil + word
    return f"<#{channel.id}|{'' if channel.is_private else channel.name}>{rest}"


def _named(text: str) -> str:
    # Most text has none: hundreds of signs are not looked for in it.
    return text if text.isascii() else _outside_tokens(text, emoji.named)


def _outside_tokens(text: str, change: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        parts += [change(text[end : token.start()]), token[0]]
        end = token.end()
    return "".join([*parts, change(text[end:])])


def _escape(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_stray(plain: str) -> str:
    quoted = re.sub(
        r"(?m)^>", "\0", _BARE_AMPERSAND.sub("&amp;", plain)
    )  # a leading > is a quotation, not a stray sign
    return quoted.replace("<", "&lt;").replace(">", "&gt;").replace("\0", "&gt;")
