/** What the page knows: who acts, where they look, and the workspace as last fetched. Draws nothing. */

export const HOME = "home";

export const state = {
  me: "",
  place: "", // a channel id, a member id (a DM not yet opened), or HOME
  thread: "",
  deviceZone: "", // "" is the zone of the person's profile
  team: { id: "", name: "" },
  teams: [], // those there are: {id, name, domain, installed}
  stirred: new Set(), // ids of those where somebody wrote since they were last looked at
  bot: "",
  now: new Date().toISOString(),
  startsOver: false, // whether the app begins anew with the workspace
  still: null, // whether the clock stands still; null when it cannot be made to
  due: [], // what happens next by the clock: {label, at}
  ready: false,
  members: new Map(),
  channels: new Map(),
  groups: new Map(), // user groups by id
  canvases: {}, // documents by id: {title, markdown}
  commands: [],
  shortcuts: [],
  tokens: null, // the sandbox's own, which open nothing else
  app: null, // its rights: revoked, limits, scopes, declared, home_tab, messages_tab
  unread: {},
};

const listeners = new Map();

/** Call `work` whenever `topic` is announced. */
export function on(topic, work) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), work]);
}

/** Announce that something changed. */
export function announce(topic, ...given) {
  for (const work of listeners.get(topic) ?? []) {
    work(...given);
  }
}

/** Take in the answer of /control/state. */
export function learn(found) {
  state.team = found.team;
  state.teams = found.teams;
  state.bot = found.bot ?? found.members.find((one) => one.is_bot && one.name === "muster")?.id ?? "";
  state.now = found.now;
  state.ready = found.ready;
  state.still = found.still;
  state.startsOver = found.starts_over;
  state.due = found.due;
  state.members = new Map(found.members.map((one) => [one.id, one]));
  state.channels = new Map(found.channels.map((one) => [one.id, one]));
  state.groups = new Map((found.groups ?? []).map((one) => [one.id, one]));
  state.canvases = found.canvases ?? {};
  state.commands = found.commands;
  state.shortcuts = found.shortcuts;
  state.app = found.app;
  state.tokens = found.tokens;
  announce("workspace");
}

/** Give who acts. */
export function me() {
  return state.members.get(state.me);
}

/** Give the channel looked at, or undefined in Home and in a DM not yet opened. */
export function here() {
  return state.channels.get(state.place);
}

/** Tell whether somebody sees only the channels they are in: a guest, or of another company. */
export function isOutsider(member) {
  return !!member && (member.is_restricted || !!member.team_name);
}

/** List people: no bots, nobody deactivated. */
export function people() {
  return [...state.members.values()].filter((one) => !one.is_bot && !one.deleted);
}

/** List the named channels a person is in. */
export function channelsOf(user) {
  return [...state.channels.values()].filter((one) => isNamed(one) && one.members.includes(user));
}

/** Tell whether a conversation is a channel and no DM of two or more people. */
export function isNamed(channel) {
  return !channel.is_im && !channel.is_mpim;
}

/** List a person's group DMs. */
export function groupsOf(user) {
  return [...state.channels.values()].filter((one) => one.is_mpim && one.members.includes(user));
}

/** List a person's DMs. */
export function directsOf(user) {
  return [...state.channels.values()].filter((one) => one.is_im && one.members.includes(user));
}

/** Find the DM of the acting person with somebody, or undefined. */
export function directWith(user) {
  return directsOf(state.me).find((one) => one.members.includes(user));
}

/** Give the other person of a DM. */
export function otherOf(channel) {
  return channel.members.find((user) => user !== state.me) ?? channel.user;
}

/** Tell whether the app has a Home tab. */
export function hasHome() {
  return state.app?.home_tab !== false;
}

/** Tell whether the acting person can see a place. */
export function canSee(place) {
  if (place === HOME) {
    return hasHome();
  }
  const channel = state.channels.get(place);
  if (!channel) {
    return state.members.has(place) && place !== state.me;
  }
  return channel.members.includes(state.me) || (!channel.is_private && !isOutsider(me()));
}
