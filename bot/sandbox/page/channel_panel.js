/** Changes a channel as an admin could: archived, read-only, private, its name, and whether the app is in it. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { chooser, kept, labelled, toggle, typed } from "./fields.js";
import { toast } from "./notes.js";
import { nameOf } from "./people.js";
import { announce, here, isNamed, on, state } from "./state.js";

const THREADS = [
  ["", "Open to everybody"],
  ["locked", "Locked: no more replies"],
  ["only", "Nothing but replies"],
  ["none", "No replies at all"],
];
let chosen = "";

/** Give the panel's node. */
export function channelPanel() {
  const body = el("div", { class: "board-form" });
  const refresh = kept(body, signature, draw);
  for (const topic of ["workspace", "switchboard"]) {
    on(topic, refresh);
  }
  on("place", () => {
    chosen = here() && isNamed(here()) ? here().id : chosen;
    refresh();
  });
  return el("section", { class: "board-part", "aria-label": "Channel" }, el("h3", {}, "Channel"), body);

  function signature() {
    return [channel(), named().map((one) => one.name), state.app?.revoked];
  }

  function draw() {
    const one = channel();
    return one ? [pick(one), switches(one), rename(one), renumber(one)] : [];
  }

  function pick(one) {
    const pairs = named().map((each) => [each.id, `#${each.name}`]);
    const change = (id) => {
      chosen = id;
      refresh();
    };
    return labelled("Which", chooser(pairs, { value: one.id, testid: "board-channel", change }));
  }
}

function named() {
  return [...state.channels.values()]
    .filter(isNamed)
    .sort((a, b) => a.name.localeCompare(b.name));
}

function channel() {
  return state.channels.get(chosen) ?? named()[0];
}

function switches(one) {
  const set = (change) => tell(one, change);
  return [
    toggle({
      label: `${nameOf(state.bot)} is in it`,
      isOn: one.is_member,
      testid: "board-bot-in",
      change: (bot_in) => set({ bot_in }),
    }),
    toggle({
      label: "Archived",
      detail: "Nobody can write; the app is refused with is_archived",
      isOn: one.is_archived,
      testid: "board-archived",
      change: (archived) => set({ archived }),
    }),
    toggle({
      label: "Read-only",
      detail: "Only admins can write",
      isOn: one.read_only,
      testid: "board-read-only",
      change: (read_only) => set({ read_only }),
    }),
    toggle({
      label: "Private",
      detail: "Only its members know of it",
      isOn: one.is_private,
      testid: "board-private",
      change: (isPrivate) => set({ private: isPrivate }),
    }),
    labelled(
      "Threads",
      chooser(THREADS, {
        value: one.threads,
        testid: "board-threads",
        change: (threads) => set({ threads }),
      }),
    ),
  ];
}

function rename(one) {
  const [field] = typed({ value: one.name, testid: "board-name" });
  const form = el(
    "form",
    { class: "board-line" },
    labelled("Name", field),
    el("button", { type: "submit", class: "button is-small", "data-testid": "board-rename" }, "Rename"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(one, { name: field.value.trim() });
  });
  return form;
}

function renumber(one) {
  const [field] = typed({ value: one.id, testid: "board-id" });
  const form = el(
    "form",
    { class: "board-line" },
    labelled("Id", field),
    el("button", { type: "submit", class: "button is-small", "data-testid": "board-renumber" }, "Change"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const id = field.value.trim();
    if (await tell(one, { id })) {
      chosen = id;
      if (state.place === one.id) {
        announce("go", id);
      }
    }
  });
  return form;
}

async function tell(one, change) {
  const answer = await post("channel", { channel: one.id, ...change });
  if (answer.ok === false) {
    toast(answer.error);
  }
  return answer.ok !== false;
}
