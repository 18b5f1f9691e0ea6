/** Notes the page itself shows, as Slackbot would: what went wrong, for the person who tried. Forgotten on reload. */

import { announce, state } from "./state.js";

const notes = [];
let serial = 0;

/** Put a note into a place (and thread) after the message with ts `after`. */
export function note(text, { place = state.place, thread = "", after = "" } = {}) {
  serial += 1;
  notes.push({
    ts: `note-${serial}`,
    user: "USLACKBOT",
    text,
    place,
    thread,
    after,
    who: state.me,
    is_ephemeral: true,
    is_note: true,
  });
  announce(thread ? "thread" : "messages");
}

/** Take a note away. */
export function dropNote(ts) {
  const at = notes.findIndex((one) => one.ts === ts);
  if (at >= 0) {
    const [gone] = notes.splice(at, 1);
    announce(gone.thread ? "thread" : "messages");
  }
}

/** Put the notes of a place and thread between its messages. */
export function withNotes(messages, place, thread = "") {
  const mine = notes.filter((one) => one.place === place && one.thread === thread && one.who === state.me);
  const merged = [...messages];
  for (const one of mine) {
    const next = merged.findIndex((shown) => !shown.is_note && shown.ts > one.after);
    merged.splice(next < 0 ? merged.length : next, 0, one);
  }
  return merged;
}

/** Show a sentence for a moment at the bottom of the page, for what belongs to no channel. */
export function toast(text) {
  const box = document.getElementById("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(box.waiting);
  box.waiting = setTimeout(() => {
    box.hidden = true;
  }, 8000);
}
