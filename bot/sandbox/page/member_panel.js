/** Changes a person: deactivated, guest, admin, status and zone. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { chooser, kept, labelled, toggle, typed } from "./fields.js";
import { toast } from "./notes.js";
import { on, state } from "./state.js";
import { ZONES } from "./time.js";

let chosen = "";

/** Give the panel's node. */
export function memberPanel() {
  const body = el("div", { class: "board-form" });
  const refresh = kept(body, () => [member(), everybody().map((one) => one.real_name)], draw);
  for (const topic of ["workspace", "switchboard"]) {
    on(topic, refresh);
  }
  return el("section", { class: "board-part", "aria-label": "Person" }, el("h3", {}, "Person"), body);

  function draw() {
    const one = member();
    if (!one) {
      return [];
    }
    const pairs = everybody().map((each) => [each.id, each.real_name]);
    const change = (id) => {
      chosen = id;
      refresh();
    };
    const who = labelled("Who", chooser(pairs, { value: one.id, testid: "board-member", change }));
    return [who, switches(one), status(one), zone(one)];
  }
}

function everybody() {
  return [...state.members.values()].filter((one) => !one.is_bot);
}

function member() {
  return state.members.get(chosen) ?? everybody()[0];
}

function switches(one) {
  const set = (change) => tell(one, change);
  return [
    toggle({
      label: "Deactivated",
      detail: "Has left the company",
      isOn: one.deleted,
      testid: "board-deleted",
      change: (deleted) => set({ deleted }),
    }),
    toggle({
      label: "Guest",
      detail: "Sees only the channels they are in",
      isOn: one.is_restricted,
      testid: "board-guest",
      change: (is_restricted) => set({ is_restricted }),
    }),
    toggle({
      label: "Admin",
      isOn: one.is_admin,
      testid: "board-admin",
      change: (is_admin) => set({ is_admin }),
    }),
  ];
}

function status(one) {
  const [words] = typed({ value: one.status_text, testid: "board-status", placeholder: "On holiday" });
  return line("Status", words, "Set", () => tell(one, { status_text: words.value.trim() }));
}

function zone(one) {
  const field = typed({ value: one.tz, testid: "board-zone", suggestions: ZONES });
  return line("Time zone", field, "Set", () => tell(one, { tz: field[0].value.trim() }));
}

function line(label, field, words, send) {
  const form = el(
    "form",
    { class: "board-line" },
    labelled(label, field),
    el(
      "button",
      { type: "submit", class: "button is-small", "aria-label": `${words} ${label.toLowerCase()}` },
      words,
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return form;
}

async function tell(one, change) {
  const answer = await post("member", { as: one.id, ...change });
  if (answer.ok === false) {
    toast(answer.error);
  }
}
