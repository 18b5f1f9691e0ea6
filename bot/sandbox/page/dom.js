/** Builds DOM nodes. Text always goes in as text: nothing here reads markup from a string. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element. Keys of `attributes`: `onclick` and the like take functions, `true` sets an empty attribute,
 * `false`, `null` and `undefined` leave it out. Children are nodes, strings, lists of these, or nothing.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    set(node, name, value);
  }
  node.append(...flat(children));
  return node;
}

/** Replace all children of a node. */
export function fill(node, ...children) {
  node.replaceChildren(...flat(children));
  return node;
}

/** Replace all children of a node; the focus stays on what carries the same data-testid. */
export function refill(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.testid : "";
  fill(node, ...children);
  if (focused) {
    byTestId(focused, node)?.focus();
  }
  return node;
}

/** Gather children in a fragment. */
export function fragment(...children) {
  const made = document.createDocumentFragment();
  made.append(...flat(children));
  return made;
}

/** Make an SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...flat(children));
  return node;
}

/** Find the element that carries a data-testid, below `root`. */
export function byTestId(name, root = document) {
  return root.querySelector(`[data-testid="${CSS.escape(name)}"]`);
}

/** Move the focus among `nodes` by arrow, Home or End; from outside, up leads to the last. */
export function stepFocus(event, nodes) {
  const at = nodes.indexOf(document.activeElement);
  const last = nodes.length - 1;
  const up = at < 0 ? last : Math.max(0, at - 1);
  const to = { ArrowDown: Math.min(last, at + 1), ArrowUp: up, Home: 0, End: last }[event.key];
  if (to === undefined || last < 0) {
    return;
  }
  event.preventDefault();
  nodes[to].focus();
}

/** Run `work` once things have been quiet for `ms`. */
export function debounced(work, ms) {
  let waiting = 0;
  return (...given) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => work(...given), ms);
  };
}

/** Wrap asynchronous work so that runs never overlap: calls during a run lead to one more run. */
export function coalesced(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) {
      again = true;
    } else {
      running = run().finally(() => {
        running = null;
      });
    }
    return running;
  };
}

function set(node, name, value) {
  if (value === false || value === null || value === undefined) {
    return;
  }
  if (typeof value === "function") {
    node.addEventListener(name.slice(2), value);
  } else if (name === "value") {
    node.value = value;
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
