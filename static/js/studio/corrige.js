// The trainer's copy: notes, the key in the tables, then formulas, tolerances and slips range by range.
import { bdi, h, rich, richLine, sr } from "../dom.js";
import { given } from "../given.js";
import { icon } from "../icons.js";
import { table } from "../sheet/table.js";
import { figure, n, setPage, t } from "../text.js";

/** The cards of the copy: `solved` is the view with its key, `told` what only trainers know (docs/architecture.md). */
export function corrige(solved, told) {
  setPage(solved.style.digits, solved.case.lang);
  const show = (number) => figure(String(number).replace(".", solved.style.decimal));
  const steps = solved.steps.map((step, index) => card(step, index, told.steps[step.id] || {}, show));
  return [text(t("Notes for trainers"), told.notes), folded(solved), ...steps, text(t("Closing text, shown with the key"), solved.closing)];
}

const text = (title, html) => html && h("section", { class: "card told" }, h("h3", null, title), rich(html, { class: "prose" }));

/** Data, conventions and formulas: on the screen a fold, on paper in full. */
function folded(solved) {
  const element = given(solved, { folded: true, names: true });
  element.querySelector(".fold > summary")?.classList.add("always");
  return element;
}

function card(step, index, told, show) {
  const points = told.points ? h("span", { class: "help" }, n("{n} point", "{n} points", told.points, { n: show(told.points) })) : null;
  const draw = { worksheet, choice, written }[step.kind] || lines;
  return h("section", { class: "card key-step" },
    h("div", { class: "findings-head" }, h("h3", null, `${figure(index + 1)}. ${step.title}`), points),
    step.damaged ? h("p", null, step.damaged) : draw(step, told, show));
}

function worksheet(step, { ranges = [] }, show) {
  const key = (cell) => {
    if (!cell) return h("td", { class: "none" });
    return cell.type === "answer" ? h("td", { class: "f solved" }, step.key?.[cell.ref] ?? "–") : h("td", { class: "f" }, cell.text);
  };
  return h("div", { class: "key-grid" }, h("div", null, step.tables.map((data) => table(data, key, { kind: "sheet key-sheet" }))),
    h("ul", { class: "ranges" }, ranges.map((range) => h("li", null, rule(range, show), range.slips.map((slip) => caught(slip, range, show))))));
}

/** One range: its cells, its formula in the first of them, what is accepted, what a cell earns. */
function rule({ label, first, formula, accept, method, tolerance, points }, show) {
  const worth = { n: show(points) };
  const each = label === first ? n("{n} point", "{n} points", points, worth) : n("{n} point each", "{n} points each", points, worth);
  const written = (text) => h("code", { dir: "ltr" }, text);
  return h("div", { class: "rule" }, h("p", { class: "names" }, bdi(label)),
    h("div", null,
      h("p", null, label === first ? "" : [bdi(first), " "], written(formula), accept.map((other) => [` ${t("or")} `, written(other)])),
      h("p", { class: "help" }, [method && t("the method is asked for"), tolerance, each].filter(Boolean).join(" · "))));
}

/** One slip: the wrong formula, the figures by which it is caught, what it earns, what the learner reads. */
function caught({ formula, credit, html, caught: figures }, { first }, show) {
  const shown = figures.slice(0, 6).flatMap(({ cell, text }, at) =>
    [at ? " · " : "", h("span", { class: "one" }, figures.length > 1 ? [bdi(cell), " "] : "", h("bdi", { class: "fig" }, text))]);
  const more = figures.length > 6 ? " …" : "";
  return h("div", { class: "caught" }, icon("slip"), sr(t("known slip")),
    h("div", null,
      h("p", null, figures.length > 1 ? [bdi(first), " "] : "", h("code", { dir: "ltr" }, formula), " → ", shown, more),
      rich(html), h("p", { class: "help" }, credit ? t("earns {share}% of the points", { share: show(Math.round(credit * 1000) / 10) }) : t("earns nothing"))));
}

function choice(step, { feedback = {} }) {
  return [rich(step.prompt, { class: "prose" }),
    h("ul", { class: "options" }, step.options.map(({ id, text }) => {
      const right = step.key?.includes(id);
      return h("li", null, right ? icon("right") : h("span"), h("div", null,
        h("div", { class: right ? "right" : "" }, rich(text), right && sr(t("the right one"))), feedback[id] && rich(feedback[id], { class: "help" })));
    }))];
}

const written = (step) => [rich(step.prompt, { class: "prose" }), step.model_answer && h("div", { class: "model" }, h("h4", null, t("Model answer")), rich(step.model_answer, { class: "prose" }))];

/** A kind with a page of its own: what is right, line by line. */
const lines = (step, { lines: told = [] }) => [step.prompt && rich(step.prompt, { class: "prose" }),
  h("dl", { class: "key-lines" }, told.map(({ label, html }) => [h("dt", null, richLine(label)), h("dd", null, rich(html))]))];
