// The step kind `decision`: one situation at a time; the states it can lead to came with the page, so no network is
// needed to go on. The answer is the list of choices.
import { button, fresh, h, icon, kinds, rich, richLine, sign, t } from "../kit.js";

/** The states along a path, as far as its choices are offered. */
function walk(states, path) {
  const walked = [0];
  for (const name of Array.isArray(path) ? path : []) {
    const to = states[walked.at(-1)]?.ways[name];
    if (to === undefined) break;
    walked.push(to);
  }
  return walked;
}

class Path {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), box: h("div", { class: "decision" }), back: true });
    page.hear((event) => event === "replaced" && this.draw());
    this.draw();
  }

  /** What is stored, as far as it leads somewhere. */
  get path() {
    const told = this.page.session.answer(this.step.id);
    return Array.isArray(told) ? told.slice(0, this.walked.length - 1) : [];
  }

  get walked() {
    return walk(this.step.states, this.page.session.answer(this.step.id));
  }

  put(path) {
    this.page.session.put(this.step.id, path);
    this.draw();
    this.title.focus();
  }

  choose(id) {
    if (!this.page.session.open) return;
    this.back = true;
    this.put([...this.path, id]);
  }

  undo() {
    this.back = this.step.undo === "all";
    this.put(this.path.slice(0, -1));
  }

  choiceOf(at, id) {
    return this.step.situations[this.step.states[at].at].choices.find((one) => one.id === id);
  }

  /** Every variable now, and as it was before the last choice where that changed it. */
  figures(now, before) {
    return h("dl", { class: "figures" }, this.step.variables.map((label, i) => {
      const changed = before && before.figures[i] !== now.figures[i];
      return h("div", { class: changed ? "changed" : "" }, h("dt", null, label),
        h("dd", null, h("bdi", { class: "fig" }, now.figures[i]), changed && h("span", { class: "was" }, t("before: {figure}", { figure: before.figures[i] }))));
    }));
  }

  offered(state) {
    const { choices } = this.step.situations[state.at];
    return h("ul", { class: "ways" }, choices.filter(({ id }) => id in state.ways).map(({ id, text }) =>
      h("li", null, h("button", { type: "button", class: "way", disabled: !this.page.session.open, onclick: () => this.choose(id) }, h("span", null, richLine(text)), icon("chevron")))));
  }

  /** The path so far as a table: a row a choice, a column a variable. */
  story(walked, path, ended) {
    const { variables, states, situations } = this.step;
    const row = (at, last, name) => h("tr", null, h("th", { scope: "row" }, situations[states[at].at].title, name && h("span", { class: "help" }, richLine(this.choiceOf(last, name).text))),
      states[at].figures.map((text) => h("td", { class: "f" }, text)));
    return h("details", { open: ended, class: "card story" }, h("summary", null, ended ? t("Your path and what followed from it") : t("The path so far")),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("The path so far") }, h("table", { class: "wide" },
        h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Situation")), variables.map((label) => h("th", { scope: "col", class: "f" }, label)))),
        h("tbody", null, walked.map((at, i) => row(at, walked[i - 1], path[i - 1]))))));
  }

  notes() {
    const told = this.mark?.notes || [];
    const same = JSON.stringify(this.page.session.marked[this.step.id] || []) === JSON.stringify(this.page.session.answer(this.step.id) || []);
    const state = { 0: "wrong" }[this.mark?.points] || (this.mark?.points === this.mark?.out_of ? "right" : "part");
    return same && told.length > 0 && h("ul", { class: "said-of" }, told.map((text) => h("li", { class: `s-${state}` }, sign(state, false), h("span", null, text))));
  }

  key() {
    const { key, states, situations } = this.step;
    if (!key) return null;
    const walked = walk(states, key);
    return h("section", { class: "card decision-key" }, h("h4", null, t("A path with the best result")),
      h("ol", null, key.map((name, i) => h("li", null, h("strong", null, situations[states[walked[i]].at].title), " · ", richLine(this.choiceOf(walked[i], name).text)))));
  }

  draw() {
    const { step, walked, path } = this;
    const state = step.states[walked.at(-1)];
    if (!state) return void this.box.replaceChildren(h("section", { class: "card" }, rich(step.prompt, { class: "prose" }), h("p", null, t("A figure is missing; this step cannot begin. Tell your trainer."))));
    const before = walked.length > 1 ? step.states[walked.at(-2)] : null;
    const ended = Object.keys(state.ways).length === 0;
    const situation = step.situations[state.at];
    const last = path.length && this.choiceOf(walked.at(-2), path.at(-1));
    const may = this.page.session.open && path.length > 0 && step.undo !== "none" && this.back;
    this.title = h("h4", { tabindex: "-1", id: fresh("situation") }, situation.title);
    this.box.replaceChildren(...[
      h("section", { class: "card", "aria-labelledby": this.title.id },
        !path.length && rich(step.prompt, { class: "prose" }),
        last?.then && h("div", { class: "then" }, rich(last.then)),
        h("p", { class: "help" }, ended ? t("Ending") : t("Decision {n}", { n: this.page.figures(path.length + 1) })),
        this.title, state.texts.map((at) => rich(situation.texts[at], { class: "prose" })),
        this.figures(state, before), !ended && this.offered(state), ended && this.notes(),
        may && button(t("Take the last choice back"), () => this.undo(), { class: "btn" })),
      path.length > 0 && this.story(walked, path, ended), this.key()].filter(Boolean));
  }

  get element() {
    return [this.box];
  }
}

kinds.decision = {
  draw: (step, page) => new Path(step, page).element,
  count(step, answer) {
    const state = step.states[walk(step.states, answer).at(-1)];
    return { of: 1, blank: state && Object.keys(state.ways).length === 0 ? [] : [step.title] };
  },
};
