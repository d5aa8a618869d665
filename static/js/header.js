// The head of a case: title, attempt, due date; the steps as tabs; the brief.
import { fresh, h, rich } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";

/** Title, number of the attempt, and by when. */
export function header({ case: about, attempt }, figures) {
  const { number, max, due_text: due, closed, reason, late_text: late } = attempt || {};
  const which = max ? t("Attempt {number} of {max}", { number: figures(number), max: figures(max) }) : number && t("Attempt {number}", { number: figures(number) });
  return h("header", { class: "head" },
    h("h2", { class: "title" }, about.title),
    h("div", { class: "meta" },
      which && h("b", null, which),
      due && h("span", { class: "due" }, icon("clock"), h("span", null, due)),
      late && h("span", null, late),
      closed && reason && h("span", null, reason)));
}

/** The story of the case: open until work has begun, folded after. */
export const brief = (html, open) =>
  html && h("details", { class: "card brief", open }, h("summary", null, icon("chevron"), h("span", null, t("The case"))), rich(html, { class: /<p[\s\S]*<p/.test(html) ? "prose long" : "prose" }));

/** The steps as tabs, every one within reach. `change(index)` is told; gives the element and how to choose or mark one. */
export function tabs(steps, figures, change) {
  const stem = fresh("step");
  const buttons = steps.map((step, index) =>
    h("button", { type: "button", role: "tab", id: `${stem}-t${index}`, "aria-controls": `${stem}-p${index}`, onclick: () => choose(index), onkeydown: (event) => walk(event, index) },
      h("span", { class: "ring", "aria-hidden": "true" }, figures(index + 1)), h("span", { class: "name" }, step.title), h("span", { class: "sr" })));
  const element = h("div", { class: `tabs${steps.length > 4 ? " many" : ""}`, role: "tablist", "aria-label": t("Steps of the case") }, buttons);

  function choose(index) {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", at === index);
      button.tabIndex = at === index ? 0 : -1;
    });
    change(index);
  }

  function walk(event, index) {
    const way = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: index + way, ArrowLeft: index - way, Home: 0, End: steps.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const target = (to + steps.length) % steps.length;
    choose(target);
    buttons[target].focus();
  }

  /** A tick instead of the number where nothing is left to answer. */
  function done(index, whole) {
    const [ring, , word] = buttons[index].children;
    ring.replaceChildren(whole ? icon("tick") : figures(index + 1));
    word.replaceChildren(whole ? ` (${t("complete")})` : "");
  }

  const panel = (index, ...children) =>
    h("div", { role: "tabpanel", id: `${stem}-p${index}`, "aria-labelledby": `${stem}-t${index}`, class: "panel" }, children);
  return { element, choose, done, panel };
}

/** What stands for a step that cannot be shown. */
export const damagedWords = () => t("The other steps work, and your answers are kept. You lose no attempt.");
