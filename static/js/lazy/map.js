// The step kind `map`: villages, schools and sites; a plan is ticked in a table, worked out here at once, and drawn.
import { bdi, h, icon, kinds, rich, sign, t } from "../kit.js";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 100;

function s(tag, props, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Each village's nearest open school within the norm, among equals the first; and what follows. */
function work({ sites, villages, limit }, chosen) {
  const open = [...sites.keys()].filter((at) => sites[at].old).concat([...sites.keys()].filter((at) => !sites[at].old && chosen.includes(sites[at].id)));
  const pupils = sites.map(() => 0);
  let [all, covered, walked] = [0, 0, 0];
  const school = villages.map(({ travel, children }) => {
    let near = null;
    for (const at of open) if (travel[at] !== null && travel[at] <= limit && (near === null || travel[at] < travel[near])) near = at;
    all += children;
    if (near === null) return null;
    pupils[near] += children;
    covered += children;
    walked += children * travel[near];
    return near;
  });
  const cost = open.reduce((sum, at) => sum + (sites[at].old ? 0 : sites[at].cost), 0);
  return { open, school, pupils, cost, coverage: all ? (100 * covered) / all : 0, mean: covered ? walked / covered : null };
}

class District {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), boxes: new Map() });
    this.picture = h("div", { class: "picture" });
    this.sums = h("dl", { class: "figures" });
    this.pupils = new Map();
    this.where = step.villages.map(() => h("td"));
    this.tables = [this.siteTable(), this.villageTable()];
    page.hear((event) => event === "replaced" && this.draw());
    this.draw();
  }

  get answer() {
    const told = this.page.session.answer(this.step.id);
    return Array.isArray(told) ? told : [];
  }

  get unit() {
    return this.step.unit === "minutes" ? t("min") : t("km");
  }

  figure(value, decimals = 1) {
    return this.page.figures(Math.round(value * 10 ** decimals) / 10 ** decimals);
  }

  far(value) {
    return value === null ? "–" : `${this.figure(value)} ${this.unit}`;
  }

  toggle(id, on) {
    const rest = this.answer.filter((one) => one !== id);
    this.page.session.put(this.step.id, on ? [...rest, id] : rest);
    this.draw();
  }

  siteTable() {
    const row = ({ id, label, old, cost }) => {
      const pupils = h("td", { class: "f" });
      this.pupils.set(id, pupils);
      const box = !old && h("input", { type: "checkbox", disabled: !this.page.session.open, onchange: () => this.toggle(id, box.checked) });
      if (box) this.boxes.set(id, box);
      return h("tr", null, h("th", { scope: "row" }, old ? h("span", null, label, h("span", { class: "help" }, t("existing school"))) : h("label", null, box, h("span", null, label)),
        this.step.key?.includes(id) && h("span", { class: "key-line" }, icon("tick"), t("in the best choice"))),
      h("td", { class: "f" }, old ? "–" : this.figure(cost)), pupils);
    };
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Schools and sites") }, h("table", { class: "wide" }, h("caption", null, h("span", { class: "cap" }, t("Schools and sites"))),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Site")), h("th", { scope: "col", class: "f" }, t("Cost")), h("th", { scope: "col", class: "f" }, t("Pupils")))),
      h("tbody", null, this.step.sites.map(row))));
  }

  villageTable() {
    const { villages, sites } = this.step;
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Villages and travel") }, h("table", { class: "wide travel" }, h("caption", null, h("span", { class: "cap" }, t("Villages and travel")), h("span", { class: "help" }, t("Norm: {limit}", { limit: this.far(this.step.limit) }))),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Village")), h("th", { scope: "col", class: "f" }, t("Children")), sites.map(({ label }) => h("th", { scope: "col", class: "f" }, label)), h("th", { scope: "col" }, t("Goes to")))),
      h("tbody", null, villages.map(({ label, children, travel }, at) => h("tr", null, h("th", { scope: "row" }, label), h("td", { class: "f" }, children === null ? "–" : this.figure(children)),
        travel.map((one) => h("td", { class: `f ${one !== null && one <= this.step.limit ? "near" : ""}` }, one === null ? "–" : this.figure(one))), this.where[at])))));
  }

  /** Villages by size, schools as squares, a line to the school each goes to; north is up. */
  drawing(plan) {
    const { sites, villages } = this.step;
    const points = [...sites, ...villages];
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs), Math.max(...ys)];
    const span = Math.max(Math.max(...xs) - left, top - Math.min(...ys)) || 1;
    const at = ({ x, y }) => [((x - left) / span) * SIZE, ((top - y) / span) * SIZE];
    const most = Math.max(...villages.map(({ children }) => children || 0)) || 1;
    const tall = ((top - Math.min(...ys)) / span) * SIZE;
    const wide = ((Math.max(...xs) - left) / span) * SIZE;
    const name = (x, y, text) => {
      const word = s("text", { x, y });
      word.textContent = text;
      return word;
    };
    return s("svg", { viewBox: `-12 -8 ${wide + 24} ${tall + 18}`, "aria-hidden": "true", class: "district" },
      ...villages.flatMap((one, i) => {
        if (plan.school[i] === null) return [];
        const [[x1, y1], [x2, y2]] = [at(one), at(sites[plan.school[i]])];
        return [s("line", { x1, y1, x2, y2 })];
      }),
      ...villages.map((one, i) => {
        const [cx, cy] = at(one);
        return s("circle", { cx, cy, r: 1 + 2.2 * Math.sqrt((one.children || 0) / most), class: plan.school[i] === null ? "far" : "near" });
      }),
      ...sites.map((one, i) => {
        const [x, y] = at(one);
        return s("rect", { x: x - 2, y: y - 2, width: 4, height: 4, class: one.old ? "old" : plan.open.includes(i) ? "new" : "free" });
      }),
      ...sites.map((one) => name(at(one)[0], at(one)[1] + 6, one.label)));
  }

  draw() {
    const { step } = this;
    for (const [id, box] of this.boxes) box.checked = this.answer.includes(id);
    if (step.villages.some(({ children }) => children === null)) return void this.sums.replaceChildren(h("div", null, h("dt", null, t("A figure is missing; this step cannot begin. Tell your trainer."))));
    const plan = work(step, this.answer);
    this.picture.replaceChildren(this.drawing(plan));
    step.sites.forEach(({ id, old }, at) => {
      const open = plan.open.includes(at);
      const small = open && !old && plan.pupils[at] < step.minimum;
      const cell = this.pupils.get(id);
      cell.className = small ? "f s-wrong" : "f";
      cell.replaceChildren(open ? this.figure(plan.pupils[at]) : "–", ...(small ? [h("span", { class: "help" }, t("below the minimum of {n}", { n: this.figure(step.minimum) }))] : []));
    });
    plan.school.forEach((at, i) => this.where[i].replaceChildren(at === null ? t("too far") : step.sites[at].label));
    const over = step.ceiling > 0 && plan.cost > step.ceiling;
    const sum = (label, text, more, bad) => h("div", { class: bad ? "s-wrong" : "" }, h("dt", null, label), h("dd", null, bdi(text, { class: "fig" }), more && h("span", { class: "was" }, more)));
    this.sums.replaceChildren(sum(t("Children covered"), `${this.figure(plan.coverage)} %`), sum(t("Mean travel"), plan.mean === null ? "–" : this.far(plan.mean)),
      sum(t("Cost of the new sites"), this.figure(plan.cost), step.ceiling > 0 && (over ? t("above the ceiling of {n}", { n: this.figure(step.ceiling) }) : t("ceiling: {n}", { n: this.figure(step.ceiling) })), over));
    const marked = JSON.stringify([...(this.page.session.marked[step.id] || [])].sort()) === JSON.stringify([...this.answer].sort());
    if (this.said) this.said.hidden = !marked;
  }

  notes() {
    const told = this.mark?.notes || [];
    const state = this.mark?.points === this.mark?.out_of ? "right" : this.mark?.points > 0 ? "part" : "wrong";
    this.said = told.length > 0 && h("ul", { class: "said-of" }, told.map((text) => h("li", { class: `s-${state}` }, sign(state, false), h("span", null, text))));
    this.draw();
    return this.said;
  }

  get element() {
    return [h("section", { class: "card map" }, rich(this.step.prompt, { class: "prose" }), this.picture, h("div", { role: "status" }, this.sums), this.notes(), this.tables)];
  }
}

kinds.map = {
  draw: (step, page) => new District(step, page).element,
  count: (step, answer) => ({ of: 1, blank: Array.isArray(answer) && answer.length ? [] : [step.title] }),
};
