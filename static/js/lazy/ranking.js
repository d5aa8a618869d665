// The step kind `ranking`: options put in order by buttons or by Alt and an arrow key; with criteria, their scores and
// weights as a table, and the question which weights decide the first place.
import { bdi, button, fresh, h, icon, kinds, rich, richLine, sign, t, wordOf } from "../kit.js";

const HOLDS = "-"; // "no change of a weight moves the first place"

class Ranks {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), list: h("ol", { class: "ranks" }), hint: fresh("hint") });
    this.count = h("p", { class: "help", id: this.hint }, t("Move an option with its buttons, or with Alt and the arrow keys."));
    this.items = new Map(step.options.map((option) => [option.id, this.item(option)]));
    this.weights = step.shift ? this.question() : null;
    page.hear((event) => event === "replaced" && this.draw());
    this.draw();
  }

  /** What is stored: a list, or {order, sensitive}. */
  get answer() {
    const told = this.page.session.answer(this.step.id);
    return this.step.mode === "order" ? { order: told } : told && typeof told === "object" ? told : {};
  }

  /** The order on the page: the learner's, completed by what it lacks in the order shown. */
  get order() {
    const names = this.step.options.map(({ id }) => id);
    const kept = Array.isArray(this.answer.order) ? this.answer.order.filter((name) => names.includes(name)) : [];
    return [...new Set([...kept, ...names])];
  }

  get ticked() {
    return Array.isArray(this.answer.sensitive) ? this.answer.sensitive : [];
  }

  put(order, ticked = this.ticked) {
    const { mode, shift, id } = this.step;
    this.page.session.put(id, mode === "order" ? order : shift ? { order, sensitive: ticked } : { order });
  }

  move(id, by) {
    const { order } = this;
    const at = order.indexOf(id);
    const to = at + by;
    if (!this.page.session.open || to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(at, 1));
    this.put(order);
    this.draw();
    const { up, down } = this.items.get(id);
    const pressed = by < 0 ? up : down;
    (pressed.disabled ? (by < 0 ? down : up) : pressed).focus();
    this.page.say(t("“{option}” is now number {n} of {all}.", { option: this.items.get(id).words, n: this.page.figures(to + 1), all: this.page.figures(order.length) }));
  }

  item({ id, text }) {
    const what = h("span", { class: "what", id: fresh("option") }, richLine(text));
    const words = what.textContent.trim();
    const named = (label) => ({ class: "btn step", "aria-label": `${label} : ${words}`, "aria-describedby": this.hint });
    const up = button("", () => this.move(id, -1), named(t("Move up")), icon("chevron"));
    const down = button("", () => this.move(id, 1), named(t("Move down")), icon("chevron"));
    const place = h("span", { class: "place fig", "aria-hidden": "true" });
    const told = this.mark?.options?.[id];
    const sum = this.step.key?.sums?.[id];
    const verdict = told && h("p", { class: `why s-${told.state}` }, sign(told.state, false), h("span", null, h("strong", null, wordOf(told.state)), told.html && [" · ", richLine(told.html)]));
    const rank = this.step.key && h("p", { class: "key-line" }, icon("tick"), h("span", null, t("Right place: {n}", { n: this.page.figures(this.step.key.ranks[id]) }), sum && [" · ", t("weighted sum"), " ", bdi(sum, { class: "fig" })]));
    const moves = this.page.session.open && h("span", { class: "moves" }, h("span", { class: "up" }, up), h("span", { class: "down" }, down));
    const row = h("li", null, place, what, moves, verdict, rank);
    row.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      this.move(id, event.key === "ArrowUp" ? -1 : 1);
    });
    return { row, up, down, place, verdict, words };
  }

  /** The rows in their order; the row itself stays, and with it the focus. */
  draw() {
    const { order } = this;
    const was = this.page.session.marked[this.step.id];
    const marked = this.mark && this.orderOf(was);
    order.forEach((id, at) => {
      const { row, up, down, place, verdict } = this.items.get(id);
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] || null);
      place.textContent = this.page.figures(at + 1);
      up.disabled = at === 0;
      down.disabled = at === order.length - 1;
      const holds = marked?.[at] === id;
      if (verdict) verdict.hidden = !holds;
      row.className = holds && this.mark.options?.[id] ? `s-${this.mark.options[id].state}` : "";
    });
    for (const [id, box] of this.boxes || []) box.checked = this.ticked.includes(id);
  }

  orderOf(answer) {
    const told = this.step.mode === "order" ? answer : answer?.order;
    return Array.isArray(told) ? told : [];
  }

  /** Scores and weights, as the learner needs them to work the sums out. */
  table() {
    const { criteria, options, scaling } = this.step;
    const way = { "min-max": t("Scores are scaled first: (score − lowest) / (highest − lowest), for each criterion."), none: "" }[scaling];
    const head = ({ label, less }) => h("th", { scope: "col", class: "f" }, label, less && h("span", { class: "help" }, t("less is better")));
    return [h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Scores and weights") }, h("table", { class: "wide" },
      h("caption", null, h("span", { class: "cap" }, t("Scores and weights")), way && h("span", { class: "help" }, way)),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Option")), criteria.map(head))),
      h("tbody", null, options.map(({ id, text }) => h("tr", null, h("th", { scope: "row" }, richLine(text)), criteria.map(({ cells }) => h("td", { class: "f" }, cells[id]))))),
      h("tfoot", null, h("tr", { class: "total" }, h("th", { scope: "row" }, t("Weight")), criteria.map(({ weight }) => h("td", { class: "f" }, weight))))))];
  }

  /** Which weights decide. */
  question() {
    const { step, page } = this;
    this.boxes = new Map();
    const right = step.key?.sensitive;
    const choice = (id, label) => {
      const box = h("input", { type: "checkbox", disabled: !page.session.open, onchange: () => {
        const rest = this.ticked.filter((one) => one !== id && (id === HOLDS) === (one === HOLDS));
        this.put(this.order, box.checked ? [...rest, id] : rest);
        this.draw();
      } });
      this.boxes.set(id, box);
      return h("li", null, h("label", null, box, h("span", null, label)), right?.includes(id) && h("span", { class: "key-line" }, icon("tick"), t("right")));
    };
    return h("fieldset", { class: "card choice weights" },
      h("legend", null, t("One weight alone goes up or down by {shift}; the others give way in proportion. With which weights does the first place change, or come to be shared?", { shift: step.shift })),
      h("ul", null, step.criteria.map(({ id, label }) => choice(id, label)), choice(HOLDS, t("With none: the first place holds."))));
  }

  notes() {
    const told = this.mark?.notes || [];
    return told.length > 0 && h("ul", { class: "said-of" }, told.map(({ state, text }) => h("li", { class: `s-${state}` }, sign(state, false), h("span", null, text))));
  }

  get element() {
    const { step } = this;
    return [h("section", { class: "card ranking" }, rich(step.prompt, { class: "prose" }),
      step.mode === "criteria" && this.table(), this.page.session.open && this.count, this.list, this.notes() || null), this.weights].filter(Boolean);
  }
}

kinds.ranking = {
  draw: (step, page) => new Ranks(step, page).element,
  count(step, answer) {
    const order = step.mode === "order" ? answer : answer?.order;
    const blank = [...(Array.isArray(order) && order.length ? [] : [step.title]), ...(step.shift && !answer?.sensitive?.length ? [t("{title}: the weights", { title: step.title })] : [])];
    return { of: step.shift ? 2 : 1, blank };
  },
};
