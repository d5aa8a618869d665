// A message in a box: icon, bold lead, sentence, what one can do. Tones: ok slip bad unr blank.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const ICONS = { ok: "right", slip: "slip", bad: "wrong", unr: "unread", blank: "blank" };

/** `text` is a string, nodes, or nothing; `actions` are buttons. */
export function message(tone, lead, text, actions = [], props = {}) {
  return h("div", { class: `msg t-${tone}`, ...props },
    icon(ICONS[tone]),
    h("div", null, h("p", null, h("strong", null, lead)), text && h("div", { class: "more" }, text), actions.length ? h("div", { class: "acts" }, actions) : null));
}
