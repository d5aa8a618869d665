// The step kind `census`: the returns of schools as a table whose cells are marked, by touch or by the arrow keys and
// Enter, and under it the decision log: for each marked cell its rule, its treatment, a remark.
import { bdi, button, fresh, h, icon, kinds, rich, richLine, sign, t, wordOf } from "../kit.js";

const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class Returns {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), cells: new Map(), log: h("ol", { class: "log" }), at: [0, 0] });
    this.empty = h("p", { class: "help" }, t("No figure is marked yet."));
    this.rows = step.records.map((record, row) => record.cells.map((text, column) => this.cell(record, step.columns[column], text, row, column)));
    page.hear((event) => event === "replaced" && this.draw());
    this.draw();
  }

  get answer() {
    const answer = this.page.session.answer(this.step.id);
    return answer && typeof answer === "object" && !Array.isArray(answer) ? answer : {};
  }

  put(answer) {
    this.page.session.put(this.step.id, answer);
  }

  cell(record, column, text, row, place) {
    const id = `${record.id}/${column.id}`;
    const name = `${record.label}, ${column.label}: ${text}`;
    const box = h("button", { type: "button", class: "fig", "aria-pressed": "false", "aria-label": name, tabindex: row || place ? "-1" : "0", onclick: () => this.toggle(id) }, text);
    box.addEventListener("focus", () => this.stand(row, place));
    box.addEventListener("keydown", (event) => this.walk(event, row, place));
    this.cells.set(id, { box, name, what: `${record.label} · ${column.label}`, text });
    return box;
  }

  /** One cell of the table is in the tab order: the one that had the focus last. */
  stand(row, place) {
    this.rows[this.at[0]][this.at[1]].tabIndex = -1;
    this.at = [row, place];
    this.rows[row][place].tabIndex = 0;
  }

  walk(event, row, place) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = WAYS[event.key];
    const last = this.step.columns.length - 1;
    const turn = getComputedStyle(this.log).direction === "rtl" ? -1 : 1;
    const to = way ? [row + way[0], place + turn * way[1]] : event.key === "Home" ? [row, 0] : event.key === "End" ? [row, last] : null;
    if (!to) return;
    event.preventDefault();
    this.rows[to[0]]?.[to[1]]?.focus();
  }

  toggle(id) {
    if (!this.page.session.open) return;
    const { [id]: was, ...rest } = this.answer;
    this.put(was ? rest : { ...this.answer, [id]: { rule: "", treatment: "", note: "" } });
    this.draw();
    const { name } = this.cells.get(id);
    this.page.say(was ? t("{figure}: no longer marked.", { figure: name }) : t("{figure}: marked. Its line stands at the end of the decision log.", { figure: name }));
  }

  set(id, what, value) {
    this.put({ ...this.answer, [id]: { ...this.answer[id], [what]: value } });
    this.paint(id);
  }

  list(id, what, label, choices) {
    const name = fresh("label");
    const list = h("select", { "aria-labelledby": name, disabled: !this.page.session.open, onchange: () => this.set(id, what, list.value) },
      h("option", { value: "" }, t("Choose…")), choices.map((one) => h("option", { value: one.id }, one.label)));
    list.value = this.answer[id]?.[what] || "";
    return h("label", null, h("span", { id: name }, label), list);
  }

  line(id) {
    const { what, text, name } = this.cells.get(id);
    const { rules, treatments } = this.step;
    const { open } = this.page.session;
    const note = h("input", { type: "text", maxlength: "300", disabled: !open, onchange: () => this.set(id, "note", note.value) });
    note.value = this.answer[id]?.note || "";
    const told = this.mark?.cells?.[id];
    const verdict = told && h("p", { class: `why s-${told.state}` }, sign(told.state, false), h("span", null, h("strong", null, wordOf(told.state)), " · ", told.text, told.html && [" ", richLine(told.html)]));
    const away = open && button("", () => { this.toggle(id); this.rows[this.at[0]][this.at[1]].focus(); }, { class: "btn step", "aria-label": t("Take the mark away: {figure}", { figure: name }) }, h("span", { "aria-hidden": "true" }, "×"));
    const row = h("li", null, h("p", { class: "what" }, h("strong", null, what), " ", bdi(text, { class: "fig" })), away,
      this.list(id, "rule", t("Rule that it breaks"), rules), treatments.length > 0 && this.list(id, "treatment", t("What you do"), treatments),
      h("label", { class: "remark" }, h("span", null, t("Remark")), note), verdict);
    this.cells.get(id).line = { row, verdict };
    return row;
  }

  /** Its mark stands while cell, rule and treatment are those that were marked. */
  paint(id) {
    const { box, line } = this.cells.get(id);
    const now = this.answer[id];
    const was = this.page.session.marked[this.step.id]?.[id];
    const told = this.mark?.cells?.[id];
    const same = told && now && was && (now.rule || "") === (was.rule || "") && (now.treatment || "") === (was.treatment || "");
    const state = same ? `s-${told.state}` : "";
    box.className = `fig ${now ? "flagged" : ""} ${state}`;
    box.setAttribute("aria-pressed", String(Boolean(now)));
    if (!line) return;
    line.row.className = state;
    if (line.verdict) line.verdict.hidden = !same;
  }

  draw() {
    const ids = Object.keys(this.answer).filter((id) => this.cells.has(id));
    for (const cell of this.cells.values()) cell.line = null;
    this.log.replaceChildren(...ids.map((id) => this.line(id)));
    this.empty.hidden = ids.length > 0;
    for (const id of this.cells.keys()) this.paint(id);
  }

  key() {
    const { key } = this.step;
    if (!key) return null;
    const where = (at) => this.cells.get(at[0])?.what || at[0];
    return h("section", { class: "card census-key" }, h("h4", null, t("The errors of these returns")),
      h("ul", null, key.map(({ at, text, html }) => h("li", null, icon("tick"), h("div", null, h("p", null, h("strong", null, where(at)), " · ", text), rich(html))))));
  }

  get element() {
    const { step } = this;
    const head = h("thead", null, h("tr", null, h("th", { scope: "col" }, step.head || t("School")), step.columns.map(({ label }) => h("th", { scope: "col", class: "f" }, label))));
    const body = h("tbody", null, step.records.map(({ label }, row) => h("tr", null, h("th", { scope: "row" }, label), this.rows[row].map((box) => h("td", { class: "f" }, box)))));
    const notes = this.mark?.notes || [];
    return [h("section", { class: "card census" }, rich(step.prompt, { class: "prose" }),
      this.page.session.open && h("p", { class: "help" }, t("Touch a figure to mark it, or walk with the arrow keys and press Enter; once more takes the mark away.")),
      h("div", { class: "scroll" }, h("table", { class: "wide returns" }, h("caption", { class: "sr" }, step.title), head, body))),
    h("section", { class: "card census-log" }, h("h4", null, t("Decision log")), notes.length > 0 && h("ul", { class: "said-of" }, notes.map((text) => h("li", null, text))), this.empty, this.log),
    this.key()].filter(Boolean);
  }
}

kinds.census = {
  draw: (step, page) => new Returns(step, page).element,
  count: (step, answer) => ({ of: 1, blank: answer && Object.keys(answer).length ? [] : [step.title] }),
};
