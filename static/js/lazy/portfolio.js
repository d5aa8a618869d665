// The step kind `portfolio`: what the learner submitted in other cases, put together when asked for, to be printed or taken along.
import { button, figure, h, icon, kinds, message, rich, t } from "../kit.js";
import { Chart } from "./parts/chart.js";
import { said, send } from "./rubric/sending.js";

class Annex {
  constructor(step, page) {
    Object.assign(this, { step, page, status: h("div", { role: "status" }), report: h("div", { class: "report" }) });
    this.begin = button(t("Put the report together"), () => this.fetch(), { class: "btn main" });
  }

  async fetch() {
    if (this.busy) return;
    this.busy = true;
    try {
      const told = await send(this.page.urls.portfolio, { step: this.step.id, who: this.page.view.who });
      this.status.replaceChildren();
      this.draw(told);
    } catch (failure) {
      this.status.replaceChildren(said(failure, t("Nothing was changed here; try again.")));
    } finally {
      this.busy = false;
    }
  }

  draw({ sections, day }) {
    const { step, page } = this;
    const some = sections.some(({ tables, texts }) => tables.length || texts.length);
    const file = `${page.urls.portfolio_file}${page.urls.portfolio_file.includes("?") ? "&" : "?"}step=${encodeURIComponent(step.id)}`;
    const heading = h("h4", { tabindex: "-1" }, step.title);
    this.report.replaceChildren(
      h("div", { class: "acts" }, some && button(t("Print"), () => this.print()), some && h("a", { class: "btn", href: file, download: "" }, icon("down"), t("Download as .xlsx"))),
      h("div", { class: "head" }, heading, h("p", { class: "help" }, day)), ...sections.map((one) => this.section(one)));
    this.begin.textContent = t("Put it together again");
    heading.focus();
    if (!some) this.status.replaceChildren(message("blank", t("There is nothing to show yet."), t("Submit the cases named above first.")));
  }

  /** On paper the report alone. */
  print() {
    const { root } = this.page;
    root.classList.add("annex-only");
    addEventListener("afterprint", () => root.classList.remove("annex-only"), { once: true });
    globalThis.print();
  }

  section({ title, said: received, tables, texts, charts }) {
    let last = "";
    const named = (name) => name !== last && h("h6", null, (last = name));
    return h("section", null, h("h5", null, title), h("p", { class: "help" }, received),
      tables.map((one) => [named(one.title), this.table(one)]),
      charts.map((one) => this.chart(one)),
      texts.map((one) => [h("h6", null, one.title), one.text.split("\n").filter((line) => line.trim()).map((line) => h("p", { class: "own" }, line))]));
  }

  table({ caption, note, heads, rows }) {
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "wide" },
      h("caption", null, h("span", { class: "cap" }, caption), note && h("span", { class: "help" }, note)),
      h("thead", null, h("tr", null, heads.map((head, at) => h("th", { scope: "col", class: at ? "f" : "" }, head)))),
      h("tbody", null, rows.map(({ label, cells }) => h("tr", null, h("th", { scope: "row" }, label), cells.map((text) => h("td", { class: "f" }, text)))))));
  }

  chart({ caption, labels, values, decimals }) {
    const write = (value, { decimals: places = decimals } = {}) => (Number.isFinite(value) ? figure(value.toFixed(places).replace(".", this.page.view.style.decimal)) : "–");
    const chart = new Chart({ title: caption, years: labels, write, bars: true });
    chart.update({ series: [{ name: caption, mark: 1, values: values.map((value) => value ?? Number.NaN) }] });
    return chart.element;
  }

  get element() {
    const { step } = this;
    return [h("section", { class: "card annex" }, rich(step.prompt, { class: "prose" }),
      h("ol", null, step.sections.map(({ title }) => h("li", null, title))),
      this.page.urls.portfolio && !this.page.view.preview && h("div", { class: "acts" }, this.begin), this.status, this.report)];
  }
}

kinds.portfolio = {
  draw: (step, page) => new Annex(step, page).element,
  count: () => ({ of: 0, blank: [] }),
};
