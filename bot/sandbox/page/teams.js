/** Which team is looked at: the sandbox's workspaces, each with people and channels of its own. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { announce, state } from "./state.js";

const left = new Map(); // team id to who acted there and where they looked

/** Draw the team's name; where there are several, it opens the list of them. */
export function teamNode() {
  if (state.teams.length < 2) {
    return el("h1", {}, state.team.name);
  }
  const news = [...state.stirred].some((id) => id !== state.team.id);
  const node = el(
    "button",
    {
      type: "button",
      class: "team",
      "data-testid": "team-switch",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      title: "Look at another workspace",
      onclick: () => openTeams(node),
    },
    el("h1", {}, state.team.name),
    news ? el("span", { class: "team-news" }, el("span", { class: "visually-hidden" }, "News elsewhere")) : null,
    icon("chevron"),
  );
  return node;
}

/** Note that somebody wrote in a team that is not looked at. */
export function stir(team) {
  if (!state.stirred.has(team)) {
    state.stirred.add(team);
    announce("unread");
  }
}

/** Leave the team looked at for another; gives who acted there last and where they looked, or {}. */
export function enter(team) {
  left.set(state.team.id, { me: state.me, place: state.place });
  state.stirred.delete(team);
  const nobody = { me: "", place: "", thread: "", unread: {}, members: new Map(), channels: new Map() };
  Object.assign(state, { team: { id: team, name: "" }, ...nobody });
  return left.get(team) ?? {};
}

function openTeams(anchor) {
  const one = (team) => ({
    label: team.name,
    detail: [
      `${team.domain}.slack.com`,
      team.installed ? "" : "the app is not installed",
      state.stirred.has(team.id) ? "news" : "",
    ]
      .filter(Boolean)
      .join(", "),
    checked: team.id === state.team.id,
    testid: `team-${team.domain}`,
    value: team.id,
    run: () => team.id !== state.team.id && announce("team", team.id),
  });
  openMenu(anchor, [{ heading: "Workspaces" }, ...state.teams.map(one)], { label: "Workspaces" });
}
