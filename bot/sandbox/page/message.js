/** Draws one message: who said it and when, its words, blocks and files, and what hangs below it. */

import { actionBar, edit, reactionRow } from "./actions.js";
import { attached } from "./attached.js";
import { drawBlocks } from "./blocks.js";
import { messageDesk } from "./desk.js";
import { el } from "./dom.js";
import { files } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { dropNote } from "./notes.js";
import { authorOf, authorPicture, avatar, fullName, nameOf, statusMark } from "./people.js";
import { announce, state } from "./state.js";
import { agoText, momentOf, momentText, timeText, zone } from "./time.js";

const dismissed = new Set();

/** Tell whether a message only one person saw was put away by them. */
export function isDismissed(ts) {
  return dismissed.has(ts);
}

/** Draw a message; `spot` says in which `place` and `thread` it stands, whether `inThread` and `compact`. */
export function drawMessage(message, spot) {
  if (message.subtype === "tombstone") {
    return el(
      "article",
      { class: "message is-gone", "data-testid": "message", "data-ts": message.ts },
      el("span", { class: "gutter" }, icon("trash")),
      el("div", { class: "message-body muted" }, "This message was deleted.", replies(message, spot)),
    );
  }
  const isPrivate = message.is_ephemeral === true;
  const node = el("article", {
    class: `message ${spot.compact ? "is-compact" : ""} ${isPrivate ? "is-ephemeral" : ""}`,
    "data-testid": isPrivate ? "ephemeral" : "message",
    "data-ts": message.ts,
    "data-user": message.user,
    tabindex: "-1",
    "aria-label": `${message.username || fullName(message.user)}, ${message.is_note ? "" : timeText(momentOf(message.ts))}`,
  });
  node.addEventListener("edit", () => edit(message, { ...spot, node }));
  node.append(
    gutter(message, spot),
    body(message, spot, node),
    message.is_note ? "" : actionBar(message, { ...spot, node }),
  );
  return node;
}

function gutter(message, spot) {
  return el("span", { class: "gutter" }, spot.compact ? stamp(message, "hover-time") : authorPicture(message));
}

function body(message, spot, node) {
  return el(
    "div",
    { class: "message-body" },
    message.is_ephemeral ? onlyYou(message) : null,
    message.subtype === "thread_broadcast" && !spot.inThread ? broadcastLine(message) : null,
    message.pinned_info ? pinnedLine(message) : null,
    spot.compact ? null : head(message),
    el("div", { class: "message-content" }, content(message, spot, node)),
    attached(message.attachments, messageDesk(spot.place, message, spot.thread)),
    files(message.files),
    pinged(message),
    reactionRow(message, spot.place),
    spot.inThread ? null : replies(message, spot),
  );
}

function head(message) {
  const member = state.members.get(message.user);
  const isApp = !!message.username || (member?.is_bot && message.user !== "USLACKBOT");
  return el(
    "div",
    { class: "message-head" },
    el("strong", { title: message.username ?? fullName(message.user) }, authorOf(message)),
    isApp ? el("span", { class: "badge" }, "APP") : null,
    member?.team_name ? el("span", { class: "badge is-shared" }, member.team_name) : null,
    statusMark(message.user),
    member?.status_text ? el("span", { class: "status" }, member.status_text) : null,
    message.is_note ? null : stamp(message, "time"),
  );
}

function stamp(message, className) {
  const moment = momentOf(message.ts);
  return el(
    "time",
    {
      class: className,
      title: `${momentText(moment)} (${zone()})`,
      datetime: new Date(moment).toISOString(),
    },
    timeText(moment),
  );
}

function pinnedLine(message) {
  return el(
    "div",
    { class: "muted small", "data-testid": "pinned" },
    `Pinned by ${nameOf(message.pinned_info.pinned_by)}`,
  );
}

function onlyYou(message) {
  const drop = () => {
    if (message.is_note) {
      dropNote(message.ts);
    } else {
      dismissed.add(message.ts);
      announce(message.thread_ts ? "thread" : "messages");
    }
  };
  return el(
    "div",
    { class: "only-you" },
    icon("eye"),
    "Only you can see this",
    el("button", { type: "button", class: "link-button", onclick: drop }, "Dismiss"),
  );
}

function broadcastLine(message) {
  return el(
    "button",
    { type: "button", class: "link-button small", onclick: () => announce("open-thread", message.thread_ts) },
    "Replied to a thread",
  );
}

function content(message, spot, node) {
  const edited = message.edited ? el("span", { class: "muted small" }, " (edited)") : null;
  if (message.blocks?.length) {
    return [drawBlocks(message.blocks, messageDesk(spot.place, message, spot.thread)), edited];
  }
  node.dataset.plain = "true";
  return el("div", { class: "text" }, mrkdwn(message.text), edited);
}

function pinged(message) {
  const count = message.pinged?.length ?? 0;
  return count
    ? el(
        "div",
        {
          class: "pinged",
          title: message.pinged.map((one) => (state.members.has(one) ? fullName(one) : `@${one}`)).join(", "),
        },
        `notified ${count}`,
      )
    : null;
}

function replies(message, spot) {
  if (!message.reply_count) {
    return null;
  }
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const last = message.latest_reply ? `Last reply ${agoText(momentOf(message.latest_reply))}` : "";
  const open = () => announce("open-thread", message.ts);
  const faces = (message.reply_users ?? []).slice(0, 4).map((user) => avatar(user, "tiny"));
  return el(
    "button",
    { type: "button", class: "replies", "data-testid": "replies", disabled: spot.inThread, onclick: open },
    faces,
    el("strong", {}, count),
    el("span", { class: "muted" }, last),
  );
}
