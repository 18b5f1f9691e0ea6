/** Where people type: messages and slash commands, with the app's global shortcuts behind the plus. */

import { post } from "./api.js";
import { Attachments } from "./attachments.js";
import { runBuiltIn } from "./builtin.js";
import { Completion } from "./completion.js";
import { el } from "./dom.js";
import { openEmoji } from "./emoji_picker.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { note } from "./notes.js";
import { nameOf, personAt, placeLabel } from "./people.js";
import { announce, here, me, state } from "./state.js";

const SLOW = 250; // milliseconds until it is said that a command is running
const drafts = new Map();

/** A composer; `thread()` gives the ts of the thread it writes into, or "". `last()` gives the newest ts shown. */
export class Composer {
  constructor({ thread = () => "", last, names }) {
    this.thread = thread;
    this.last = last;
    this.picks = new Map();
    this.running = [];
    this.field = el("textarea", {
      class: "composer-field",
      rows: "1",
      "data-testid": names.field,
      "aria-label": "Message",
      spellcheck: "true",
    });
    this.completion = new Completion(this.field, (text, token) => this.picks.set(text, token), names.prefix);
    this.sendButton = el(
      "button",
      {
        type: "button",
        class: "icon-button send",
        "data-testid": names.send,
        "aria-label": "Send",
        title: "Send (Enter)",
        disabled: true,
        onclick: () => this.send(),
      },
      icon("send"),
    );
    this.plus = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "data-testid": names.plus,
        "aria-label": "Shortcuts",
        title: "Shortcuts",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: () => this.openShortcuts(),
      },
      icon("plus"),
    );
    this.smile = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "data-testid": `${names.field}-emoji`,
        "aria-label": "Emoji",
        title: "Emoji",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        onclick: () => openEmoji(this.smile, (name) => this.insert(`:${name}: `), { label: "Emoji" }),
      },
      icon("smile"),
    );
    this.progress = el("span", { class: "running", role: "status", "data-testid": `${names.field}-running` });
    this.attached = new Attachments(names.field, () => this.typed());
    this.attached.hear(this.field);
    const foot = el("div", { class: "composer-foot" }, this.plus, this.smile, this.progress, this.sendButton);
    this.frame = el("div", { class: "composer-frame" }, this.field, this.attached.node, foot);
    this.closed = el("div", { class: "composer-closed", hidden: true });
    this.node = el(
      "div",
      { class: "composer" },
      this.completion.list,
      this.completion.hint,
      this.frame,
      this.closed,
    );
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => {
      if (this.completion.takes(event)) {
        return;
      }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      } else if (event.key === "ArrowUp" && !this.field.value) {
        event.preventDefault();
        announce("edit-last", this.thread());
      }
    });
  }

  /**
   * Show the composer of the place looked at: its draft, or why nothing can be written there.
   * Called again whenever the workspace changes, so what is being completed stays.
   */
  arrive() {
    const draft = drafts.get(this.key()) ?? "";
    if (this.field.value !== draft) {
      this.field.value = draft;
    }
    this.field.placeholder = this.thread() ? "Reply …" : `Message ${placeLabel(state.place)}`;
    this.field.setAttribute("aria-label", this.field.placeholder);
    if (this.arrivedAt !== this.key()) {
      this.arrivedAt = this.key();
      this.completion.hide();
    }
    this.completion.showUsage();
    this.typed();
    this.showClosed();
  }

  showClosed() {
    const reason = closedFor(here());
    this.frame.hidden = reason !== "";
    this.closed.hidden = reason === "";
    const join =
      here() && !here().members.includes(state.me)
        ? el(
            "button",
            {
              type: "button",
              class: "button is-primary is-small",
              "data-testid": "join",
              onclick: () => post("channel", { channel: state.place, join: [state.me] }),
            },
            "Join channel",
          )
        : "";
    this.closed.replaceChildren(reason, join);
  }

  typed() {
    this.sendButton.disabled = !this.field.value.trim() && !this.attached.files.length;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 220)}px`;
    drafts.set(this.key(), this.field.value);
  }

  key() {
    return `${state.me} ${state.place} ${this.thread()}`;
  }

  async send() {
    const text = this.field.value.trim();
    if (!text && !this.attached.files.length) {
      return;
    }
    const command = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text);
    const spot = { place: state.place, thread: this.thread(), after: this.last() };
    this.field.value = "";
    this.typed();
    this.completion.hide();
    this.completion.showUsage();
    announce("sent", spot.thread);
    const done = this.begin(command ? `Running ${command[1]} …` : "Sending …");
    const answer = command ? await this.run(command, spot) : await this.say(text, spot);
    done();
    if (answer.error) {
      this.failed(answer.error, text, spot, !command);
    }
    announce("acted");
  }

  run([, command, text = ""], spot) {
    if (spot.thread) {
      return { error: `${command} cannot be used in a thread. Try it in the channel.` };
    }
    const own = runBuiltIn(command, text);
    if (own) {
      return own;
    }
    return post("command", { as: state.me, channel: spot.place, command, text });
  }

  async say(text, { place, thread }) {
    const answer = await post("message", {
      as: state.me,
      channel: place,
      text: this.withTokens(text),
      thread_ts: thread,
      files: await this.attached.sent(),
    });
    if (answer.channel && answer.channel !== place) {
      announce("go", answer.channel);
    }
    return answer;
  }

  failed(error, text, spot, isMessage) {
    note(error, { ...spot, after: this.last() });
    if (isMessage && !this.field.value) {
      this.field.value = text;
      this.typed();
    }
  }

  /** Replace names chosen from the list by Slack's tokens. */
  withTokens(text) {
    return [...this.picks].reduce((said, [name, token]) => said.replace(wordPattern(name), token), text);
  }

  begin(words) {
    this.running.push(words);
    const late = setTimeout(() => this.showProgress(), SLOW);
    return () => {
      clearTimeout(late);
      this.running.splice(this.running.indexOf(words), 1);
      this.showProgress();
    };
  }

  showProgress() {
    this.progress.textContent = this.running.at(-1) ?? "";
    this.node.classList.toggle("is-busy", this.running.length > 0);
  }

  openShortcuts() {
    const offered = me()?.team_name ? [] : state.shortcuts; // not to other companies
    const global = offered.filter((one) => one.type === "global");
    const entries = global.map((one) => ({
      label: one.name,
      detail: `${nameOf(state.bot)} – ${one.description}`,
      testid: `shortcut-${one.callback_id}`,
      picture: icon("bolt"),
      run: () => this.runShortcut(one),
    }));
    const slash = {
      label: "Slash command",
      detail: "Type / to see them all",
      testid: "plus-slash",
      run: () => this.startCommand(),
    };
    const upload = {
      label: "Upload a file",
      detail: "Or paste or drop it here",
      testid: "plus-upload",
      run: () => this.attached.pick(),
    };
    openMenu(this.plus, [...entries, ...(entries.length ? [null] : []), upload, slash], {
      label: "Shortcuts",
    });
  }

  /** Put text where the cursor stands. */
  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.field.dispatchEvent(new Event("input"));
  }

  startCommand() {
    this.field.value = "/";
    this.field.focus();
    this.field.dispatchEvent(new Event("input"));
  }

  async runShortcut(shortcut) {
    const done = this.begin(`${shortcut.name} …`);
    const answer = await post("shortcut", { as: state.me, callback_id: shortcut.callback_id });
    done();
    if (answer.error) {
      note(answer.error, { thread: this.thread(), after: this.last() });
    }
    announce("views");
  }
}

function closedFor(channel) {
  if (personAt(state.place) === state.bot && !takesMessages()) {
    return `Sending messages to ${nameOf(state.bot)} has been turned off.`;
  }
  if (!channel) {
    return "";
  }
  if (channel.is_archived) {
    return `${placeLabel(channel.id)} is archived. Nobody can write here.`;
  }
  if (!channel.members.includes(state.me)) {
    return `You are looking at ${placeLabel(channel.id)} without being in it.`;
  }
  return channel.read_only && !me()?.is_admin ? `Only admins may write in ${placeLabel(channel.id)}.` : "";
}

function takesMessages() {
  return state.app?.messages_tab !== false && !state.app?.messages_read_only;
}

function wordPattern(name) {
  return new RegExp(`(?<![\\w@#])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w])`, "g");
}
