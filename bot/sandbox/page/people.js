/** How people and places are named and pictured. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { HOME, directWith, otherOf, state } from "./state.js";

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

/** Name a place without its sign. */
export function placeName(place) {
  if (place === HOME) {
    return nameOf(state.bot);
  }
  const channel = state.channels.get(place);
  if (!channel) {
    return nameOf(place);
  }
  return channel.is_im ? nameOf(otherOf(channel)) : channel.name;
}

/** Name a place for a sentence. */
export function placeLabel(place) {
  const channel = state.channels.get(place);
  return channel && !channel.is_im ? `#${channel.name}` : placeName(place);
}

/** Draw the sign before a place's name. */
export function placeSign(place) {
  const channel = state.channels.get(place);
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
