/** How faults are worded. A kind that has no words here is shown by its name. */

const ANSWERS = {
  "refuse:": "Refuse with an error",
  ratelimited: "Too many requests (429)",
  fatal_error: "fatal_error, nothing done",
  fatal_after: "fatal_error, although it was done",
  "500_after": "HTTP 500, although it was done",
  timeout_before: "No answer, nothing done",
  timeout_after: "No answer, although it was done",
  drop_before: "Cut the connection, nothing done",
  drop_after: "Cut the connection, although it was done",
  "slow:": "Answer slowly",
};
const DELIVERY = {
  drop: "Cut every connection",
  close: "Close every connection",
  warning: "Warn that connections will be closed",
  refresh: "Ask the app to connect anew",
  disabled: "Say that Socket Mode is off",
  twice: "Deliver twice",
  late: "Deliver late",
  slow_ack: "Take the acknowledgement late",
};
const ENDS = { "refuse:": "error", "slow:": "seconds" };

/** Errors that Slack answers often, for the list of suggestions. */
export const ERRORS = [
  "is_archived",
  "not_in_channel",
  "channel_not_found",
  "restricted_action",
  "restricted_action_read_only_channel",
  "missing_scope",
  "token_revoked",
  "account_inactive",
  "invalid_auth",
  "user_not_found",
  "message_not_found",
  "cant_update_message",
  "msg_too_long",
  "invalid_blocks",
  "expired_trigger_id",
  "internal_error",
  "service_unavailable",
  "team_added_to_org",
];

/** Word a kind as something Slack does; `method` is "socket" for delivery. */
export function kindLabel(kind, method) {
  const words = method === "socket" ? DELIVERY : ANSWERS;
  return words[kind] ?? kind.replace(/:$/, "").replaceAll("_", " ");
}

/** Tell what a kind still needs: "error", "seconds", "value" or "". */
export function needs(kind) {
  return kind.endsWith(":") ? (ENDS[kind] ?? "value") : "";
}

/** Word one waiting fault: what, and with which value. */
export function faultWords({ method, kind }) {
  const [name, value] = kind.includes(":")
    ? [kind.slice(0, kind.indexOf(":") + 1), kind.slice(kind.indexOf(":") + 1)]
    : [kind, ""];
  const label = kindLabel(name, method);
  if (!value) {
    return label;
  }
  return name === "slow:" ? `${label}, after ${value} s` : `${label}: ${value}`;
}

/** Name what a fault is about. */
export function methodLabel(method) {
  return (
    { "*": "any method", socket: "delivery to the app", response_url: "response URLs" }[method] ?? method
  );
}
