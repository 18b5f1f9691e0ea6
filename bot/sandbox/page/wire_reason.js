/** Why Slack refused, in words, and which field of the payload was the cause. */

import { faultWords } from "./fault_words.js";

const POINTER = /\[json-pointer:([^\]]*)\]/;
const FIELDS = {
  channel: [
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "invalid_channel",
    "restricted_action",
    "not_archived",
  ],
  user: ["user_not_found", "users_not_found", "user_not_in_channel", "cannot_dm_bot", "user_disabled"],
  ts: [
    "message_not_found",
    "cant_update_message",
    "cant_delete_message",
    "edit_window_closed",
    "invalid_ts_latest",
  ],
  thread_ts: ["thread_not_found", "invalid_thread_ts", "cannot_reply_to_message"],
  text: ["no_text", "msg_too_long"],
  blocks: ["invalid_blocks", "invalid_blocks_format"],
  trigger_id: ["expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id"],
  view_id: ["not_found", "view_not_found"],
  hash: ["hash_conflict"],
  cursor: ["invalid_cursor"],
  limit: ["invalid_limit"],
  name: ["invalid_name", "already_reacted", "no_reaction"],
  metadata: ["invalid_metadata_format", "metadata_too_large"],
};
const OTHER_NAMES = {
  user: ["users", "user_id"],
  ts: ["message_ts", "timestamp"],
  blocks: ["view"],
  channel: ["channel_id"],
};
const WORDS = {
  channel_not_found: "The app can see no such channel: it does not exist, or is private without the app.",
  not_in_channel: "The app is not in this channel.",
  is_archived: "The channel is archived.",
  message_not_found: "There is no message with this ts in the channel.",
  user_not_found: "There is no such member.",
  missing_scope: "The app was not granted the scope this needs.",
  token_revoked: "The token is revoked.",
  account_inactive: "The app was uninstalled.",
  token_expired: "The token has expired; its refresh token gets a new one.",
  invalid_code: "The code is unknown, was used before, or is older than ten minutes.",
  invalid_refresh_token: "The refresh token is unknown, revoked, or was used before.",
  bad_redirect_uri: "The redirect_uri is not the one people were sent to the authorize page with.",
  ratelimited: "Too many requests; Retry-After says when to come again.",
  unknown_method: "Slack has no such method, or the sandbox does not imitate it.",
  expired_trigger_id: "The trigger is older than three seconds.",
  exchanged_trigger_id: "The trigger was used before.",
  hash_conflict: "The view was changed meanwhile.",
  rate_limited: "Too many messages in this workspace within a minute.",
  late_ack: "The app acknowledged when nobody waited any more.",
  operation_timeout: "The app did not acknowledge within three seconds.",
  dispatch_failed: "No app is connected, or the connection was lost before it acknowledged.",
  "no answer": "The connection was cut or left hanging, as ordered on the switchboard.",
  no_request_url: "There is no verified request URL for events; nothing was sent.",
  challenge_failed: "The URL did not return the challenge it was sent.",
  app_failed: "The app failed over a forged request, with a 5xx.",
  not_refused: "The app did not answer a forged request as it should.",
  no_text: "A message needs text or blocks.",
  msg_too_long: "The text is longer than Slack takes.",
};

/** Explain a refused exchange: `{lines, pointers}`; null when it was not refused. */
export function reasonOf(entry) {
  if (!entry.error) {
    return null;
  }
  const messages = entry.response?.response_metadata?.messages ?? [];
  const lines = messages.map((one) => one.replace(/^\[ERROR\] /, ""));
  if (entry.fault) {
    return {
      lines: [`Ordered on the switchboard: ${faultWords({ method: "", kind: entry.fault })}.`],
      pointers: [],
    };
  }
  const words = WORDS[entry.error];
  const needed = entry.response?.needed;
  const pointers = deepest(messages.map(pointerOf).filter(Boolean));
  return {
    lines: [
      ...(words ? [words] : []),
      ...(needed ? [`Needed: ${needed}. Granted: ${entry.response.provided ?? "nothing"}.`] : []),
      ...lines,
    ],
    pointers: pointers.length ? pointers : guessed(entry),
  };
}

/** Slack complains of what holds the fault as well as of the fault; leave only the fault. */
function deepest(pointers) {
  return pointers.filter((one) => !pointers.some((other) => other.startsWith(`${one}/`)));
}

function pointerOf(message) {
  return POINTER.exec(message)?.[1] ?? "";
}

/** An error that names no field still tells by its name which argument it is about. */
function guessed({ error, request }) {
  if (request === null || typeof request !== "object") {
    return [];
  }
  const field = Object.keys(FIELDS).find((name) => FIELDS[name].includes(error));
  const names = field ? [field, ...(OTHER_NAMES[field] ?? [])] : [];
  return names.filter((name) => name in request).map((name) => `/${name}`);
}
