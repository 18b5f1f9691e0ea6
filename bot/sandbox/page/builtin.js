/** Slash commands that are Slack's own, carried out without the app. */

import { post } from "./api.js";
import { fullName, placeLabel } from "./people.js";
import { here, state } from "./state.js";

export const BUILT_IN = [
  { command: "/invite", description: "Bring somebody into this channel", usage_hint: "@somebody" },
  { command: "/remove", description: "Take somebody out of this channel", usage_hint: "@somebody" },
];

/** Run one of Slack's own commands in the channel looked at; null when it is the app's. */
export function runBuiltIn(command, text) {
  if (!BUILT_IN.some((one) => one.command === command)) {
    return null;
  }
  const channel = here();
  const named = text.trim().replace(/^@/, "").toLowerCase();
  const member = [...state.members.values()].find((one) => namesOf(one).includes(named));
  if (!channel || channel.is_im) {
    return { error: `${command} works in channels only.` };
  }
  if (!member) {
    return { error: `${command} needs somebody of this workspace, for example ${command} @${handle()}.` };
  }
  return carryOut(command === "/invite", channel, member);
}

async function carryOut(isInvited, channel, member) {
  if (channel.members.includes(member.id) === isInvited) {
    const words = isInvited ? "is already in" : "is not in";
    return { error: `${fullName(member.id)} ${words} ${placeLabel(channel.id)}.` };
  }
  const people = isInvited ? { join: [member.id] } : { leave: [member.id] };
  const change = member.id === state.bot ? { bot_in: isInvited } : people;
  return post("channel", { channel: channel.id, ...change });
}

function namesOf(member) {
  return [member.name, member.display_name, member.real_name].map((one) => one.toLowerCase());
}

function handle() {
  return state.members.get(state.bot)?.name ?? "somebody";
}
