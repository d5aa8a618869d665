// Scenarios side by side: a column each, figures of the last year, what is met in words.
import { bdi, button, h, icon, t } from "../../kit.js";

export const names = { start: () => t("Start"), now: () => t("This policy") };

const standing = (met, words) => h("span", { class: `state s-${met ? "right" : "wrong"}` }, icon(met ? "right" : "wrong"), h("span", null, words));

export class Compared {
  constructor(lab) {
    this.lab = lab;
    this.element = h("div", { class: "scroll" });
  }

  /** The whole table where something was kept, opened or removed; else the figures of what stands now. */
  draw(all, charted) {
    const told = JSON.stringify([charted, this.lab.open, all.map(({ name, levers }) => [name, levers])]);
    const now = all.find((one) => one.now);
    if (told === this.told) return this.live.forEach((fill) => fill(now));
    this.told = told;
    this.live = [];
    const { lab } = this;
    const scenarios = [...all.filter(({ kept }) => !kept), ...all.filter(({ kept }) => kept)]; // what is being set stays in sight
    const { outputs, rules, first_year: first } = lab.step;
    const last = Math.max(...outputs.map(({ places }) => places.length)) - 1;
    const heads = scenarios.map(({ name, now: mine }) => h("th", { scope: "col", class: `f${mine ? " now" : ""}` }, bdi(name)));
    const rows = [...outputs.map((output) => this.output(output, scenarios)),
      ...rules.map((rule, at) => rule.every && this.rule(rule, at, scenarios))];
    const table = h("table", { class: "wide" },
      h("caption", null, h("span", { class: "cap" }, last > 0 ? t("Scenarios compared, {year}", { year: lab.year(first + last) }) : t("Scenarios compared"))),
      h("thead", null, h("tr", null, h("td"), h("th", { scope: "col", class: "f" }, t("Asked for")), heads)),
      h("tbody", null, rows.filter(Boolean), scenarios.some((one) => one.kept) && this.choices(scenarios, charted)));
    const held = this.element.contains(document.activeElement) && document.activeElement.dataset.act;
    this.element.replaceChildren(table);
    if (held) this.element.querySelector(`[data-act="${CSS.escape(held)}"]`)?.focus();
  }

  /** A cell of one scenario; that of the policy which stands now is filled again whenever what it says changes. */
  cell(scenario, say) {
    const box = h("td", { class: "f" });
    let told;
    const fill = (one) => {
      const { figure, met, words } = say(one);
      const sign = `${figure} ${words}`;
      if (sign === told) return;
      told = sign;
      box.replaceChildren(...[figure != null && h("span", { class: "fig" }, figure), words ? standing(met, words) : h("span", { class: "state" })].filter(Boolean));
    };
    fill(scenario);
    if (scenario.now) this.live.push(fill);
    return box;
  }

  output(output, scenarios) {
    const { lab } = this;
    const at = lab.step.rules.findIndex((rule) => rule.output === output.id && !rule.every);
    const rule = lab.step.rules[at];
    const asked = rule ? lab.limit(rule, scenarios.find(({ now }) => now).rules[at].limit) : "";
    return h("tr", null, h("th", { scope: "row" }, output.label, output.note && h("span", { class: "help" }, " ", output.note)), h("td", { class: "f" }, asked),
      scenarios.map((scenario) => this.cell(scenario, ({ rows, rules }) => ({
        figure: lab.write(rows[output.id].at(-1), output), met: rule && rules[at].met, words: rule && (rules[at].met ? t("met") : t("not met")) }))));
  }

  /** A rule of every year: kept, or passed from a year on. */
  rule(rule, at, scenarios) {
    const { lab } = this;
    return h("tr", null, h("th", { scope: "row" }, lab.nameOf(rule)), h("td", { class: "f" }, t("every year")),
      scenarios.map((scenario) => this.cell(scenario, ({ rules: { [at]: one } }) => ({
        met: one.met, words: one.met ? t("kept") : t("passed in {year}", { year: lab.year(lab.step.first_year + one.at) }) }))));
  }

  /** Under what is kept: set the levers so, show it on the charts, take it away. */
  choices(scenarios, charted) {
    const { lab } = this;
    const cell = ({ name, kept, levers }) => {
      if (!kept) return h("td");
      const box = h("input", { type: "checkbox", checked: charted.includes(name), "data-act": `chart ${name}`, "aria-label": t("Show “{name}” on the charts", { name }) });
      box.addEventListener("change", () => {
        lab.charted = [...lab.charted.filter((one) => one !== name), ...(box.checked ? [name] : [])].slice(-2);
        lab.draw();
      });
      return h("td", { class: "f" }, h("div", { class: "acts" }, h("label", null, box, " ", t("chart")),
        lab.open && button(t("Open"), () => lab.set(levers), { "aria-label": t("Set the levers as in “{name}”", { name }) }),
        lab.open && button(t("Remove"), () => lab.remove(name), { "aria-label": t("Remove “{name}”", { name }) })));
    };
    return h("tr", { class: "choices" }, h("td"), h("td"), scenarios.map(cell));
  }
}
