/** Carries the workspace out as a file and in again, and puts it back to how it started. */

import { post } from "./api.js";
import { confirmed } from "./dialog.js";
import { el } from "./dom.js";
import { toast } from "./notes.js";
import { on, state } from "./state.js";

const RESET = {
  title: { text: "Start over?" },
  text: { text: "" },
  confirm: { text: "Start over" },
  deny: { text: "Keep it" },
  style: "danger",
};
const RESET_WORDS =
  "Channels, people, messages and the app's rights go back to how they were when the sandbox started. ";
const STAYS = "The clock stays, and so does what the app itself remembers.";
const GOES = "So do the clock and all that the app remembers. This takes a moment.";

/** Give the panel's node. */
export function keepPanel() {
  return el(
    "section",
    { class: "board-part", "aria-label": "The workspace as a file" },
    el("h3", {}, "The workspace"),
    el("p", { class: "muted small" }, "Everything but what only one person saw, as one JSON file."),
    el("div", { class: "board-buttons" }, exporter(), importer()),
    el("div", {}, button("Start over …", "reset", reset, "is-danger")),
  );
}

function exporter() {
  const link = el(
    "a",
    { class: "button is-small", download: "workspace.json", "data-testid": "export" },
    "Export",
  );
  on("workspace", () => {
    link.href = `/control/export?team=${state.team.id}`;
  });
  return link;
}

function importer() {
  const chosen = el("input", { type: "file", accept: ".json,application/json", hidden: true });
  chosen.dataset.testid = "import-file";
  chosen.addEventListener("change", async () => {
    const [file] = chosen.files;
    chosen.value = "";
    await take(file);
  });
  return el("span", {}, button("Import …", "import", () => chosen.click()), chosen);
}

async function take(file) {
  let kept;
  try {
    kept = JSON.parse(await file.text());
  } catch {
    toast(`${file.name} is no JSON. Nothing was changed.`);
    return;
  }
  const answer = await post("import", kept);
  toast(answer.ok === false ? answer.error : `The workspace is as it was in ${file.name}.`);
}

async function reset() {
  if (!(await confirmed(RESET, () => RESET_WORDS + (state.startsOver ? GOES : STAYS)))) {
    return;
  }
  const answer = await post("reset");
  const done = state.startsOver ? "Starting over …" : "The workspace is as it was at the start.";
  toast(answer.ok === false ? answer.error : done);
}

function button(words, testid, onclick, style = "") {
  return el(
    "button",
    { type: "button", class: `button is-small ${style}`, "data-testid": testid, onclick },
    words,
  );
}
