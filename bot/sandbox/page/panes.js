/** The middle and the right: a channel, DM or Home, and the thread beside it. */

import { get, post } from "./api.js";
import { Composer } from "./composer.js";
import { coalesced, el, refill } from "./dom.js";
import { headBar } from "./heads.js";
import { homeNode } from "./home.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./messages.js";
import {
  avatar,
  directPlace,
  fullName,
  nameOf,
  personAt,
  placeLabel,
  placeName,
  placeSign,
  quietWords,
  standing,
  statusWords,
  whereabouts,
} from "./people.js";
import { HOME, announce, hasHome, here, on, state } from "./state.js";

const list = new MessageList({ empty });
const threadList = new MessageList({
  thread: true,
  empty: () => el("p", { class: "muted waiting" }, "This thread is gone."),
});
const composer = new Composer({
  last: () => latest,
  names: { field: "composer", send: "send", plus: "composer-plus" },
});
const threadComposer = new Composer({
  thread: () => state.thread,
  last: () => threadLatest,
  names: { field: "thread-composer", send: "thread-send", plus: "thread-plus", prefix: "thread-" },
});
const head = el("header", { class: "pane-head" });
const down = el(
  "button",
  { type: "button", class: "to-end", hidden: true, onclick: () => list.toEnd() },
  icon("down"),
  "Newest",
);
const conversation = el("div", { class: "conversation" }, list.box, down, composer.node);
const doing = el("p", { class: "doing muted small", role: "status", "data-testid": "doing", hidden: true });
const threadHead = el("header", { class: "pane-head" });
const thread = el(
  "aside",
  { class: "thread", "data-testid": "thread-panel", "aria-label": "Thread", hidden: true },
  threadHead,
  threadList.box,
  doing,
  threadComposer.node,
);
let latest = "";
let threadLatest = "";

/** Give the nodes of the middle and the right. */
export function paneNodes() {
  on("messages", refreshMessages);
  on("thread", refreshThread);
  on("workspace", drawHeads);
  on("edit-last", (ts) => (ts ? threadList : list).editLast());
  on("sent", (ts) => (ts ? threadList : list).toEnd());
  on("workspace", () => [list, threadList].forEach((one) => one.refresh()));
  list.box.addEventListener("scroll", () => {
    down.hidden = list.box.scrollHeight - list.box.scrollTop - list.box.clientHeight < 400;
  });
  thread.addEventListener(
    "keydown",
    (event) => event.key === "Escape" && !event.defaultPrevented && announce("open-thread", ""),
  );
  const pane = el("main", { class: "pane", "aria-label": "Conversation" }, head, headBar(), conversation, homeNode());
  return [pane, thread];
}

/** Show the place and thread looked at; `focus` puts the cursor where one types. */
export async function arrive({ focus = true, ts = "" } = {}) {
  const atHome = state.place === HOME;
  conversation.hidden = atHome;
  homeNode().hidden = !atHome;
  drawHeads();
  showThread();
  await Promise.all([atHome ? null : refreshMessages(), refreshThread()]);
  if (ts) {
    (state.thread && ts !== state.thread ? threadList : list).reveal(ts);
  }
  if (focus && !atHome && !document.querySelector(".dialog")) {
    (state.thread ? threadComposer : composer).field.focus({ preventScroll: true });
  }
}

/** Fetch and show the messages of the place looked at. */
export const refreshMessages = coalesced(async () => {
  const { me: who, place } = state;
  if (place === HOME) {
    return;
  }
  const answer = await get("messages", { channel: place, as: who, most: list.most });
  if (who !== state.me || place !== state.place || !answer.messages) {
    return;
  }
  const { messages } = answer;
  const grew = latest !== (messages.at(-1)?.ts ?? "");
  latest = messages.at(-1)?.ts ?? "";
  const mineIsNew = grew && messages.at(-1)?.user === who;
  list.show(messages, place, { more: answer.more });
  if (mineIsNew) {
    list.toEnd();
  }
  await markRead(place);
});

/** Fetch and show the thread looked at. */
export const refreshThread = coalesced(async () => {
  const { me: who, place, thread: ts } = state;
  if (!ts || place === HOME) {
    return;
  }
  const answer = await get("messages", { channel: place, thread_ts: ts, as: who });
  if (who === state.me && place === state.place && ts === state.thread && answer.messages) {
    threadLatest = answer.messages.at(-1)?.ts ?? "";
    threadList.show(answer.messages, place, { thread: ts });
    doing.hidden = !answer.doing;
    doing.textContent = answer.doing ? `${nameOf(state.bot)} ${answer.doing}` : "";
    drawThreadHead(answer.messages.length - 1);
  }
});

