/** One exchange on the wire: a line, and when unfolded its payloads, why it was refused, and ways to copy it. */

import { copyText } from "./clipboard.js";
import { el } from "./dom.js";
import { nameOf } from "./people.js";
import { payloadNode } from "./payload.js";
import { announce, state } from "./state.js";
import { shortText } from "./time.js";
import { asCurl, asTest, canRepeat } from "./wire_copy.js";
import { reasonOf } from "./wire_reason.js";

/** Draw an entry of the log; `isOpen` unfolds it at once. */
export function wireRow(entry, isOpen = false) {
  const node = el(
    "details",
    {
      class: entry.error ? "wire-row is-wrong" : "wire-row",
      "data-testid": "wire-row",
      "data-type": entry.type,
      "data-direction": entry.direction,
    },
    summary(entry),
  );
  const unfold = () => {
    if (node.open && node.childElementCount === 1) {
      node.append(details(entry));
      node.querySelector("mark")?.scrollIntoView({ block: "nearest" });
      node.scrollIntoView({ block: "nearest" });
    }
  };
  node.addEventListener("toggle", unfold);
  node.open = isOpen;
  return node;
}

function summary(entry) {
  const bot = nameOf(state.bot);
  const way = entry.direction === "in" ? `${bot} to Slack` : `Slack to ${bot}`;
  const retry = entry.request?.retry_attempt;
  return el(
    "summary",
    {},
    el("time", { datetime: entry.at, title: entry.at }, shortText(Date.parse(entry.at))),
    el("span", { class: `way is-${entry.direction}` }, way),
    el("span", { class: "wire-kind" }, entry.kind),
    el("strong", {}, entry.type),
    el(
      "span",
      { class: "wire-error" },
      retry ? el("span", { class: "wire-retry" }, `retry ${retry}`) : null,
      entry.error ?? "",
    ),
    el("span", { class: "wire-ms" }, entry.ms === null ? "…" : `${entry.ms.toFixed(1)} ms`),
  );
}

function details(entry) {
  const reason = reasonOf(entry);
  return el(
    "div",
    { class: "wire-details" },
    reason ? why(entry, reason) : null,
    ignored(entry),
    tools(entry),
    payloadNode("Request", entry.request, reason?.pointers ?? []),
    payloadNode("Response", entry.response),
  );
}

function why(entry, reason) {
  return el(
    "div",
    { class: "wire-why", "data-testid": "wire-why" },
    el("strong", {}, entry.error),
    reason.lines.map((line) => el("p", {}, line)),
  );
}

function ignored(entry) {
  return entry.ignored?.length
    ? el(
        "p",
        { class: "muted small", "data-testid": "wire-ignored" },
        `${entry.type} does not know ${entry.ignored.join(", ")}; Slack ignores that.`,
      )
    : null;
}

function tools(entry) {
  const only = button("Only this method", "wire-only", () => announce("wire-method", entry.type));
  const again = canRepeat(entry)
    ? [
        button("Copy as curl", "wire-curl", () => copyText(asCurl(entry), "The curl command is copied.")),
        entry.kind === "response_url"
          ? null
          : button("Copy as test", "wire-test", () => copyText(asTest(entry), "The test is copied.")),
      ]
    : [];
  const raw = JSON.stringify({ request: entry.request, response: entry.response }, null, 2);
  const json = button("Copy JSON", "wire-json", () => copyText(raw, "Request and response are copied."));
  return el("div", { class: "wire-row-tools" }, only, again, json);
}

function button(label, testid, onclick) {
  return el("button", { type: "button", class: "button is-small", "data-testid": testid, onclick }, label);
}
