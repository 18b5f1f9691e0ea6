/** Slack's own markup as nodes: bold, italic, strike, code, quotes, links, mentions, dates. Builds nodes, never HTML text. */

import { el, fragment } from "./dom.js";
import { emoji, isEmoji } from "./emoji.js";
import { broadcast, channelName, groupMention, link, mention } from "./links.js";
import { slackDate } from "./time.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const TOKEN = /^<([^<>\n]+)>/;
const KNOWN = /^(@[UW][A-Z0-9]+|#C[A-Z0-9]+|!\w|https?:\/\/|mailto:)/;
const ADDRESS = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"]/;
const QUOTED = /^(?:>|&gt;)(?!(?:>|&gt;)) ?/;
const QUOTED_REST = /^(?:>>>|&gt;&gt;&gt;) ?/;
const GAP = /[\s\u200b]/; // a zero-width space keeps a sign from styling what follows, as apps use it
const WORD = /[\p{L}\p{N}]/u;

/** Draw mrkdwn. `verbatim` leaves bare addresses as text. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const pieces = text.split(/```\n?([\s\S]*?)\n?```/);
  const drawn = pieces.map((piece, place) => {
    if (place % 2) {
      return el("pre", {}, unescaped(piece));
    }
    const before = place > 0 ? piece.replace(/^\n/, "") : piece;
    const trimmed = place < pieces.length - 1 ? before.replace(/\n$/, "") : before;
    return trimmed ? lines(trimmed, verbatim) : null;
  });
  return fragment(drawn);
}

/** Draw a text object, plain or mrkdwn. */
export function textObject(object) {
  if (!object) {
    return null;
  }
  return object.type === "mrkdwn" ? mrkdwn(object.text, object) : fragment(broken(object.text));
}

/** Write mrkdwn as one plain line, for screen readers and previews. */
export function plainLine(text) {
  return mrkdwn(text).textContent.replace(/\s+/g, " ").trim();
}

/** Undo Slack's three escapes. */
export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Put line breaks into plain text. */
export function broken(text) {
  return text.split("\n").flatMap((line, place) => (place ? [el("br"), line] : [line]));
}

function lines(text, verbatim) {
  const drawn = [];
  let quote = null;
  let rest = false;
  text.split("\n").forEach((line) => {
    const isQuoted = rest || QUOTED_REST.test(line) || QUOTED.test(line);
    rest ||= QUOTED_REST.test(line);
    if (!isQuoted) {
      const afterText = drawn.length > 0 && !quote;
      quote = null;
      drawn.push(afterText ? el("br") : null, inline(line, verbatim));
      return;
    }
    const inner = inline(line.replace(QUOTED_REST, "").replace(QUOTED, ""), verbatim);
    if (quote) {
      quote.append(el("br"), fragment(inner));
    } else {
      quote = el("blockquote", {}, inner);
      drawn.push(quote);
    }
  });
  return drawn;
}

function inline(text, verbatim) {
  const drawn = [];
  let plain = "";
  const flush = () => {
    drawn.push(unescaped(plain));
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const found = special(text, at, verbatim);
    if (found) {
      flush();
      drawn.push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return drawn.filter((one) => one !== "");
}

function special(text, at, verbatim) {
  const sign = text[at];
  if (sign === "`") {
    return code(text, at);
  }
  if (sign === "<") {
    return token(text.slice(at));
  }
  if (sign === ":") {
    return named(text.slice(at));
  }
  if (sign in STYLES) {
    return styled(text, at, verbatim);
  }
  if (sign === "h" && !verbatim && !WORD.test(text[at - 1] ?? "")) {
    return address(text.slice(at));
  }
  return null;
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) {
    return null;
  }
  return { node: el("code", {}, unescaped(text.slice(at + 1, end))), length: end + 1 - at };
}

function named(rest) {
  const found = /^:([a-z0-9_+-]+):/.exec(rest);
  return found && isEmoji(found[1]) ? { node: emoji(found[1]), length: found[0].length } : null;
}

function address(rest) {
  const found = ADDRESS.exec(rest);
  return found ? { node: link(unescaped(found[0])), length: found[0].length } : null;
}

function token(rest) {
  const found = TOKEN.exec(rest);
  if (!found || !KNOWN.test(found[1])) {
    return null;
  }
  const cut = found[1].indexOf("|");
  const target = cut < 0 ? found[1] : found[1].slice(0, cut);
  const label = cut < 0 ? "" : unescaped(found[1].slice(cut + 1));
  return { node: drawToken(target, label), length: found[0].length };
}

function drawToken(target, label) {
  if (target[0] === "@") {
    return mention(target.slice(1), label);
  }
  if (target[0] === "#") {
    return channelName(target.slice(1), label);
  }
  if (target[0] === "!") {
    return drawSpecial(target.slice(1), label);
  }
  return link(unescaped(target), label || unescaped(target).replace(/^mailto:/, ""));
}

function drawSpecial(target, label) {
  const [kind, ...more] = target.split("^");
  if (kind === "date") {
    const [unix, pattern, address_] = more;
    const shown = Number.isFinite(Number(unix)) ? slackDate(Number(unix), pattern ?? "{date}") : label;
    return address_ ? link(address_, shown) : el("time", { title: label || null }, shown);
  }
  if (kind === "subteam") {
    return groupMention(more[0], label);
  }
  return broadcast(kind);
}

function styled(text, at, verbatim) {
  const sign = text[at];
  const next = text[at + 1];
  if (WORD.test(text[at - 1] ?? "") || !next || GAP.test(next) || next === sign) {
    return null;
  }
  const end = closing(text, at + 1, sign);
  if (end < 0) {
    return null;
  }
  return { node: el(STYLES[sign], {}, inline(text.slice(at + 1, end), verbatim)), length: end + 1 - at };
}

/** Find where a style ends: not after a space, not before a letter, not inside code or a token. */
function closing(text, from, sign) {
  let at = from;
  while (at < text.length) {
    const skipped =
      text[at] === "`"
        ? code(text, at)?.length
        : text[at] === "<"
          ? TOKEN.exec(text.slice(at))?.[0].length
          : 0;
    if (skipped) {
      at += skipped;
    } else if (text[at] === sign && at > from && !GAP.test(text[at - 1]) && !WORD.test(text[at + 1] ?? "")) {
      return at;
    } else {
      at += 1;
    }
  }
  return -1;
}
