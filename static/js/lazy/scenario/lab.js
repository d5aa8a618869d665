// The laboratory: what stands now, what is kept, and everything that is drawn of it.
import { button, h, message, noteList, rich, t } from "../../kit.js";
import { Chart } from "../parts/chart.js";
import { Compared, names } from "./compare.js";
import { lever, pathOf } from "./levers.js";
import { Model } from "./model.js";
import { sheets } from "./sheets.js";

const MOST = 4; // policies kept beside each other
const LONG = 40; // letters of a name

const tidy = (step, levers) => {
  const told = levers && typeof levers === "object" ? levers : {};
  return Object.fromEntries(step.levers.filter(({ id, min, max }) => typeof told[id] === "number" && told[id] >= min && told[id] <= max).map(({ id }) => [id, told[id]]));
};

/** Whether a lever stands elsewhere than at its start. */
export const movedIn = (step, answer) => {
  const policy = tidy(step, answer?.levers);
  return step.levers.some(({ id, start }) => policy[id] != null && policy[id] !== start);
};

export class Lab {
  constructor(step, page) {
    Object.assign(this, { step, page, model: new Model(step), aids: page.aids || globalThis.EpmCaseAids });
    this.take();
    this.charted = this.saved.slice(-2).map(({ name }) => name);
    const ways = new Set(step.levers.map((one) => pathOf(one, this)).filter(Boolean));
    this.way = ways.size === 1 ? [...ways][0] : "";
    this.levers = step.levers.map((one) => lever(one, this));
    this.alarms = h("div", { class: "alarms" });
    this.charts = step.outputs.filter(({ chart, places }) => chart !== "none" && places.length > 1).map((output) => [output, new Chart({
      title: output.label, note: output.note, bars: output.chart === "bar", rtl: page.view.case.dir === "rtl",
      years: output.places.map((_, at) => this.year(step.first_year + at)), write: (value, more) => this.write(value, output, more),
    })]);
    this.compared = new Compared(this);
    this.sheets = sheets(this);
    this.element = this.lay();
    page.hear((event) => {
      if (event !== "replaced") return;
      clearTimeout(this.resting);
      this.resting = 0;
      this.take();
      this.draw();
    });
    this.draw();
  }

  /** Whether levers can be moved. */
  get open() {
    return this.page.session.open;
  }

  year = (year) => this.page.figures(year);
  write = (value, { decimals, unit } = {}, more) => this.aids.write(value, this.page.style, { decimals, percent: unit === "percent", ...more });
  read = (text, { unit }) => this.aids.reading(text, { unit }, this.page.style);

  take() {
    const answer = this.page.session.answer(this.step.id);
    this.policy = tidy(this.step, answer?.levers);
    const saved = Array.isArray(answer?.saved) ? answer.saved : [];
    this.saved = saved.filter((one) => one && typeof one.name === "string").slice(0, MOST)
      .map(({ name, levers }) => ({ name: name.slice(0, LONG), levers: tidy(this.step, levers) }));
  }

  put() {
    const levers = Object.fromEntries(this.step.levers.map(({ id, start }) => [id, this.policy[id] ?? start]));
    this.page.session.put(this.step.id, { levers, saved: this.saved });
  }

