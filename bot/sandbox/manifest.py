"""The part of an app manifest that Slack acts on. Knows nothing of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


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
    """What the app may do and hears. Scopes and events are Slack's names."""

    commands: Mapping[str, Command]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool


def read(manifest: Mapping[str, Any]) -> Manifest:
    """Read a manifest (the mapping its YAML or JSON holds); what is absent is off, save the two tabs."""
    features = manifest.get("features") or {}
    tabs = features.get("app_home") or {}
    return Manifest(
        commands={one.command: one for one in map(_command, features.get("slash_commands") or ())},
        shortcuts=tuple(map(_shortcut, features.get("shortcuts") or ())),
        scopes=_scopes(manifest),
        events=frozenset(_inside(manifest, "settings", "event_subscriptions", "bot_events")),
        home_tab=bool(tabs.get("home_tab_enabled", True)),
        messages_tab=bool(tabs.get("messages_tab_enabled", True)),
    )


def _scopes(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    required = _inside(manifest, "oauth_config", "scopes", "bot")
    return tuple(dict.fromkeys([*required, *_inside(manifest, "oauth_config", "scopes", "bot_optional")]))


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
