/** Talks to the sandbox's /control calls. Every answer is an object; trouble is `{ok: false, error: sentence}`. */

import { state } from "./state.js";

const SILENT = "The sandbox does not answer. Is it still running?";

/** Ask for something of the team looked at; empty values are left out of the query. */
export function get(action, query = {}) {
  const given = Object.entries({ team: state.team.id, ...query }).filter(
    ([, value]) => value !== "" && value !== null && value !== undefined,
  );
  const search = new URLSearchParams(given).toString();
  return call(`/control/${action}${search ? `?${search}` : ""}`, {});
}

/** Do something in the team looked at; `body` is sent as JSON. */
export function post(action, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return call(`/control/${action}`, { method: "POST", headers, body: JSON.stringify({ team: state.team.id, ...body }) });
}

/** Give the address of the websocket that says what changed. */
export function liveAddress() {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/control/live`;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    return { ok: false, error: SILENT, lost: true };
  }
  try {
    return await response.json();
  } catch {
    return { ok: false, error: `The sandbox answered with HTTP ${response.status} and no JSON.` };
  }
}
