"""The part of an app manifest that Slack acts on. Knows nothing of files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

EXAMPLE = "http://127.0.0.1:3000/slack/events"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the manifest declares it."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut as the manifest declares it; `type` is message or global."""

    name: str
    callback_id: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the app may do and hears. Scopes and events are Slack's names; `name` is the bot's.

    `urls` maps "events", "interactivity", "options" and the names of commands to request URLs. `optional` are
    those of the scopes that whoever installs the app may leave out; `rotation`: its tokens expire.
    """

    name: str
    commands: Mapping[str, Command]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    urls: Mapping[str, str]
    socket_mode: bool
    unfurl_domains: tuple[str, ...]
    optional: frozenset[str]
    redirect_urls: tuple[str, ...]
    rotation: bool


def read(manifest: Mapping[str, Any]) -> Manifest:
    """Read a manifest (the mapping its YAML or JSON holds); what is absent is off, save the two tabs."""
    features = manifest.get("features") or {}
    tabs = features.get("app_home") or {}
    urls = _urls(manifest)
    wanted = (manifest.get("settings") or {}).get("socket_mode_enabled")
    return Manifest(
        name=name_of(manifest),
        commands={one.command: one for one in map(_command, features.get("slash_commands") or ())},
        shortcuts=tuple(map(_shortcut, features.get("shortcuts") or ())),
        scopes=_scopes(manifest),
        events=frozenset(_inside(manifest, "settings", "event_subscriptions", "bot_events")),
        home_tab=bool(tabs.get("home_tab_enabled", True)),
        messages_tab=bool(tabs.get("messages_tab_enabled", True)),
        messages_read_only=bool(tabs.get("messages_tab_read_only_enabled", False)),
        urls=urls,
        socket_mode=not urls if wanted is None else bool(wanted),
        unfurl_domains=tuple(str(one).casefold() for one in features.get("unfurl_domains") or ()),
        optional=frozenset(_inside(manifest, "oauth_config", "scopes", "bot_optional")),
        redirect_urls=tuple(_inside(manifest, "oauth_config", "redirect_urls")),
        rotation=bool((manifest.get("settings") or {}).get("token_rotation_enabled")),
    )


def find_trouble(manifest: Any) -> list[str]:
    """Say what in a manifest the sandbox cannot read, in sentences; [] when it can be read.

    Limits are Slack's. Source: App manifest reference page.
    """
    if not isinstance(manifest, dict):
        return ["It is no mapping of display_information, features, oauth_config and settings."]
    given = {name: manifest[name] for name in _PARTS if manifest.get(name) is not None}
    parts = [f"{name} is no mapping." for name, value in given.items() if not isinstance(value, dict)]
    parts = parts or [*_name_trouble(manifest), *_feature_trouble(manifest), *_shape_trouble(manifest)]
    return parts or [*_url_trouble(manifest)]


_PARTS = ("display_information", "features", "oauth_config", "settings")
_COMMAND = re.compile(r"/[^\s/A-Z]{1,31}")


def name_of(manifest: Mapping[str, Any]) -> str:
    """Give what the app's bot is called."""
    bot = (manifest.get("features") or {}).get("bot_user") or {}
    shown = manifest.get("display_information") or {}
    return str(bot.get("display_name") or shown.get("name") or "App")


def _name_trouble(manifest: Mapping[str, Any]) -> Iterator[str]:
    name = (manifest.get("display_information") or {}).get("name")
    if not isinstance(name, str) or not 1 <= len(name) <= 35:
        yield "display_information.name is missing or not 1 to 35 characters."


def _feature_trouble(manifest: Mapping[str, Any]) -> Iterator[str]:
    features = manifest.get("features") or {}
    for name, needed in (("slash_commands", ("command", "description")), ("shortcuts", _SHORTCUT)):
        declared = features.get(name) or []
        if not isinstance(declared, list):
            yield f"features.{name} is no list."
            continue
        for number, one in enumerate(declared):
            at = f"features.{name}[{number}]"
            missing = [key for key in needed if not isinstance(one, dict) or not one.get(key)]
            if missing:
                yield f"{at} has no {', '.join(missing)}."
            elif "command" in needed and not _COMMAND.fullmatch(str(one["command"])):
                yield f'{at}.command is "{one["command"]}"; write / and up to 31 lower-case letters.'
            elif "type" in needed and one["type"] not in ("message", "global"):
                yield f'{at}.type is "{one["type"]}"; it is message or global.'


_SHORTCUT = ("name", "type", "callback_id", "description")


_MAPPINGS = (
    ("oauth_config", "scopes"),
    ("settings", "event_subscriptions"),
    ("settings", "interactivity"),
)
_LISTS = (
    ("oauth_config", "scopes", "bot"),
    ("oauth_config", "scopes", "bot_optional"),
    ("oauth_config", "redirect_urls"),
    ("settings", "event_subscriptions", "bot_events"),
)


def _shape_trouble(manifest: Mapping[str, Any]) -> Iterator[str]:
    wrong = [path for path in _MAPPINGS if not isinstance(_at(manifest, path) or {}, dict)]
    yield from (f"{'.'.join(path)} is no mapping." for path in wrong)
    for path in _LISTS:
        if path[:2] not in wrong and not isinstance(_at(manifest, path) or [], list):
            yield f"{'.'.join(path)} is no list."


def _url_trouble(manifest: Mapping[str, Any]) -> Iterator[str]:
    for name, url in _urls(manifest).items():
        if not is_url(url):
            yield f'The request URL of {name} is "{url}"; write for example {EXAMPLE}.'


def is_url(text: Any) -> bool:
    """Tell whether something can be posted to: an http or https address with a host."""
    try:
        parts = urlsplit(text) if isinstance(text, str) else None
    except ValueError:
        return False
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _at(manifest: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = manifest
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _scopes(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    required = _inside(manifest, "oauth_config", "scopes", "bot")
    return tuple(dict.fromkeys([*required, *_inside(manifest, "oauth_config", "scopes", "bot_optional")]))


def _urls(manifest: Mapping[str, Any]) -> dict[str, str]:
    settings = manifest.get("settings") or {}
    heard, asked = settings.get("event_subscriptions") or {}, settings.get("interactivity") or {}
    found = {
        "events": heard.get("request_url"),
        "interactivity": asked.get("request_url"),
        "options": asked.get("message_menu_options_url"),
    }
    for command in (manifest.get("features") or {}).get("slash_commands") or ():
        found[command["command"]] = command.get("url")
    return {name: str(url) for name, url in found.items() if url}


def _inside(manifest: Mapping[str, Any], *path: str) -> Iterable[str]:
    found: Any = manifest
    for key in path:
        found = (found or {}).get(key)
    return tuple(found or ())


def _command(declared: Mapping[str, Any]) -> Command:
    return Command(
        declared["command"],
        declared.get("description", ""),
        declared.get("usage_hint", ""),
        bool(declared.get("should_escape")),
    )


def _shortcut(declared: Mapping[str, Any]) -> Shortcut:
    return Shortcut(
        declared["name"], declared["callback_id"], declared["type"], declared.get("description", "")
    )
