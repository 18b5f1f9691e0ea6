/** What can be done with a message: react, reply, the app's message shortcuts, change or take back one's own. */

import { post } from "./api.js";
import { copyText } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { emoji, emojiWords, isDrawn, isEmoji } from "./emoji.js";
import { openEmoji } from "./emoji_picker.js";
import { icon } from "./icons.js";
import { unescaped } from "./mrkdwn.js";
import { note } from "./notes.js";
import { openMenu } from "./menu.js";
import { nameOf } from "./people.js";
import { announce, me, state } from "./state.js";

/** Draw the bar that shows while a message is pointed at or focused. Messages only one person sees have none. */
export function actionBar(message, spot) {
  if (message.is_ephemeral) {
    return "";
  }
  const button = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Add a reaction",
      title: "Add a reaction",
      "data-testid": "react",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      onclick: () =>
        openEmoji(button, (name) => react(message, spot.place, name), { label: "Reactions", side: "end" }),
    },
    icon("smile"),
  );
  const more = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "More actions",
      title: "More actions",
      "data-testid": "message-menu",
      "aria-haspopup": "menu",
      onclick: () => openActions(more, message, spot),
    },
    icon("more"),
  );
  const reply = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Reply in thread",
      title: "Reply in thread",
      "data-testid": "reply",
      onclick: () => announce("open-thread", message.thread_ts ?? message.ts),
    },
    icon("reply"),
  );
  return el(
    "div",
    { class: "action-bar", role: "toolbar", "aria-label": "Message actions" },
    button,
    spot.inThread ? null : reply,
    more,
  );
}

/** Draw a message's reactions with counts; a press adds or takes back one's own. */
export function reactionRow(message, place) {
  if (!message.reactions?.length) {
    return null;
  }
  const one = (reaction) => {
    const mine = reaction.users.includes(state.me);
    const who = reaction.users.map(nameOf).join(", ");
    return el(
      "button",
      {
        type: "button",
        class: `reaction ${mine ? "is-mine" : ""}`,
        title: `:${reaction.name}: ${who}`,
        "aria-label": `${emojiWords(reaction.name)}, ${reaction.count}`,
        "aria-pressed": String(mine),
        "data-reaction": reaction.name,
        onclick: () => react(message, place, reaction.name),
      },
      isDrawn && isEmoji(reaction.name) ? emoji(reaction.name) : emojiWords(reaction.name),
      el("strong", {}, String(reaction.count)),
    );
  };
  return el("div", { class: "reactions" }, message.reactions.map(one));
}

async function react(message, place, name) {
  const answer = await post("reaction", { as: state.me, channel: place, ts: message.ts, name });
  if (answer.ok === false) {
    note(answer.error, { place, after: message.ts });
  }
}

function openActions(anchor, message, spot) {
  const offered = me()?.team_name ? [] : state.shortcuts; // not to other companies
  const shortcuts = offered
    .filter((one) => one.type === "message")
    .map((one) => ({
      label: one.name,
      detail: `${nameOf(state.bot)} – ${one.description}`,
      testid: `shortcut-${one.callback_id}`,
      picture: icon("bolt"),
      run: () => runShortcut(one, message, spot),
    }));
  const own = message.user === state.me && !message.subtype;
  const change = [
    { label: "Edit message", testid: "edit-message", run: () => edit(message, spot) },
    { label: "Delete message", testid: "delete-message", danger: true, run: () => remove(message, spot) },
  ];
  const link = { label: "Copy link", testid: "copy-link", run: () => copyLink(message, spot.place) };
  const entries = [
    ...(shortcuts.length ? [...shortcuts, null] : []),
    link,
    ...(own ? [null, ...change] : []),
  ];
  openMenu(anchor, entries, { label: "More actions", side: "end" });
}

async function runShortcut(shortcut, message, spot) {
  const answer = await post("shortcut", {
    as: state.me,
    callback_id: shortcut.callback_id,
    channel: spot.place,
    ts: message.ts,
  });
  if (answer.error) {
    note(answer.error, { place: spot.place, thread: spot.thread, after: message.ts });
  }
  announce("views");
}

/** Let people change a message of their own where it stands; `spot` has its node. */
export function edit(message, spot) {
  const box = spot.node.querySelector(".message-content");
  const shown = [...box.childNodes];
  const field = el("textarea", {
    class: "field",
    rows: "3",
    "aria-label": "Edit message",
    "data-testid": "edit-field",
    value: unescaped(message.text),
  });
  const end = () => {
    fill(box, shown);
    spot.node.focus();
  };
  const save = async () => {
    const answer = await post("edit", {
      as: state.me,
      channel: spot.place,
      ts: message.ts,
      text: field.value,
    });
    end();
    if (answer.ok === false) {
      note(answer.error, { place: spot.place, thread: spot.thread, after: message.ts });
    }
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      end();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  const buttons = el(
    "div",
    { class: "side-by-side" },
    el("button", { type: "button", class: "button is-small", onclick: end }, "Cancel"),
    el(
      "button",
      { type: "button", class: "button is-small is-primary", "data-testid": "edit-save", onclick: save },
      "Save",
    ),
  );
  fill(box, field, buttons);
  field.focus();
}

async function remove(message, spot) {
  const answer = await post("edit", { as: state.me, channel: spot.place, ts: message.ts, delete: true });
  if (answer.ok === false) {
    note(answer.error, { place: spot.place, thread: spot.thread, after: message.ts });
  }
}

async function copyLink(message, place) {
  const thread =
    message.thread_ts && message.thread_ts !== message.ts
      ? `?thread_ts=${message.thread_ts}&cid=${place}`
      : "";
  const address = `${location.origin}/archives/${place}/p${message.ts.replace(".", "")}${thread}`;
  await copyText(address, "The link is copied.");
}
