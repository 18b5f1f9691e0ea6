/** How people and places are named and pictured. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { emoji, isDrawn } from "./emoji.js";
import { HOME, directWith, isNamed, otherOf, state } from "./state.js";
import { city, nowMoment, shortText, timeText } from "./time.js";

const HUES = [212, 262, 158, 24, 336, 190, 42, 288, 128, 8];

/** Name a member as messages do: by display name, else real name. */
export function nameOf(id) {
  const member = state.members.get(id);
  return member ? member.display_name || member.real_name : "Somebody";
}

/** Name a member in full. */
export function fullName(id) {
  return state.members.get(id)?.real_name ?? "Somebody";
}

/** Picture a member: initials on a colour of their own; apps have square corners. */
export function avatar(id, size = "") {
  const member = state.members.get(id);
  const words = (member?.real_name ?? "?").split(/\s+/);
  const initials = words.length > 1 ? words[0][0] + words.at(-1)[0] : words[0].slice(0, 1);
  const node = el(
    "span",
    { class: `avatar ${size} ${member?.is_bot ? "is-app" : ""}`, "aria-hidden": "true" },
    initials,
  );
  node.style.setProperty("--hue", hueOf(id));
  return node;
}

/** Name who a message is by: the name the app gave it, else the member's. */
export function authorOf(message) {
  return message.username || nameOf(message.user);
}

/** Picture who a message is by. */
export function authorPicture(message) {
  if (!message.username && !message.icons) {
    return avatar(message.user);
  }
  const sign = isDrawn ? message.icons?.emoji : "";
  const words = sign ? emoji(sign.replaceAll(":", "")) : authorOf(message).slice(0, 1);
  const node = el("span", { class: "avatar is-app", "aria-hidden": "true" }, words);
  node.style.setProperty("--hue", hueOf(message.user));
  return node;
}

/** Say where somebody is by their profile, with the time there. */
export function whereabouts(member) {
  return member?.tz ? `${timeText(nowMoment(), member.tz)} in ${city(member.tz)}` : "no time zone";
}

/** Say what somebody is besides a full member; "" for nothing. */
export function standing(member) {
  const guest = member.is_ultra_restricted ? "guest of one channel" : member.is_restricted ? "guest" : "";
  const invited = member.is_invited ? "invited, not signed in" : "";
  return [member.is_admin ? "admin" : "", guest, invited, member.team_name].filter(Boolean).join(", ");
}

/** Draw what stands beside a name: the status, and whether somebody is not disturbed or away. */
export function statusMark(id) {
  const member = state.members.get(id);
  if (!member || member.is_bot) {
    return null;
  }
  const words = [statusWords(member), quietWords(member)].filter(Boolean).join(", ");
  const signs = `${member.status_emoji ? emoji(member.status_emoji.replaceAll(":", "")) : ""}${member.is_quiet ? " z" : ""}`;
  return words && signs.trim()
    ? el("span", { class: "status-mark", role: "img", title: words, "aria-label": words }, signs.trim())
    : null;
}

/** Say a person's status and until when; "" for none. */
export function statusWords(member) {
  const end = member.status_expiration ? ` until ${shortText(member.status_expiration * 1000)}` : "";
  return member.status_text || member.status_emoji ? `${member.status_text || member.status_emoji}${end}` : "";
}

/** Say that a person is away or not disturbed; "" for neither. */
export function quietWords(member) {
  const snooze = member.snoozed_until ? ` until ${shortText(member.snoozed_until * 1000)}` : "";
  return [member.presence === "away" && !member.deleted ? "away" : "", member.is_quiet ? `not disturbed${snooze}` : ""]
    .filter(Boolean)
    .join(", ");
}

/** Name a place without its sign. */
export function placeName(place) {
  if (place === HOME) {
    return nameOf(state.bot);
  }
  const channel = state.channels.get(place);
  if (!channel) {
    return nameOf(place);
  }
  if (channel.is_mpim) {
    return channel.members
      .filter((user) => user !== state.me)
      .map(nameOf)
      .join(", ");
  }
  return channel.is_im ? nameOf(otherOf(channel)) : channel.name;
}

/** Name a place for a sentence. */
export function placeLabel(place) {
  const channel = state.channels.get(place);
  return channel && isNamed(channel) ? `#${channel.name}` : placeName(place);
}

/** Draw the sign before a place's name. */
export function placeSign(place) {
  const channel = state.channels.get(place);
  if (channel?.is_mpim) {
    return icon("people");
  }
  if (channel && !channel.is_im) {
    return icon(channel.is_private ? "lock" : "hash");
  }
  return avatar(personAt(place), "tiny");
}

/** Give the other person in a DM, opened or not; "" for a channel. */
export function personAt(place) {
  if (place === HOME) {
    return state.bot;
  }
  const channel = state.channels.get(place);
  if (!channel) {
    return place;
  }
  return channel.is_im ? otherOf(channel) : "";
}

/** Give where one writes to a person: the DM's id once there is one, else theirs. */
export function directPlace(user) {
  return directWith(user)?.id ?? user;
}

function hueOf(id) {
  const known = [...state.members.keys()].indexOf(id);
  return HUES[(known < 0 ? 0 : known) % HUES.length];
}
