/** Links, mentions and channel names inside text. Only safe addresses become links. */

import { el } from "./dom.js";
import { announce, canSee, state } from "./state.js";
import { nameOf } from "./people.js";

const SAFE = /^(https?:\/\/|mailto:)/i;
const ARCHIVE = /^https?:\/\/[^/]+\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/;

/** Link to an address; a link to a message of this workspace goes there inside the page. */
export function link(url, label = "") {
  if (!SAFE.test(url)) {
    return el("span", {}, label || url);
  }
  const target = ARCHIVE.exec(url);
  const open = target && state.channels.has(target[1]) ? (event) => follow(event, target, url) : null;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: open }, label || url);
}

/** Open an address as a button with a `url` does. */
export function openAddress(url) {
  const target = ARCHIVE.exec(url);
  if (target && state.channels.has(target[1])) {
    goTo(target, url);
  } else if (SAFE.test(url)) {
    window.open(url, "_blank", "noopener,noreferrer");
  }
}

/** Mention a person; a mention of who looks stands out. */
export function mention(user, label = "") {
  const name = state.members.has(user) ? nameOf(user) : label || user;
  return el(
    "span",
    { class: user === state.me ? "mention is-me" : "mention", "data-user": user },
    `@${name}`,
  );
}

/** Name a channel; a press opens it if the person may see it. */
export function channelName(id, label = "") {
  const channel = state.channels.get(id);
  if (!channel || !canSee(id)) {
    return el("span", { class: "mention" }, channel?.is_private ? "private channel" : `#${label || id}`);
  }
  return el(
    "button",
    { class: "mention", type: "button", onclick: () => announce("go", id) },
    `#${channel.name}`,
  );
}

/** Mention a user group; one that holds who looks stands out. */
export function groupMention(id, label = "") {
  const group = state.groups.get(id);
  const isMine = group?.users.includes(state.me);
  return el(
    "span",
    { class: isMine ? "mention is-me" : "mention", title: group?.name ?? null },
    group ? `@${group.handle}` : label || "@group",
  );
}

/** Name everybody: here, channel or everyone. */
export function broadcast(range) {
  return el("span", { class: "mention is-me" }, `@${range}`);
}

function follow(event, target, url) {
  if (!event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    goTo(target, url);
  }
}

function goTo([, channel, seconds, micros], url) {
  const thread = new URL(url).searchParams.get("thread_ts") ?? "";
  announce("go", channel, { ts: seconds ? `${seconds}.${micros}` : "", thread });
}
