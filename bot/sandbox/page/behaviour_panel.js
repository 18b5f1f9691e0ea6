/** Where workspaces differ, or Slack is not known for sure: which of two behaviours this one shows. */

import { get, post } from "./api.js";
import { coalesced, el } from "./dom.js";
import { kept, toggle } from "./fields.js";
import { toast } from "./notes.js";
import { on } from "./state.js";

const WORDS = {
  no_new_blocks: ["Newer blocks are unknown", "Their roll-out has not come here"],
  metadata_refused: ["Bad metadata refuses the message", "Otherwise it vanishes with a warning"],
  threads_closed: ["Bots read threads in DMs only", "Elsewhere their replies are closed to them"],
  unlisted: ["App sold outside the Marketplace", "History 15 rows at a time, once a minute"],
};
let switches = {};

/** Give the panel's node. */
export function behaviourPanel() {
  const body = el("div", { class: "board-form" });
  const redraw = kept(body, () => switches, draw);
  const refresh = coalesced(async () => {
    const found = await get("switches");
    switches = found.switches ?? switches;
    redraw();
  });
  for (const topic of ["switchboard", "switches", "faults"]) {
    on(topic, refresh);
  }
  return el("section", { class: "board-part", "aria-label": "Behaviours" }, el("h3", {}, "Behaviours"), body);
}

function draw() {
  return Object.entries(switches).map(([name, isOn]) => {
    const [label, detail] = WORDS[name] ?? [name.replaceAll("_", " "), ""];
    return toggle({ label, detail, isOn, testid: `switch-${name}`, change: (value) => turn(name, value) });
  });
}

async function turn(name, isOn) {
  const answer = await post("switches", { [name]: isOn });
  if (answer.ok === false) {
    toast(answer.error);
  }
}