  /** Draws at once; the answer is put when the lever rests, for a page that saves is a page that draws. */
  move(id, value, pause = 0) {
    this.policy = { ...this.policy, [id]: value };
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.settle(), pause);
    if (!pause) this.settle();
  }

  settle() {
    if (!this.resting) return;
    clearTimeout(this.resting);
    this.resting = 0;
    this.put();
    this.page.murmur(this.standing());
  }

  /** Sets all levers at once. */
  set(levers) {
    this.policy = { ...levers };
    this.draw();
    this.put();
    this.page.say(this.standing());
  }

  save(name) {
    this.saved = [...this.saved.filter((one) => one.name !== name), { name: name.slice(0, LONG), levers: { ...this.model.starts, ...this.policy } }];
    this.charted = [...this.charted, name].slice(-2);
    this.put();
    this.draw();
    this.page.say(t("“{name}” is kept.", { name }));
  }

  remove(name) {
    this.saved = this.saved.filter((one) => one.name !== name);
    this.put();
    this.draw();
  }

  /** What is shown beside each other: the start, what is kept, what stands now. */
  get scenarios() {
    const now = this.model.under(this.policy);
    return [{ name: names.start(), mark: 0, ...this.model.under({}) },
      ...this.saved.map(({ name, levers }) => ({ name, kept: true, levers, ...this.model.under(levers) })),
      { name: names.now(), mark: 1, now: true, ...now }];
  }

  /** In one sentence: how many goals are met, and what is broken. */
  standing() {
    const { rules } = this.model.under(this.policy);
    const goals = rules.filter(({ rule }) => rule.tag === "goal");
    const broken = rules.filter(({ rule, met }) => rule.tag === "constraint" && !met);
    return [t("{met} of {all} goals are met.", { met: this.page.figures(goals.filter(({ met }) => met).length), all: this.page.figures(goals.length) }),
      ...broken.map((one) => `${this.nameOf(one.rule)}. ${this.breach(one)}`)].join(" ");
  }

  nameOf(rule) {
    return rule.label || this.model.outputs.get(rule.output).label;
  }

  breach({ rule, at, value, limit }) {
    const output = this.model.outputs.get(rule.output);
    const told = { year: this.year(this.step.first_year + at), value: this.write(value, output), limit: this.write(limit, output) };
    return t("First passed in {year}: {value} for a limit of {limit}.", told);
  }

  limit = ({ relation, output }, value) => `${relation === "at-least" ? "≥" : "≤"}\u00a0${this.write(value, this.model.outputs.get(output))}`;

  lay() {
    const { step } = this;
    const [first, ...rest] = this.charts.map(([, chart]) => chart.element);
    const mark = this.page.markOf(step.id);
    const key = step.key && message("ok", t("A policy that meets every goal"),
      h("ul", null, step.levers.map((one) => h("li", null, one.label, " ", h("bdi", { class: "fig" }, this.write(step.key.levers[one.id], one))))),
      this.open ? [button(t("Set the levers so"), () => this.set(step.key.levers))] : []);
    const lab = h("div", { class: "lab" }, h("div", { class: "benches" },
        h("section", { class: "card levers", "aria-label": t("Levers") },
          h("div", { class: "top" }, h("h4", null, t("Levers")), this.open && button(t("Reset"), () => this.set({}))),
          this.way && h("p", { class: "help" }, this.way),
          this.levers.map(({ element }) => element), this.alarms, this.open && this.keeper()),
        h("section", { class: "card charts" }, first, rest.length > 0 && h("div", { class: "small" }, rest)),
        h("section", { class: "card compared" }, this.compared.element, noteList(mark?.notes || []), key),
        this.sheets.element));
    new ResizeObserver(() => {
      const columns = lab.closest(".columns");
      columns?.classList.toggle("laboratory", lab.offsetParent !== null);
    }).observe(lab);
    return [step.intro && rich(step.intro, { class: "intro prose" }), lab];
  }

  /** Keeps what stands now under a name. */
  keeper() {
    const name = h("input", { class: "text", "aria-label": t("Name of the scenario"), maxlength: String(LONG) });
    const said = h("div", { class: "said", role: "status" });
    const act = (event) => {
      event.preventDefault();
      const called = name.value.trim() || this.unused();
      const full = this.saved.length >= MOST && !this.saved.some((one) => one.name === called);
      said.replaceChildren(...(full ? [message("slip", t("Not kept: {n} scenarios stand here already.", { n: this.page.figures(MOST) }), t("Remove one below, or give the name of one to replace it."))] : []));
      if (full) return;
      this.save(called);
      name.value = "";
    };
    name.placeholder = t("Name of the scenario");
    const keep = button(t("Save scenario"), act, { class: "btn main" });
    name.addEventListener("keydown", (event) => event.key === "Enter" && act(event));
    return h("div", { class: "keep" }, name, keep, h("p", { class: "help" }, t("What stands here when you submit is marked. Up to {n} are kept to compare.", { n: this.page.figures(MOST) })), said);
  }

  /** "Scenario 2": the first such name that is free. */
  unused() {
    const called = (n) => t("Scenario {n}", { n: this.page.figures(n) });
    return called([1, 2, 3, 4, 5].find((n) => !this.saved.some(({ name }) => name === called(n))));
  }

  draw() {
    const { scenarios } = this;
    for (const one of this.levers) one.draw();
    let mark = 1;
    const kept = this.charted.filter((name) => this.saved.some((one) => one.name === name)).slice(-2);
    const lines = scenarios.filter((one) => !one.kept || kept.includes(one.name)).map((one) => ({ ...one, mark: one.mark ?? ++mark }));
    for (const [output, chart] of this.charts) chart.update(this.picture(output, lines));
    const now = scenarios.at(-1);
    const broken = now.rules.filter(({ rule, met }) => !met && (rule.tag === "constraint" || rule.every));
    const said = broken.map((one) => this.nameOf(one.rule) + this.breach(one)).join();
    if (said !== this.alarmed) this.alarms.replaceChildren(...broken.map((one) => message("bad", this.nameOf(one.rule), this.breach(one))));
    this.alarmed = said;
    this.compared.draw(scenarios, kept);
    this.sheets.draw(now.values);
  }

  /** One chart: lines, limits in words, and where the policy first passes one. */
  picture(output, lines) {
    const now = lines.at(-1);
    const drawn = output.chart === "bar" ? lines.filter(({ kept }) => !kept) : lines; // bars of four scenarios are a hedge
    const series = drawn.map(({ name, mark, rows }) => ({ name, mark, values: rows[output.id] }));
    const mine = now.rules.filter(({ rule }) => rule.output === output.id);
    const limits = mine.map((one) => {
      const whole = one.rule.every;
      const words = whole ? t("Out of bounds: {name}", { name: this.nameOf(one.rule) }) : t("target {limit}", { limit: this.limit(one.rule, one.limit) });
      return { whole, relation: one.rule.relation, values: output.places.map((_, at) => one.limits[Math.min(at, one.limits.length - 1)]), words, short: whole && this.nameOf(one.rule) };
    });
    const passed = mine.find(({ rule, met }) => rule.every && !met);
    const year = passed && this.year(this.step.first_year + passed.at);
    const broken = passed && { at: passed.at, short: year, words: t("{year}: {name} first passes the limit", { year, name: now.name }) };
    return { series, limits, broken };
  }
}
