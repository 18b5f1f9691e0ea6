/** What interactive elements hold: from Slack's JSON to what a person sees chosen, and to what is sent. Draws nothing. */

const FIELDS = {
  plain_text_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  number_input: "value",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  checkboxes: "selected_options",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  multi_users_select: "selected_users",
  multi_channels_select: "selected_channels",
  multi_conversations_select: "selected_conversations",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  rich_text_input: "rich_text_value",
  file_input: "files",
};

/** Give what an element holds by its state in a view; without a state, what it holds at first. */
export function heldBy(element, state) {
  const field = FIELDS[element.type];
  if (!field) {
    return null;
  }
  const found = state?.type === element.type ? state[field] : atFirst(element, field);
  if (element.type === "rich_text_input") {
    return richPlain(found);
  }
  return found ?? (holdsMany(element) ? [] : null);
}

/** Write a held value as /control takes it: options by their value, loaded options whole, nothing as null. */
export function sentAs(element, value) {
  if (value === "" || value === undefined || value === null) {
    return null;
  }
  if (!FIELDS[element.type]?.startsWith("selected_option") || element.type.endsWith("external_select")) {
    return value;
  }
  return Array.isArray(value) ? value.map((one) => one.value) : value.value;
}

/** Tell whether an element holds a list. */
export function holdsMany(element) {
  return element.type.startsWith("multi_") || element.type === "checkboxes" || element.type === "file_input";
}

/** Tell whether an element's options come from the app. */
export function isLoaded(element) {
  return element.type.endsWith("external_select");
}

/** Name an element inside its view or message. */
export function keyOf(block, element) {
  return `${block.block_id}\n${element.action_id}`;
}

function atFirst(element, field) {
  return element[
    field === "value" || field === "rich_text_value" ? "initial_value" : field.replace("selected", "initial")
  ];
}

function richPlain(value) {
  if (!value || typeof value === "string") {
    return value ?? null;
  }
  const words = (one) =>
    one.text ?? one.elements?.map(words).join(one.type === "rich_text" ? "\n" : "") ?? "";
  return words(value);
}
