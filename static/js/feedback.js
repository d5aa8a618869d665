// What is said about marked cells: the call-out where the path left the road, and the notes by cell name.
import { bdi, h, richLine } from "./dom.js";
import { icon } from "./icons.js";
import { sign, stateOf } from "./states.js";

/** The call-out that opens under the row of the first wrong cell. */
export function callout({ cell, lead, html, foot }, state, id) {
  return h("div", { class: `callout s-${stateOf(state)}`, id },
    icon("flag"),
    h("div", null,
      h("p", null, h("strong", null, lead), " ", richLine(html)),
      h("p", { class: "foot" }, icon(stateOf(state)), " ", bdi(cell), foot && ` · ${foot}`)));
}

/** One note: the cells it speaks of, what was read, what to look at. */
const note = ({ label, cells, state, lead, html }) =>
  h("li", null, sign(state, false), bdi(label || cells?.join(", "), { class: "names" }), h("p", null, h("strong", null, lead), " ", richLine(html)));

/** The notes under a table. */
export const noteList = (notes) => (notes.length ? h("ul", { class: "notes" }, notes.map(note)) : null);
