/** Keeps a list of messages up to date: only what changed is drawn anew, focus and scroll stay. */

import { el, stepFocus } from "./dom.js";
import { drawMessage, isDismissed } from "./message.js";
import { plainLine } from "./mrkdwn.js";
import { withNotes } from "./notes.js";
import { authorOf, nameOf, quietWords, statusWords } from "./people.js";
import { announce, state } from "./state.js";
import { agoText, dayKey, dayText, momentOf, nowMoment, zone } from "./time.js";

const TOGETHER = 300; // seconds within which messages of one author stand together
const SHOWN = 150; // messages drawn at first, and more at each press
const NEAR = 80; // pixels from the end within which a list stays at its end

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
    this.end = 0;
    this.box.addEventListener("scroll", () => this.scrolled());
    this.box.addEventListener("keydown", (event) => this.walk(event));
    new ResizeObserver(() => this.staysAtEnd && this.toEnd()).observe(this.box);
  }

  /** Note whether people stand at the end; a scroll that comes of a new size was not theirs. */
  scrolled() {
    const { scrollHeight, clientHeight, clientWidth } = this.box;
    const size = `${scrollHeight} ${clientHeight} ${clientWidth}`;
    this.isAtEnd = size === this.size || !this.isAtEnd ? this.isNearEnd : this.staysAtEnd;
    this.size = size;
  }

  get isNearEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
  }

  /** Whether people stood at the end, and have not gone up since, be it noted yet or not. */
  get staysAtEnd() {
    return this.isAtEnd && (this.box.scrollTop >= this.end || this.isNearEnd);
  }

  /** Show the messages of a place (and thread); new ones are read out to screen readers. */
  show(messages, place, { thread = "", more = false } = {}) {
    this.again = () => this.place(this.wanted(this.seen(messages, place, thread), place, thread));
    this.more = more;
    const of = `${state.me} ${place} ${thread}`;
    const isNew = of !== this.of;
    if (isNew) {
      Object.assign(this, { of, most: SHOWN, last: "" });
      this.drawn.clear();
      this.box.replaceChildren();
    }
    const stays = isNew || this.staysAtEnd;
    const height = this.box.scrollHeight;
    this.again();
    if (this.isGrowing) {
      this.isGrowing = false;
      this.box.scrollTop += this.box.scrollHeight - height;
    }
    this.readOut(messages, isNew);
    if (stays) {
      this.toEnd();
    }
  }

  /** Walk from message to message, where no field or menu inside has the keys. */
  walk(event) {
    if (event.target === this.box || event.target.matches("article.message")) {
      stepFocus(event, [...this.box.querySelectorAll("article.message")]);
    }
  }

  /** Open the newest own message for a change. */
  editLast() {
    const own = `[data-testid="message"][data-user="${CSS.escape(state.me)}"]`;
    [...this.box.querySelectorAll(own)].at(-1)?.dispatchEvent(new CustomEvent("edit"));
  }

  /** Draw anew what changed about people: names and statuses stand beside what they said. */
  refresh() {
    this.again?.();
    if (this.staysAtEnd) {
      this.toEnd();
    }
  }

  seen(messages, place, thread) {
    return withNotes(messages, place, thread).filter((one) => !isDismissed(one.ts));
  }

  /** Scroll to the newest message, and stay there as others come. */
  toEnd() {
    this.isAtEnd = true;
    this.box.scrollTop = this.box.scrollHeight;
    this.end = this.box.scrollTop;
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
    const author = state.members.get(message.user);
    const about = author ? [nameOf(author.id), statusWords(author), quietWords(author)] : [];
    const signature = JSON.stringify([message, compact, zone(), dated, replies, about]);
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
      document.getElementById("said").textContent = `${authorOf(last)}: ${plainLine(last.text)}`;
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
  const held = old === focused;
  old.replaceWith(node);
  if (held) {
    node.focus();
  } else if (action) {
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
    !message.pinned_info &&
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
