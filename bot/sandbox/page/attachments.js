/** Files waiting in the composer: picked, pasted or dropped, until they are sent with the message. */

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./notes.js";

export const LARGEST = 1_000_000; // bytes, as the sandbox takes

/** The files of one composer; `changed` runs whenever there is one more or one less. */
export class Attachments {
  constructor(testid, changed) {
    this.files = [];
    this.changed = changed;
    this.testid = testid;
    this.input = el("input", {
      type: "file",
      multiple: true,
      hidden: true,
      "aria-label": "Files to share",
      "data-testid": `${testid}-file`,
      onchange: () => {
        this.take(this.input.files);
        this.input.value = "";
      },
    });
    this.list = el("ul", { class: "attachments", "aria-label": "Files to share", hidden: true });
    this.node = el("div", {}, this.input, this.list);
  }

  /** Let people choose files. */
  pick() {
    this.input.click();
  }

  /** Hear of files pasted or dropped onto `target`. */
  hear(target) {
    target.addEventListener("paste", (event) => this.caught(event, event.clipboardData));
    target.addEventListener("dragover", (event) => event.preventDefault());
    target.addEventListener("drop", (event) => this.caught(event, event.dataTransfer));
  }

  caught(event, carried) {
    if (carried?.files.length) {
      event.preventDefault();
      this.take(carried.files);
    }
  }

  take(files) {
    for (const file of files) {
      if (file.size === 0 || file.size > LARGEST) {
        toast(`${file.name} was not taken: the sandbox takes files of 1 byte to 1 MB.`);
      } else {
        this.files.push(file);
      }
    }
    this.draw();
  }

  draw() {
    this.list.hidden = !this.files.length;
    fill(
      this.list,
      this.files.map((file, place) =>
        el(
          "li",
          { class: "file", "data-testid": `${this.testid}-attached` },
          file.name,
          el(
            "button",
            {
              type: "button",
              class: "icon-button",
              "aria-label": `Remove ${file.name}`,
              onclick: () => {
                this.files.splice(place, 1);
                this.draw();
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
    this.changed();
  }

  /** Take the files out as the sandbox wants them: name, and content in base64. */
  async sent() {
    const files = this.files.splice(0);
    this.draw();
    return Promise.all(files.map(async (file) => ({ name: file.name, content: await base64(file) })));
  }
}

/** Give what a file holds in base64. */
export function base64(file) {
  return new Promise((settle) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => settle(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.readAsDataURL(file);
  });
}
