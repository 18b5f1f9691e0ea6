/** Draws messages and keeps a list of them up to date: only what changed is drawn anew, focus and scroll stay. */

import { actionBar, reactionRow } from "./actions.js";
import { drawBlocks } from "./blocks.js";
import { messageDesk } from "./desk.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, plainLine } from "./mrkdwn.js";
import { files } from "./files.js";
import { dropNote, withNotes } from "./notes.js";
import { avatar, fullName, nameOf } from "./people.js";
import { announce, state } from "./state.js";
import { agoText, dayKey, dayText, momentOf, momentText, nowMoment, timeText, zone } from "./time.js";

const TOGETHER = 300; // seconds within which messages of one author stand together
const SHOWN = 150; // messages drawn at first, and more at each press
const NEAR = 80; // pixels from the end within which a list stays at its end
const dismissed = new Set();

/** A list of messages in a scrolling box; `thread` says that it is a thread's. */
export class MessageList {
  constructor({ thread = false, empty }) {
    this.thread = thread;
    this.empty = empty;
    this.drawn = new Map();
    this.most = SHOWN;
    this.box = el("div", {
      class: "messages",
      role: "log",
      "aria-live": "off",
      "aria-label": thread ? "Thread" : "Messages",
      tabindex: "0",
    });
    this.of = "";
    this.isAtEnd = true;
    this.box.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.box);
  }

  /** Note whether people stand at the end; a scroll that comes of a new size was not theirs. */
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight, clientWidth } = this.box;
    const size = `${scrollHeight} ${clientHeight} ${clientWidth}`;
    if (size === this.size || !this.isAtEnd) {
      this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    }
    this.size = size;
  }

  /** Show the messages of a place (and thread); new ones are read out to screen readers. */
  show(messages, place, { thread = "", more = false } = {}) {
    this.more = more;
    const of = `${state.me} ${place} ${thread}`;
    const isNew = of !== this.of;
    if (isNew) {
      Object.assign(this, { of, most: SHOWN, last: "" });
      this.drawn.clear();
      this.box.replaceChildren();
    }
    const stays = isNew || this.isAtEnd;
    const seen = withNotes(messages, place, thread).filter((one) => !dismissed.has(one.ts));
    const height = this.box.scrollHeight;
    this.place(this.wanted(seen, place, thread));
    if (this.isGrowing) {
      this.isGrowing = false;
      this.box.scrollTop += this.box.scrollHeight - height;
    }
    this.readOut(messages, isNew);
    if (stays) {
      this.toEnd();
    }
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  /** Show where a message stands. */
  reveal(ts) {
    const node = this.box.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.classList.add("is-found");
    setTimeout(() => node?.classList.remove("is-found"), 2500);
  }

  wanted(messages, place, thread) {
    const from = Math.max(0, messages.length - this.most);
    const rows = from || this.more ? [this.earlier(messages)] : [];
    let before = null;
    for (const message of messages.slice(from)) {
      const isNote = message.is_note === true;
      const day = isNote ? null : dayKey(momentOf(message.ts));
      if (day && !this.thread && day !== before?.day) {
        rows.push({
          key: `day ${day}`,
          signature: dayText(momentOf(message.ts)),
          draw: () => divider(message),
        });
      }
      const compact = standsWith(message, before, day);
      rows.push(this.row(message, place, thread, compact));
      before = { message, day: day ?? before?.day };
    }
    return rows.length ? rows : [{ key: "empty", signature: of(place), draw: () => this.empty(place) }];
  }

  row(message, place, thread, compact) {
    const dated = JSON.stringify(message).includes("date") ? dayKey(nowMoment()) : "";
    const replies = message.reply_count ? agoText(momentOf(message.latest_reply ?? message.ts)) : "";
    const signature = JSON.stringify([message, compact, zone(), dated, replies]);
    const spot = { place, thread, compact, inThread: this.thread };
    return { key: message.ts, signature, draw: () => drawMessage(message, spot) };
  }

  earlier(messages) {
    const grow = () => {
      this.most += SHOWN;
      this.isGrowing = true;
      announce(this.thread ? "thread" : "messages");
    };
    return {
      key: "earlier",
      signature: `${messages.length}`,
      draw: () =>
        el("button", { class: "button earlier", type: "button", onclick: grow }, "Show earlier messages"),
    };
  }

  /** Bring the box to hold the wanted rows in order, keeping nodes whose signature is the same. */
  place(rows) {
    const keys = new Set(rows.map((row) => row.key));
    for (const [key, held] of this.drawn) {
      if (!keys.has(key)) {
        held.node.remove();
        this.drawn.delete(key);
      }
    }
    let next = this.box.firstChild;
    for (const row of rows) {
      const held = this.drawn.get(row.key);
      if (held?.signature === row.signature) {
        next = held.node === next ? next.nextSibling : (this.box.insertBefore(held.node, next), next);
        continue;
      }
      const node = row.draw();
      if (held) {
        next = held.node === next ? next.nextSibling : next;
        swap(held.node, node);
      }
      this.box.insertBefore(node, next);
      this.drawn.set(row.key, { signature: row.signature, node });
    }
  }

  readOut(messages, isNew) {
    const last = messages.at(-1);
    if (!isNew && last && last.ts > this.last && last.user !== state.me) {
      document.getElementById("said").textContent = `${nameOf(last.user)}: ${plainLine(last.text)}`;
    }
    this.last = last?.ts ?? "";
  }
}

function of(place) {
  return `${state.me} ${place} ${state.channels.get(place)?.is_member}`;
}

/** Put a new node where an old one stood, with the focus where it was inside. */
function swap(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const action = focused?.dataset.actionId;
  old.replaceWith(node);
  if (action) {
    node.querySelector(`[data-action-id="${CSS.escape(action)}"]`)?.focus();
  }
}

function standsWith(message, before, day) {
  const earlier = before?.message;
  return (
    !!earlier &&
    !message.is_note &&
    !earlier.is_note &&
    before.day === day &&
    earlier.user === message.user &&
    !!earlier.is_ephemeral === !!message.is_ephemeral &&
    !message.subtype &&
    !earlier.subtype &&
    !earlier.reply_count &&
    Number(message.ts) - Number(earlier.ts) < TOGETHER
  );
}

function divider(message) {
  return el("div", { class: "day", role: "separator" }, el("span", {}, dayText(momentOf(message.ts))));
}

function drawMessage(message, spot) {
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
    "aria-label": `${fullName(message.user)}, ${message.is_note ? "" : timeText(momentOf(message.ts))}`,
  });
  node.append(
    gutter(message, spot),
    body(message, spot, node),
    message.is_note ? "" : actionBar(message, { ...spot, node }),
  );
  return node;
}

function gutter(message, spot) {
  return el("span", { class: "gutter" }, spot.compact ? stamp(message, "hover-time") : avatar(message.user));
}

function body(message, spot, node) {
  return el(
    "div",
    { class: "message-body" },
    message.is_ephemeral ? onlyYou(message) : null,
    message.subtype === "thread_broadcast" && !spot.inThread ? broadcastLine(message) : null,
    spot.compact ? null : head(message),
    el("div", { class: "message-content" }, content(message, spot, node)),
    files(message.files),
    pinged(message),
    reactionRow(message, spot.place),
    spot.inThread ? null : replies(message, spot),
  );
}

function head(message) {
  const member = state.members.get(message.user);
  const isApp = member?.is_bot && message.user !== "USLACKBOT";
  return el(
    "div",
    { class: "message-head" },
    el("strong", { title: fullName(message.user) }, nameOf(message.user)),
    isApp ? el("span", { class: "badge" }, "APP") : null,
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