async function markRead(place) {
  if (state.unread[place] && document.visibilityState === "visible") {
    state.unread = { ...state.unread, [place]: 0 };
    announce("unread");
    await post("read", { as: state.me, channel: place });
  }
}

function showThread() {
  thread.hidden = !state.thread || state.place === HOME;
  thread.parentElement?.classList.toggle("has-thread", !thread.hidden);
  if (!thread.hidden) {
    threadComposer.arrive();
  }
}

function drawHeads() {
  if (!state.place) {
    return;
  }
  const user = personAt(state.place);
  const isApp = user === state.bot;
  refill(
    head,
    menuButton(),
    el(
      "div",
      { class: "pane-title" },
      user ? avatar(user, "small") : placeSign(state.place),
      el("h2", { "data-testid": "place" }, user ? fullName(user) : placeName(state.place)),
      user ? about(user) : el("span", { class: "topic" }, here()?.topic ?? ""),
    ),
    isApp && hasHome() ? tabs() : null,
    user ? null : membersButton(),
  );
  if (state.place !== HOME) {
    composer.arrive();
  }
}

function menuButton() {
  return el(
    "button",
    {
      type: "button",
      class: "icon-button rail-open",
      "aria-label": "Channels",
      "data-testid": "rail-open",
      onclick: () => announce("rail"),
    },
    icon("menu"),
  );
}

function about(user) {
  const member = state.members.get(user);
  const words = member?.is_bot
    ? ["App"]
    : [whereabouts(member), standing(member), statusWords(member), quietWords(member)];
  return el("span", { class: "topic" }, words.filter(Boolean).join(" · "));
}

function tabs() {
  const tab = (label, place, testid) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "aria-selected": String((state.place === HOME) === (place === HOME)),
        "data-testid": testid,
        onclick: () => announce("go", place),
      },
      label,
    );
  return el(
    "div",
    {
      class: "tabs",
      role: "tablist",
      "aria-label": nameOf(state.bot),
      onkeydown: (event) =>
        /^Arrow(Left|Right)$/.test(event.key) &&
        announce("go", state.place === HOME ? directPlace(state.bot) : HOME),
    },
    tab("Home", HOME, "app-tab-home"),
    tab("Messages", directPlace(state.bot), "app-tab-messages"),
  );
}

function membersButton() {
  const channel = here();
  if (!channel) {
    return null;
  }
  const absent = channel.is_member || channel.is_mpim || state.app?.revoked
    ? null
    : el(
        "span",
        { class: "absent", "data-testid": "bot-absent" },
        `${nameOf(state.bot)} is not in this channel`,
      );
  const node = el(
    "button",
    {
      type: "button",
      class: "button is-small",
      "aria-label": `${channel.members.length} members`,
      "data-testid": "members",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => openMembers(node, channel),
    },
    icon("people"),
    String(channel.members.length),
  );
  return el("div", { class: "pane-tools" }, absent, node);
}

function openMembers(anchor, channel) {
  const one = (user) => ({
    label: fullName(user),
    detail: state.members.get(user)?.is_bot ? "App" : [whereabouts(state.members.get(user)), standing(state.members.get(user))].filter(Boolean).join(", "),
    picture: avatar(user, "small"),
    run: () => user !== state.me && announce("go", directPlace(user)),
  });
  const entries = channel.members.map(one);
  const bot = channel.is_member || channel.is_mpim || state.app?.revoked
    ? []
    : [
        null,
        {
          label: `Invite ${nameOf(state.bot)}`,
          testid: "invite-bot",
          picture: icon("plus"),
          run: () => post("channel", { channel: channel.id, bot_in: true }),
        },
      ];
  openMenu(anchor, [...entries, ...bot], { label: "Members", side: "end" });
}

function drawThreadHead(count) {
  const close = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Close thread",
      "data-testid": "thread-close",
      onclick: () => announce("open-thread", ""),
    },
    icon("close"),
  );
  const replies = count > 0 ? `${count} ${count === 1 ? "reply" : "replies"}` : "No replies yet";
  refill(
    threadHead,
    el(
      "div",
      { class: "pane-title" },
      el("h2", {}, "Thread"),
      el("span", { class: "topic" }, `${placeLabel(state.place)} · ${replies}`),
    ),
    close,
  );
}

function empty(place) {
  const user = personAt(place);
  const words = user
    ? `This is the beginning of your conversation with ${fullName(user)}.`
    : `This is the beginning of ${placeLabel(place)}.`;
  const topic = here()?.topic ? el("p", {}, here().topic) : null;
  return el(
    "div",
    { class: "beginning" },
    el("h3", {}, user ? fullName(user) : placeLabel(place)),
    el("p", {}, words),
    topic,
  );
}
