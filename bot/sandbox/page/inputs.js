/** Fields to type in: text, numbers, addresses, files. */

import { LARGEST, base64 } from "./attachments.js";
import { debounced, el } from "./dom.js";

const MODES = { email_text_input: "email", url_text_input: "url", number_input: "decimal" };
const COUNT_FROM = 0.8; // of the allowed length: from there on what is left is shown

/** Draw a field for one of Slack's text inputs. `spot` says what it holds and takes what is typed. */
export function textInput(element, spot) {
  const large = element.multiline || element.type === "rich_text_input";
  const node = el(large ? "textarea" : "input", {
    ...spot.marks,
    class: "field",
    type: large ? null : "text",
    rows: large ? Math.min(element.max_lines ?? 5, 12) : null,
    inputmode: MODES[element.type],
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    autocomplete: "off",
    "data-autofocus": element.focus_on_load,
    value: spot.value ?? "",
  });
  listen(node, element, spot, large);
  return element.max_length ? el("div", { class: "counted" }, node, counter(node, element.max_length)) : node;
}

/** Draw a field for files. */
export function fileInput(element, spot) {
  const most = element.max_files ?? 10;
  const node = el("input", {
    ...spot.marks,
    class: "field",
    type: "file",
    multiple: most > 1,
    accept: element.filetypes?.map((one) => `.${one}`).join(",") ?? null,
  });
  const told = el("p", { class: "field-error", role: "alert", hidden: true });
  node.addEventListener("change", async () => {
    const wrong = unfit([...node.files], most, element.filetypes);
    told.textContent = wrong;
    told.hidden = !wrong;
    if (wrong) {
      node.value = "";
    }
    const held = [...node.files].map(async (file) => ({ name: file.name, content: await base64(file) }));
    spot.use(await Promise.all(held));
  });
  return el("div", {}, node, told);
}

/** Say what is wrong with the files chosen; "" when nothing is. */
function unfit(files, most, types) {
  if (files.length > most) {
    return `Please choose ${most === 1 ? "one file" : `${most} files`} at most.`;
  }
  const unkept = files.find((one) => one.size === 0 || one.size > LARGEST);
  if (unkept) {
    return `${unkept.name} was not taken: the sandbox takes files of 1 byte to 1 MB.`;
  }
  const other = files.find((one) => types && !types.includes(one.name.split(".").at(-1).toLowerCase()));
  return other ? `${other.name} is not one of these: ${types.join(", ")}.` : "";
}

function listen(node, element, spot, large) {
  const asks = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const later = debounced(() => spot.use(node.value), 300);
  const eager = spot.dispatches && asks.includes("on_character_entered");
  let told = node.value;
  node.addEventListener("input", () => {
    spot.note(node.value);
    if (eager) {
      later();
    }
  });
  node.addEventListener("keydown", (event) => {
    if (
      event.key === "Enter" &&
      !event.isComposing &&
      spot.dispatches &&
      (!large || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      event.stopPropagation();
      told = node.value;
      spot.use(node.value);
    }
  });
  node.addEventListener("change", () => {
    if (!spot.dispatches && node.value !== told) {
      told = node.value;
      spot.use(node.value);
    }
  });
}

function counter(node, most) {
  const shown = el("small", { class: "counter", "aria-live": "polite" });
  const count = () => {
    const left = most - node.value.length;
    shown.textContent = node.value.length > most * COUNT_FROM ? `${left} left` : "";
  };
  node.addEventListener("input", count);
  count();
  return shown;
}
