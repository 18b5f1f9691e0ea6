/** Puts the page together: reads the address, fetches the workspace, and goes where people want to look. */

import { get, post } from "./api.js";
import { clockNodes } from "./clock.js";
import { coalesced, el } from "./dom.js";
import { openHome } from "./home.js";
import { listen } from "./live.js";
import { refreshModal } from "./modal.js";
import { arrive, paneNodes } from "./panes.js";
import { placeLabel } from "./people.js";
import { closePopovers } from "./popover.js";
import { sidebarNodes } from "./sidebar.js";
import { HOME, announce, canSee, channelsOf, directWith, learn, on, people, state } from "./state.js";
import { switchboardButton, switchboardNode } from "./switchboard.js";
import "./switcher.js";
import { enter, stir } from "./teams.js";
import { wireNode } from "./wire.js";

const LOOK = 5000; // milliseconds between two looks at the clock, which may run by itself

const SOON = 700; // and while the app is busy or away

let nextLook = 0;

const refreshState = coalesced(async () => {
  const team = state.team.id;
  const found = await get("state");
  if (team !== state.team.id) {
    return;
  }
  if (found.members) {
    learn(found);
    show("line", "");
    settlePlace();
    lookAgain();
  } else {
    show("line", found.error);
    lookAgain();
  }
});

const refreshUnread = coalesced(async () => {
  const who = state.me;
  const found = await get("unread", { as: who });
  if (found.ok !== false && who === state.me) {
    state.unread = found;
    announce("unread");
  }
});

async function start() {
  const app = document.getElementById("app");
  app.append(
    el("div", { class: "bar", role: "banner" }, clockNodes(), switchboardButton()),
    el("div", { class: "room" }, sidebarNodes(), paneNodes(), switchboardNode()),
    wireNode(),
  );
  state.team.id = new URLSearchParams(location.search).get("team") ?? "";
  await refreshState();
  while (!state.members.size) {
    state.team.id = ""; // there may be no team of that name
    await new Promise((resume) => setTimeout(resume, 1000));
    await refreshState();
  }
  readAddress();
  if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
    await post("reload", { as: state.me });
  }
  await refreshUnread();
  await come({ replace: true });
  listen();
}

/** Read who acts and where they look from the address; names do as well as ids. */
function readAddress() {
  const asked = new URLSearchParams(location.search);
  const who = asked.get("as")?.replace(/^@/, "") ?? "";
  const person = people().find((one) => one.id === who || one.name === who) ?? people()[0];
  state.me = person.id;
  state.deviceZone = asked.get("zone") ?? "";
  const where = asked.get("channel")?.replace(/^#/, "") ?? "";
  const named = channelsOf(state.me).find((one) => one.name === where)?.id ?? where;
  state.place = named && canSee(named) ? named : firstPlace();
  state.thread = state.place === HOME ? "" : (asked.get("thread") ?? "");
}

function firstPlace() {
  const mine = channelsOf(state.me);
  return (mine.find((one) => one.is_member) ?? mine[0])?.id ?? HOME;
}

function writeAddress(replace) {
  const search = new URLSearchParams({ as: state.me, channel: state.place });
  if (state.team.id !== state.teams[0]?.id) {
    search.set("team", state.team.id);
  }
  if (state.thread) {
    search.set("thread", state.thread);
  }
  if (state.deviceZone) {
    search.set("zone", state.deviceZone);
  }
  const address = `/?${search}`;
  if (replace || address === location.pathname + location.search) {
    history.replaceState(null, "", address);
  } else {
    history.pushState(null, "", address);
  }
}

function lookAgain() {
  clearTimeout(nextLook);
  nextLook = setTimeout(
    () => (document.visibilityState === "visible" ? refreshState() : lookAgain()),
    state.ready ? LOOK : SOON,
  );
}

/** Look at a DM by its id as soon as it has one, and elsewhere when a place is gone. */
function settlePlace() {
  if (state.me && state.place && !canSee(state.place)) {
    state.place = firstPlace();
    state.thread = "";
    come({ replace: true, focus: false });
    return;
  }
  const direct = state.members.has(state.place) && directWith(state.place);
  if (direct) {
    state.place = direct.id;
    come({ replace: true, focus: false });
  }
}

/** Show where the state says people look. */
async function come({ replace = false, ts = "", focus = true } = {}) {
  closePopovers();
  writeAddress(replace);
  announce("place");
  name();
  await Promise.all([arrive({ ts, focus }), refreshModal(), state.place === HOME ? openHome() : null]);
}

function name() {
  const count = Object.values(state.unread).reduce((sum, one) => sum + (Number(one) || 0), 0);
  document.title = `${count ? `(${count}) ` : ""}${placeLabel(state.place)} – ${state.team.name}`;
}

on("go", async (place, { ts = "", thread = "" } = {}) => {
  if (!canSee(place)) {
    await refreshState();
  }
  if (canSee(place)) {
    state.place = place;
    state.thread = thread;
    come({ ts });
  }
});

on("open-thread", (ts) => {
  state.thread = ts;
  come({ replace: true });
});

on("team", async (team) => {
  const { me, place } = enter(team);
  await refreshState();
  state.me = me ?? people()[0].id;
  state.place = place && canSee(place) ? place : firstPlace();
  announce("workspace");
  await refreshUnread();
  come();
});

on("act-as", async (user) => {
  state.me = user;
  state.unread = {};
  if (!canSee(state.place) || state.channels.get(state.place)?.members.includes(user) === false) {
    state.place = firstPlace();
  }
  state.thread = "";
  announce("workspace");
  await refreshUnread();
  come();
});

on("device-zone", (zone) => {
  state.deviceZone = zone;
  announce("workspace");
  announce("clock");
  come({ replace: true });
});

on("unread", name);
on("acted", () => {
  refreshUnread();
  announce("messages");
  announce("thread");
  announce("views");
});

on("line", (isOpen) => {
  show("line", isOpen ? "" : "Connecting to the sandbox again …");
  if (isOpen) {
    refreshAll();
  }
});

on("changed", (what) => {
  if (what.team && what.team !== state.team.id) {
    return what.changed === "messages" ? stir(what.team) : null;
  }
  switch (what.changed) {
    case "messages":
      return heard(what);
    case "views":
      return what.as === state.me ? announce("views") : null;
    case "home":
      return announce("home-published", what.as);
    case "clock":
      state.now = what.now;
      state.still = what.still ?? null;
      announce("clock");
      return refreshState();
    case "ready":
      state.ready = what.ready;
      announce("ready");
      return refreshState();
    case "channels":
      return refreshAll();
    default:
      return announce(what.changed);
  }
});

function heard({ channel, thread_ts: thread }) {
  if (!state.channels.has(channel)) {
    refreshState();
  }
  if (channel === state.place) {
    announce("messages");
  }
  if (channel === state.place && state.thread && (!thread || thread === state.thread)) {
    announce("thread");
  }
  refreshUnread();
}

async function refreshAll() {
  await refreshState();
  refreshUnread();
  for (const topic of ["messages", "thread", "views", "log"]) {
    announce(topic);
  }
}

function show(id, text) {
  const box = document.getElementById(id);
  box.textContent = text;
  box.hidden = !text;
}

addEventListener("popstate", async () => {
  const team = new URLSearchParams(location.search).get("team") ?? state.teams[0].id;
  if (team !== state.team.id) {
    enter(team);
    await refreshState();
  }
  readAddress();
  announce("workspace");
  come({ replace: true });
});

start();
