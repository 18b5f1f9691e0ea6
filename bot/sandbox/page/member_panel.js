/** Changes a person: what they are, their status, when they are not disturbed, and their zone. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { chooser, kept, labelled, toggle, typed } from "./fields.js";
import { toast } from "./notes.js";
import { quietWords, statusWords } from "./people.js";
import { on, state } from "./state.js";
import { ZONES } from "./time.js";

const ENDS = [
  ["", "No end"],
  ["30m", "30 minutes"],
  ["1h", "1 hour"],
  ["4h", "4 hours"],
  ["1d", "1 day"],
  ["7d", "7 days"],
];
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
    return [who, switches(one), status(one), disturbance(one), zone(one)];
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
      change: (is_restricted) => set({ is_restricted, is_ultra_restricted: false }),
    }),
    toggle({
      label: "Guest of one channel",
      isOn: one.is_ultra_restricted,
      testid: "board-one-channel",
      change: (is_ultra_restricted) => set({ is_ultra_restricted }),
    }),
    toggle({
      label: "Invited",
      detail: "Has not signed in yet",
      isOn: one.is_invited,
      testid: "board-invited",
      change: (is_invited) => set({ is_invited }),
    }),
    toggle({
      label: "Admin",
      isOn: one.is_admin,
      testid: "board-admin",
      change: (is_admin) => set({ is_admin }),
    }),
    toggle({
      label: "Away",
      isOn: one.presence === "away",
      testid: "board-away",
      change: (away) => set({ away }),
    }),
  ];
}

function status(one) {
  const [words] = typed({ value: one.status_text, testid: "board-status", placeholder: "On holiday" });
  const [sign] = typed({ value: one.status_emoji, testid: "board-status-emoji", placeholder: ":palm_tree:" });
  const end = chooser(ENDS, { value: "", testid: "board-status-until" });
  const fields = [labelled("Emoji", sign), labelled("Until", end)];
  const send = () =>
    tell(one, {
      status_text: words.value.trim(),
      status_emoji: sign.value.trim(),
      status_until: end.value,
    });
  return [line("Status", words, "Set", send, fields), said(statusWords(one))];
}

function disturbance(one) {
  const snooze = chooser([...ENDS.slice(1), ["", "End it now"]], { value: "30m", testid: "board-snooze" });
  const [hours] = typed({ value: one.quiet_hours, testid: "board-quiet", placeholder: "22:00-08:00" });
  return [
    line("Pause notifications for", snooze, "Set", () => tell(one, { snooze: snooze.value })),
    line("Quiet hours", hours, "Set", () => tell(one, { quiet_hours: hours.value.trim() })),
    said(quietWords(one)),
  ];
}

function said(words) {
  return words ? el("p", { class: "muted small", "data-testid": "board-said" }, `Now: ${words}`) : null;
}

function zone(one) {
  const field = typed({ value: one.tz, testid: "board-zone", suggestions: ZONES });
  return line("Time zone", field, "Set", () => tell(one, { tz: field[0].value.trim() }));
}

function line(label, field, words, send, more = []) {
  const form = el(
    "form",
    { class: more.length ? "board-line has-more" : "board-line" },
    labelled(label, field),
    more,
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
