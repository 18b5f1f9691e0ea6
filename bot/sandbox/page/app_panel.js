/** Changes what the app may do: its scopes, Slack's rate limits, whether it is installed. */

import { post } from "./api.js";
import { confirmed } from "./dialog.js";
import { el } from "./dom.js";
import { kept, toggle } from "./fields.js";
import { toast } from "./notes.js";
import { nameOf } from "./people.js";
import { on, state } from "./state.js";

let unfolded = false;

/** Give the panel's node. */
export function appPanel() {
  const body = el("div", { class: "board-form" });
  const refresh = kept(body, () => [state.app, state.bot], draw);
  for (const topic of ["workspace", "switchboard"]) {
    on(topic, refresh);
  }
  return el("section", { class: "board-part", "aria-label": "App" }, el("h3", {}, "App"), body);
}

function draw() {
  const { app } = state;
  return app ? [installed(app), limits(app), scopes(app)] : [];
}

function installed(app) {
  const name = nameOf(state.bot);
  const change = async (isWanted) => {
    const ask = {
      title: { text: `Uninstall ${name}?` },
      text: { text: "" },
      confirm: { text: "Uninstall" },
      deny: { text: "Keep" },
      style: "danger",
    };
    const words = `${name} hears tokens_revoked and app_uninstalled, and every call with its token is refused from then on.`;
    if (isWanted || (await confirmed(ask, () => words))) {
      await tell({ installed: isWanted, ...(app.scopes.length ? {} : { scopes_added: app.declared }) });
    }
  };
  return toggle({
    label: "Installed",
    detail: app.revoked ? "No token of it works" : "Its token is good",
    isOn: !app.revoked,
    testid: "board-installed",
    change,
  });
}

function limits(app) {
  return toggle({
    label: "Rate limits",
    detail: "As Slack's tiers, and one message a second and channel",
    isOn: app.limits,
    testid: "board-limits",
    change: (isOn) => tell({ limits: isOn }),
  });
}

function scopes(app) {
  const row = (scope) =>
    toggle({
      label: scope,
      isOn: app.scopes.includes(scope),
      testid: `scope-${scope}`,
      change: (isOn) => tell(isOn ? { scopes_added: [scope] } : { scopes_removed: [scope] }),
    });
  const node = el(
    "details",
    { class: "scopes", open: unfolded },
    el(
      "summary",
      { "data-testid": "board-scopes" },
      `Scopes: ${app.scopes.length} of ${app.declared.length} granted`,
    ),
    app.declared.map(row),
  );
  node.addEventListener("toggle", () => {
    unfolded = node.open;
  });
  return node;
}

async function tell(change) {
  const answer = await post("app", change);
  if (answer.ok === false) {
    toast(answer.error);
  }
}
