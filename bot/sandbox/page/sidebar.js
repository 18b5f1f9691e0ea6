/** The left side: the workspace, who acts, channels with what is unread, DMs, the app. */

import { el, refill, stepFocus } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import {
  avatar,
  directPlace,
  fullName,
  nameOf,
  placeName,
  quietWords,
  standing,
  statusMark,
  statusWords,
  whereabouts,
} from "./people.js";
import {
  HOME,
  announce,
  channelsOf,
  directWith,
  directsOf,
  groupsOf,
  hasHome,
  me,
  on,
  otherOf,
  people,
  state,
} from "./state.js";
import { teamNode } from "./teams.js";
import { ZONES, city, nowMoment, timeText, zone } from "./time.js";

const rail = el("nav", { class: "rail", "aria-label": "Workspace" });
const shade = el("div", { class: "rail-shade", "data-testid": "rail-shade", onclick: () => closeRail() });
let drawn = "";

/** Give the sidebar's nodes; in a narrow window it lies over the page when asked for, which is shaded. */
export function sidebarNodes() {
  rail.addEventListener("keydown", (event) => {
    if (event.target.matches(".rail-row")) {
      stepFocus(event, [...rail.querySelectorAll(".rail-row")]);
    }
  });
  for (const topic of ["workspace", "place", "unread"]) {
    on(topic, draw);
  }
  for (const topic of ["place", "switchboard"]) {
    on(topic, closeRail);
  }
  on("rail", openRail);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && isOver()) {
      event.preventDefault();
      closeRail();
    }
  });
  return [rail, shade];
}

function openRail() {
  document.body.classList.add("shows-rail");
  (rail.querySelector("[aria-current]") ?? rail.querySelector(".rail-row"))?.focus();
}

function closeRail() {
  const held = isOver() && rail.contains(document.activeElement);
  document.body.classList.remove("shows-rail");
  if (held) {
    document.querySelector(".rail-open:not([hidden])")?.focus();
  }
}

function isOver() {
  return document.body.classList.contains("shows-rail");
}

function draw() {
  const signature = JSON.stringify([
    state.teams,
    [...state.stirred],
    state.me,
    state.place,
    state.unread,
    [...state.channels.values()],
    [...state.members.values()],
    state.deviceZone,
  ]);
  if (signature === drawn || !me()) {
    return;
  }
  drawn = signature;
  refill(rail, head(), el("div", { class: "rail-scroll" }, channelList(), directList(), appList()));
}

function head() {
  const person = el(
    "button",
    {
      type: "button",
      class: "person",
      "data-testid": "person-switch",
      "data-user": state.me,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      title: "Act as somebody else",
      onclick: () => openPeople(person),
    },
    avatar(state.me, "small"),
    el(
      "span",
      { class: "person-words" },
      el("span", {}, "You are ", el("strong", {}, fullName(state.me))),
      el("small", {}, [city(zone()), standing(me()), quietWords(me())].filter(Boolean).join(", ")),
    ),
    icon("chevron"),
  );
  const search = el(
    "button",
    {
      type: "button",
      class: "rail-search",
      "data-testid": "open-switcher",
      onclick: () => announce("switcher"),
    },
    icon("search"),
    "Go to",
    el("kbd", {}, "Ctrl K"),
  );
  return el("div", { class: "rail-head" }, teamNode(), person, search);
}

function openPeople(anchor) {
  const one = (member) => ({
    label: member.real_name,
    detail: [whereabouts(member), standing(member), statusWords(member)].filter(Boolean).join(", "),
    disabled: member.is_invited,
    checked: member.id === state.me,
    testid: `person-${member.name}`,
    value: member.id,
    picture: avatar(member.id, "small"),
    run: () => announce("act-as", member.id),
  });
  const gone = [...state.members.values()]
    .filter((member) => member.deleted)
    .map((member) => ({
      label: member.real_name,
      detail: "deactivated",
      disabled: true,
      picture: avatar(member.id, "small"),
      run: () => null,
    }));
  const entries = [
    { heading: "Act as" },
    ...people().map(one),
    ...gone,
    null,
    {
      label: "Device zone …",
      detail: state.deviceZone || `as in the profile: ${me().tz || "none"}`,
      testid: "device-zone",
      run: () => openZones(anchor),
    },
    {
      label: "Open a second window",
      testid: "second-window",
      run: () => window.open(location.href, "_blank"),
    },
  ];
  openMenu(anchor, entries, { label: "Act as" });
}

function openZones(anchor) {
  const one = (name, label) => ({
    label,
    detail: name ? timeText(nowMoment(), name) : me().tz || "none",
    checked: state.deviceZone === name,
    testid: `zone-${name || "profile"}`,
    run: () => announce("device-zone", name),
  });
  openMenu(
    anchor.isConnected ? anchor : rail.querySelector('[data-testid="person-switch"]'),
    [
      { heading: "The device's zone" },
      one("", "As in the profile"),
      ...ZONES.slice(0, 8).map((name) => one(name, city(name))),
    ],
    { label: "The device's zone" },
  );
}

function channelList() {
  const mine = channelsOf(state.me).sort((a, b) => a.name.localeCompare(b.name));
  const rows = mine.map((one) =>
    row(
      one.id,
      `channel-${one.name}`,
      icon(one.is_private ? "lock" : "hash"),
      one.name,
      one.is_archived ? "is-quiet" : "",
    ),
  );
  return group("Channels", rows);
}

function directList() {
  const others = new Set(
    directsOf(state.me)
      .map(otherOf)
      .filter((user) => user !== state.bot),
  );
  if (state.members.has(state.place)) {
    others.add(state.place);
  }
  others.delete(state.bot);
  const rows = [...others].map((user) =>
    row(directPlace(user), `dm-${state.members.get(user)?.name}`, avatar(user, "tiny"), [
      nameOf(user),
      statusMark(user),
    ]),
  );
  const groups = groupsOf(state.me).map((one) => row(one.id, one.name, icon("people"), placeName(one.id)));
  const add = el(
    "button",
    {
      type: "button",
      class: "rail-row is-quiet",
      "data-testid": "new-dm",
      onclick: () => announce("switcher", "@"),
    },
    icon("plus"),
    "Write to somebody",
  );
  return group("Direct messages", [...rows, ...groups, add]);
}

function appList() {
  const bot = state.members.get(state.bot);
  const name = placeName(HOME);
  if (state.app?.revoked && !directWith(state.bot)) {
    return group("Apps", [el("p", { class: "rail-note" }, `${name} is not installed here.`)]);
  }
  return group("Apps", [
    row(directPlace(state.bot), `dm-${bot?.name}`, avatar(state.bot, "tiny"), name),
    hasHome() ? row(HOME, "home-tab", icon("home"), `${name} Home`) : null,
  ]);
}

function group(title, rows) {
  return el("section", { class: "rail-group", "aria-label": title }, el("h2", {}, title), rows);
}

function row(place, testid, picture, words, look = "") {
  const count = state.unread[place] ?? 0;
  const isHere = state.place === place || (place !== HOME && directWith(state.place)?.id === place);
  return el(
    "button",
    {
      type: "button",
      class: `rail-row ${look} ${count && !isHere ? "is-unread" : ""}`,
      "data-testid": testid,
      "data-unread": String(count),
      "aria-current": isHere ? "page" : null,
      onclick: () => announce("go", place),
    },
    picture,
    el("span", { class: "rail-name" }, words),
    count && !isHere ? el("span", { class: "count", "aria-label": `${count} unread` }, String(count)) : null,
  );
}
