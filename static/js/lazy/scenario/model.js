// The model at work: a policy in, outputs and the standing of every rule out (as epm_xblocks.kinds.scenario_model).
import { machine, shown } from "../parts/machine.js";

const figureOf = (value) => (typeof value === "boolean" ? +value : Number.isFinite(value) ? value : null);

export class Model {
  constructor(step) {
    Object.assign(this, { step, work: machine(step.steps), known: new Map() });
    this.outputs = new Map(step.outputs.map((output) => [output.id, output]));
  }

  get starts() {
    return Object.fromEntries(this.step.levers.map(({ id, start }) => [id, start]));
  }

  /** What a policy gives: {values, rows: {output: figures}, rules: [{rule, met, at, value, limit}]}. The last ones asked
      for are kept: a lever that moves works one policy out, not those that stand beside it. */
  under(policy) {
    const name = this.step.levers.map(({ id, start }) => policy[id] ?? start).join();
    const found = this.known.get(name) || this.run(policy);
    this.known.delete(name);
    this.known.set(name, found);
    if (this.known.size > 12) this.known.delete(this.known.keys().next().value);
    return found;
  }

  run(policy) {
    const values = [...this.step.values];
    for (const { id, start, path } of this.step.levers) {
      const target = policy[id] ?? start;
      for (const [place, share] of path) values[place] = share === 1 ? target : start + (target - start) * share;
    }
    const found = this.work(values);
    const row = (places) => places.map((place) => (place < 0 ? null : figureOf(found[place])));
    const rows = Object.fromEntries(this.step.outputs.map(({ id, places }) => [id, row(places)]));
    return { values: found, rows, rules: this.step.rules.map((rule) => this.verdict(rule, rows[rule.output], rule.limit == null ? row(rule.places) : [rule.limit])) };
  }

  verdict(rule, row, limits) {
    const { decimals } = this.outputs.get(rule.output);
    const bound = (at) => limits[Math.min(at, limits.length - 1)];
    const broken = rule.at.find((at) => !meets(row[at], bound(at), rule.relation, decimals));
    const at = broken ?? rule.at.at(-1);
    return { rule, met: broken === undefined, at, value: row[at], limit: bound(at), limits };
  }
}

/** Whether a figure, as it is shown, keeps a rule. */
function meets(value, limit, relation, decimals) {
  if (value == null || limit == null) return false;
  const [one, other] = [shown(value, decimals), shown(limit, decimals)];
  const slack = 1e-9 * Math.max(1, Math.abs(other));
  return relation === "at-least" ? one >= other - slack : one <= other + slack;
}
