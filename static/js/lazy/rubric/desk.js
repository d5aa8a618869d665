// The desk of those who mark: texts without names, what waits first; one text with its rubric; a mark, or a return.
import { button, fresh, h, icon, message, n, t } from "../../kit.js";
import { criteria } from "./criteria.js";
import { said, send } from "./sending.js";

const ICONS = { waiting: "clock", returned: "flag", marked: "right" };
const word = (outcome) => ({ waiting: t("waiting"), returned: t("returned"), marked: t("marked") })[outcome];

export class Desk {
  constructor(step, page) {
    Object.assign(this, { step, page, kept: new Map() });
    this.status = h("div", { class: "status", role: "status" });
    this.list = h("div");
    this.table = h("div");
    this.begin = button(t("Show the texts"), () => this.load(), { class: "btn main" });
    this.element = h("section", { class: "card desk" }, h("h4", null, t("Mark the texts of this step")),
      h("p", { class: "help" }, t("Only trainers see this. Texts stand here without names, each learner’s last one.")),
      this.begin, this.status, this.list, this.table);
    addEventListener("beforeunload", (event) => this.kept.size > 0 && event.preventDefault());
  }

  async ask(url, body, kept) {
    try {
      this.status.replaceChildren();
      return await send(url, { ...body, who: this.page.view.who });
    } catch (failure) {
      this.status.replaceChildren(said(failure, kept));
      return null;
    }
  }

  async load() {
    const found = await this.ask(this.page.urls.scripts, {}, t("Nothing was changed."));
    if (!found) return;
    this.begin.remove();
    this.show(found);
  }

  /** The list, what waits first. */
  show({ rows, counts }) {
    this.rows = rows.filter(({ step }) => step === this.step.id);
    const mine = (outcome) => this.rows.filter((row) => row.outcome === outcome).length;
    const all = counts.waiting + counts.returned + counts.marked;
    const cells = (row) => h("tr", { class: row.receipt === this.at ? "here" : "" },
      h("th", { scope: "row" }, button(row.receipt, () => this.open(row), { class: "btn fig", "aria-current": row.receipt === this.at ? "true" : null })),
      h("td", null, h("span", { class: `outcome o-${row.outcome}` }, icon(ICONS[row.outcome]), word(row.outcome))),
      h("td", { class: "f" }, row.points == null || row.outcome !== "marked" ? "–" : this.page.figures(row.points)),
      h("td", null, `${row.day} ${row.time}`, row.number > 1 && ` · ${t("attempt {n}", { n: this.page.figures(row.number) })}`, row.late && ` · ${t("late")}`));
    this.list.replaceChildren(...[
      h("p", null, n("{n} text waits for a mark.", "{n} texts wait for a mark.", mine("waiting"))),
      this.rows.length > 0 && h("div", { class: "scroll" }, h("table", { class: "wide" },
        h("caption", { class: "sr" }, t("Texts of this step")),
        h("thead", null, h("tr", null, [t("Receipt"), t("State"), t("Points"), t("Received")].map((head, at) => h("th", { scope: "col", class: at === 2 ? "f" : "" }, head)))),
        h("tbody", null, this.rows.map(cells)))),
      all > rows.length && h("p", { class: "help" }, t("Only the first {n} are listed.", { n: this.page.figures(rows.length) }))].filter(Boolean));
  }

  /** One text; what was chosen and written for it before, and not sent, is still there. */
  async open(row) {
    const found = await this.ask(this.page.urls.script, { step: row.step, receipt: row.receipt }, t("Nothing was changed."));
    if (!found) return;
    this.at = row.receipt;
    this.work = this.kept.get(row.receipt) || { levels: { ...found.levels }, comments: { ...found.comments } };
    const total = h("p", { class: "sum" });
    const worth = (criterion, level) => this.step.rubric.criteria.find(({ id }) => id === criterion)?.levels.find(({ id }) => id === level)?.points || 0;
    const out = this.step.rubric.criteria.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
    const tell = () => {
      const sum = Object.entries(this.work.levels).reduce((points, [criterion, level]) => points + worth(criterion, level), 0);
      total.textContent = t("{points} of {out_of}", { points: this.page.figures(Math.round(sum * 100) / 100), out_of: this.page.figures(out) });
    };
    const touch = () => {
      this.kept.set(row.receipt, this.work);
      tell();
    };
    const whole = h("textarea", { rows: 3, id: fresh("comment"), class: "note" });
    whole.value = this.work.comments[""] || "";
    whole.addEventListener("input", () => {
      this.work.comments[""] = whole.value;
      touch();
    });
    const head = h("h5", { tabindex: "-1" }, t("Text {receipt}", { receipt: row.receipt }));
    this.table.replaceChildren(h("div", { class: "script" }, head,
      h("blockquote", { class: "text" }, found.text),
      criteria(this.step.rubric, this.page, {
        own: found.self, whose: t("The learner’s own rating"), chosen: this.work.levels, comments: this.work.comments,
        choose: (criterion, level) => {
          this.work.levels[criterion] = level;
          touch();
        },
        write: (criterion, text) => {
          this.work.comments[criterion] = text;
          touch();
        },
      }),
      h("label", { for: whole.id }, t("Comment on the whole")), whole, total,
      h("div", { class: "acts" }, button(t("Keep the mark"), () => this.send(row, found, "marked"), { class: "btn main" }),
        button(t("Return for revision"), () => this.send(row, found, "returned")))));
    tell();
    head.focus();
    head.scrollIntoView({ block: "start" });
  }

  async send(row, found, outcome) {
    const list = await this.ask(this.page.urls.assess, { step: row.step, receipt: row.receipt, outcome, seen: found.seen, ...this.work }, t("What you chose and wrote is still on this page. Send it again."));
    if (!list) return this.status.scrollIntoView({ block: "center" });
    this.kept.delete(row.receipt);
    this.show(list);
    const next = this.rows.find((one) => one.outcome === "waiting");
    const done = outcome === "marked" ? t("The mark of {receipt} was kept.", { receipt: row.receipt }) : t("{receipt} was returned to its writer.", { receipt: row.receipt });
    if (next) await this.open(next);
    else this.table.replaceChildren();
    this.status.replaceChildren(message("ok", done, next ? "" : t("No text waits any more.")));
  }
}
