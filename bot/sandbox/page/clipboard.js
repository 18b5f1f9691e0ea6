/** Puts text where it can be pasted from. */

import { toast } from "./notes.js";

/** Copy `text` and say so with `said`; where the browser does not allow it, show the text instead. */
export async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(text);
  }
}
