// The states of an answer after marking: their order, icons and words (LOOK, section 6).
import { h, sr } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";

const WORDS = {
  right: () => t("right"),
  own: () => t("right method, with your figure"),
  part: () => t("partly right"),
  slip: () => t("known slip"),
  wrong: () => t("wrong"),
  unexplained: () => t("consistent with figures we cannot explain"),
  blank: () => t("not answered"),
  unread: () => t("could not be read"),
};
const SAME = { consistent: "own", "follow-through": "own", unreadable: "unread" };

/** The page's name of a state that the server names. */
export const stateOf = (name) => SAME[name] || (name in WORDS ? name : "blank");

/** The word of a state. */
export const wordOf = (name) => WORDS[stateOf(name)]();

/** Icon and hidden word of a state. */
export const sign = (name, spoken = true) => [icon(stateOf(name)), spoken && sr(wordOf(name))];

/** Points and counts by state, states without any left out. */
export function summary(marks, figures) {
  const order = Object.keys(WORDS);
  const counts = (marks.counts || []).map(([name, number]) => [stateOf(name), number]).filter(([, number]) => number);
  counts.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return h("section", { class: "card summary", tabindex: "-1", "aria-label": t("Result") },
    h("p", { class: "points" }, h("b", { class: "fig" }, figures(marks.points)), " ", t("out of {points} points", { points: figures(marks.out_of) })),
    h("ul", null, counts.map(([name, number]) => h("li", null, icon(name), h("b", null, figures(number)), " ", h("span", null, wordOf(name))))));
}
