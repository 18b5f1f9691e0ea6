/** Writes one exchange as something to paste: a curl command, or a test. */

import { state } from "./state.js";

/** Tell whether a person or a program started this exchange in a way that can be repeated. */
export function canRepeat(entry) {
  return entry.kind === "api" || entry.kind === "response_url" || control(entry) !== null;
}

/** Write the exchange as a curl command against this sandbox. */
export function asCurl(entry) {
  const json = ["-H", quoted("Content-Type: application/json; charset=utf-8")];
  if (entry.kind === "api") {
    const token = entry.type.startsWith("apps.connections") ? state.tokens?.app : state.tokens?.bot;
    const form = Object.entries(entry.request ?? {}).flatMap(([name, value]) => [
      "--data-urlencode",
      quoted(`${name}=${plain(value)}`),
    ]);
    const head = ["-H", quoted(`Authorization: Bearer ${token ?? "$SLACK_BOT_TOKEN"}`)];
    return lines(["curl", quoted(`${location.origin}/api/${entry.type}`), "-X POST", ...head, ...form]);
  }
  if (entry.kind === "response_url") {
    return lines(["curl", '"$RESPONSE_URL"', ...json, "-d", quoted(JSON.stringify(entry.request))]);
  }
  const { action, body } = control(entry);
  return lines([
    "curl",
    quoted(`${location.origin}/control/${action}`),
    ...json,
    "-d",
    quoted(JSON.stringify(body)),
  ]);
}

/** Write the exchange as a test in Python, in the language of tests/world.py. */
export function asTest(entry) {
  return entry.kind === "api" ? apiTest(entry) : controlTest(entry);
}

function apiTest(entry) {
  const isForm = Object.values(entry.request ?? {}).every((value) => typeof value === "string");
  const given = isForm ? "params" : "json";
  const call = `client.api_call(${python(entry.type)}, ${given}=${python(entry.request ?? {}, 2)})`;
  const imports = [
    ...(entry.error ? ["import pytest", "from slack_sdk.errors import SlackApiError"] : []),
    "from slack_sdk.web.async_client import AsyncWebClient",
    "",
    "from tests.world import World",
  ];
  const ends = entry.error
    ? [`    with pytest.raises(SlackApiError, match=${python(entry.error)}):`, `        await ${call}`]
    : [`    answer = await ${call.replaceAll("\n    ", "\n")}`, "", '    assert answer["ok"]'];
  const name = `${snake(entry.type)}_${entry.error ? `is_refused_with_${snake(entry.error)}` : "is_answered"}`;
  return [
    ...imports,
    "",
    "",
    `async def test_${name}(world: World) -> None:`,
    "    sandbox = world.stage.sandbox",
    "    client = AsyncWebClient(sandbox.bot_token, sandbox.api_url, retry_handlers=[])",
    ...(entry.fault
      ? [`    await world.post("faults", method=${python(entry.type)}, kind=${python(entry.fault)}, times=1)`]
      : []),
    "",
    ...ends,
    "",
  ].join("\n");
}

function controlTest(entry) {
  const { action, body } = control(entry);
  const given = Object.entries(body).map(
    ([name, value]) => `        ${name === "as" ? "as_" : name}=${python(value, 2)},`,
  );
  return [
    "from tests.world import World",
    "",
    "",
    `async def test_${snake(entry.type)}_is_answered(world: World) -> None:`,
    "    answer = await world.post(",
    `        ${python(action)},`,
    ...given,
    "    )",
    "",
    '    assert answer["ok"], answer',
    "",
  ].join("\n");
}

/** Give the /control call that makes Slack send the same again, or null when none does. */
function control({ kind, request }) {
  const payload = request?.payload ?? request;
  if (kind === "slash_commands") {
    const { user_id: as, channel_id: channel, command, text } = payload;
    return { action: "command", body: { as, channel, command, text } };
  }
  if (
    kind === "events_api" &&
    payload?.event?.type === "message" &&
    payload.event.user &&
    !payload.event.subtype
  ) {
    const { user: as, channel, text, thread_ts } = payload.event;
    return { action: "message", body: { as, channel, text, ...(thread_ts ? { thread_ts } : {}) } };
  }
  if (kind !== "interactive" || !payload) {
    return null;
  }
  const as = payload.user?.id;
  switch (payload.type) {
    case "block_actions":
      return { action: "click", body: { as, ...target(payload), ...chosen(payload.actions[0]) } };
    case "message_action":
      return {
        action: "shortcut",
        body: { as, callback_id: payload.callback_id, channel: payload.channel.id, ts: payload.message_ts },
      };
    case "shortcut":
      return { action: "shortcut", body: { as, callback_id: payload.callback_id } };
    case "view_submission":
      return {
        action: "submit",
        body: { as, view_id: payload.view.id, values: typedValues(payload.view.state?.values) },
      };
    default:
      return null;
  }
}

function target({ container, view }) {
  return view ? { view_id: view.id } : { channel: container.channel_id, ts: container.message_ts };
}

function chosen(action) {
  const { action_id, block_id } = action;
  const value = valueOf(action);
  return { action_id, block_id, ...(value === undefined ? {} : { value }) };
}

function valueOf(held) {
  const key = Object.keys(held).find((name) => name.startsWith("selected_")) ?? "value";
  const found = held[key];
  if (Array.isArray(found)) {
    return found.map((one) => one.value ?? one);
  }
  return found?.value ?? found ?? undefined;
}

function typedValues(values = {}) {
  const block = (actions) =>
    Object.fromEntries(Object.entries(actions).map(([id, held]) => [id, valueOf(held) ?? null]));
  return Object.fromEntries(Object.entries(values).map(([id, actions]) => [id, block(actions)]));
}

/** Write a JSON value as Python. */
function python(value, depth = 0) {
  if (value === null || value === undefined) {
    return "None";
  }
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  if (typeof value !== "object") {
    return JSON.stringify(value);
  }
  const pad = "    ".repeat(depth + 1);
  const rows = Array.isArray(value)
    ? value.map((one) => `${pad}${python(one, depth + 1)},`)
    : Object.entries(value).map(([name, one]) => `${pad}${JSON.stringify(name)}: ${python(one, depth + 1)},`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return rows.length ? `${open}\n${rows.join("\n")}\n${"    ".repeat(depth)}${close}` : open + close;
}

function plain(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function lines(words) {
  return words.reduce((said, word, place) => {
    const isOption = /^-/.test(word);
    return place === 0 ? word : isOption ? `${said} \\\n  ${word}` : `${said} ${word}`;
  }, "");
}

function snake(text) {
  return text
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .toLowerCase();
}
