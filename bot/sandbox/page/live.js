/** Hears from the sandbox what changed, and connects again when the line breaks. */

import { liveAddress } from "./api.js";
import { announce } from "./state.js";

const FIRST_WAIT = 300; // milliseconds until the first new attempt; each later one waits twice as long
const LONGEST_WAIT = 5000;
let wait = FIRST_WAIT;

/** Listen for as long as the page lives. */
export function listen() {
  const socket = new WebSocket(liveAddress());
  socket.addEventListener("open", () => {
    wait = FIRST_WAIT;
    announce("line", true);
  });
  socket.addEventListener("message", (event) => announce("changed", JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    announce("line", false);
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}
