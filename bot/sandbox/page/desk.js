/** What becomes of a press or a choice: on a message, or in a view, whose typed values it keeps until they are sent. */

import { get, post } from "./api.js";
import { note, toast } from "./notes.js";
import { announce, state } from "./state.js";
import { heldBy, isLoaded, keyOf, sentAs } from "./values.js";

/** Make the desk of a message in a channel: whatever is used goes to the app at once. */
export function messageDesk(channel, message, thread = "") {
  const where = { channel, ts: message.ts };
  const send = async (block, element, value) => {
    const answer = await click(where, block, element, value);
    if (answer.error || answer.warning) {
      note(answer.error ?? answer.warning, { place: channel, thread, after: message.ts });
    }
    return answer;
  };
  return {
    surface: "message",
    value: (_, element) => heldBy(element),
    use: send,
    type: (block, element, value, { final = true } = {}) => (final ? send(block, element, value) : null),
    options: (block, element, typed) => options(where, block, element, typed),
  };
}

/** The desk of a view (Home or modal). `take(view)` brings a newer version of it; what was typed stays. */
export class ViewDesk {
  constructor(view) {
    this.typed = new Map();
    this.surface = view.type;
    this.view = view;
  }

  take(view) {
    this.view = view;
    const shown = new Map();
    for (const block of view.blocks) {
      const element = block.element ?? {};
      shown.set(keyOf(block, element), element.type);
    }
    for (const [key, entry] of this.typed) {
      if (shown.get(key) !== entry.element.type) {
        this.typed.delete(key);
      }
    }
  }

  value(block, element) {
    const entry = this.typed.get(keyOf(block, element));
    return entry
      ? entry.value
      : heldBy(element, this.view.state?.values?.[block.block_id]?.[element.action_id]);
  }

  async use(block, element, value) {
    await this.sync();
    const answer = await click({ view_id: this.view.id }, block, element, value);
    if (answer.error || answer.warning) {
      toast(answer.error ?? answer.warning);
    }
    announce("views");
    return answer;
  }

  /** Note what was typed; `final` is a finished choice, which an input with dispatch_action sends on. */
  async type(block, element, value, { final = true } = {}) {
    const entry = { block, element, value, synced: false };
    this.typed.set(keyOf(block, element), entry);
    if (final && block.dispatch_action) {
      entry.synced = true;
      await this.use(block, element, value);
    } else if (isLoaded(element)) {
      await this.sync();
    }
  }

  options(block, element, typed) {
    return options({ view_id: this.view.id }, block, element, typed);
  }

  /** Tell the workspace what is typed so far, so that the app sees it with the next press. */
  async sync() {
    for (const [key, entry] of this.typed) {
      if (!entry.block.dispatch_action && !entry.synced) {
        const answer = await click({ view_id: this.view.id }, entry.block, entry.element, entry.value);
        if (this.typed.get(key) === entry) {
          entry.synced = answer.ok === true;
        }
      }
    }
  }

  /** Give what was typed and not yet told, as /control/submit takes it. */
  values() {
    const made = {};
    for (const { block, element, value, synced } of this.typed.values()) {
      if (!synced) {
        made[block.block_id] = { [element.action_id]: sentAs(element, value) };
      }
    }
    return made;
  }
}

function click(where, block, element, value) {
  const which = { action_id: element.action_id, block_id: block.block_id };
  return post("click", { as: state.me, ...where, ...which, value: sentAs(element, value) });
}

async function options(where, block, element, typed) {
  const answer = await get("options", {
    as: state.me,
    ...where,
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  });
  return answer.ok === false ? { note: answer.error } : answer;
}
