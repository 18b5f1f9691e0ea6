/** Where workspaces differ, or Slack is not known for sure: which of two behaviours this one shows. */

import { get, post } from "./api.js";
import { coalesced, el } from "./dom.js";
import { amount, kept, toggle } from "./fields.js";
import { toast } from "./notes.js";
import { on } from "./state.js";

const WORDS = {
  no_new_blocks: ["Newer blocks are unknown", "Their roll-out has not come here"],
  metadata_refused: ["Bad metadata refuses the message", "Otherwise it vanishes with a warning"],
  threads_closed: ["Bots read threads in DMs only", "Elsewhere their replies are closed to them"],
  free_plan: ["A workspace that pays nothing", "No user groups, canvases in channels only"],
  unlisted: ["App sold outside the Marketplace", "History 15 rows at a time, once a minute"],
  short_tokens: ["Tokens expire after a minute", "Where they expire at all; else after twelve hours"],
  undistributed: ["The app is not distributed", "It cannot be installed outside its own workspace"],
  delayed_events: ["Delayed events", "One that failed is tried every hour for a day"],
  shuffle: ["Events come in any order", "Within so many minutes; 0 at once and in order"],
  refresh: ["Connections are refreshed", "One of them, every so many minutes; 0 never"],
  hourly_events: ["Events an hour", "Above it the app hears only app_rate_limited"],
};
let switches = {};
let most = {};

/** Give the panel's node. */
export function behaviourPanel() {
  const body = el("div", { class: "board-form" });
  const redraw = kept(body, () => switches, draw);
  const refresh = coalesced(async () => {
    const found = await get("switches");
    switches = found.switches ?? switches;
    most = found.most ?? most;
    redraw();
  });
  for (const topic of ["switchboard", "switches", "faults"]) {
    on(topic, refresh);
  }
  return el("section", { class: "board-part", "aria-label": "Behaviours" }, el("h3", {}, "Behaviours"), body);
}

function draw() {
  return Object.keys(switches).map((name) => {
    const [label, detail] = WORDS[name] ?? [name.replaceAll("_", " "), ""];
    const shared = { label, detail, testid: `switch-${name}`, change: (value) => turn(name, value) };
    return name in most
      ? amount({ ...shared, value: switches[name], most: most[name] })
      : toggle({ ...shared, isOn: switches[name] });
  });
}

/** Turn a switch; tells whether that was taken. */
async function turn(name, value) {
  const answer = await post("switches", { [name]: value });
  if (answer.ok === false) {
    toast(answer.error);
  }
  return answer.ok !== false;
}
