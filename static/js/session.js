// The answers as typed, what was acknowledged of them, and who listens. No elements, no network.

/** A request may take this long before the page stops waiting for it. */
export const PATIENCE = 30000;

export class Session {
  /** `view` is the JSON of the server (docs/architecture.md). */
  constructor(view) {
    this.listeners = new Set();
    this.accept(view);
  }

  /** Takes a new view of the server: after the start; after a submission, where what did not change is left out. */
  accept(changed) {
    const view = (this.view = { ...this.view, ...changed, answers: changed.answers || changed.marks?.answers || {} });
    this.answers = structuredClone(view.answers);
    this.version = view.draft?.version ?? 0;
    this.saved = view.draft?.saved ? new Date(view.draft.saved) : null;
    this.typed = 0; // how many changes were made here
    this.kept = 0; // how many of them the server has
    this.pending = null; // a submission that was sent and not yet acknowledged
  }

  get dirty() {
    return this.kept < this.typed;
  }

  /** Whether the learner may change answers now. */
  get open() {
    return !this.view.attempt?.closed && this.view.attempt?.left !== 0 && !this.pending;
  }

  answer(step) {
    return this.answers[step];
  }

  /** Puts an answer of a step. */
  put(step, answer) {
    this.answers = { ...this.answers, [step]: answer };
    this.typed += 1;
    this.tell("typed", step);
  }

  /** Puts all answers at once: restored, taken from a file, or chosen among two versions. */
  replace(answers) {
    this.answers = structuredClone(answers);
    this.typed += 1;
    this.tell("replaced");
  }

  /** The answers that the marks speak of. */
  get marked() {
    return this.view.marks?.answers || {};
  }

  /** Whether a step, or one cell of it, differs from what was marked. */
  changed(step, cell) {
    const [now, then] = [this.answers[step], this.marked[step]];
    return cell ? !same(now?.cells?.[cell], then?.cells?.[cell]) : !same(now, then);
  }

  /** Whether anything differs from what was marked. */
  get touched() {
    return Object.keys({ ...this.marked, ...this.answers }).some((step) => this.changed(step));
  }

  listen(hear) {
    this.listeners.add(hear);
  }

  tell(event, detail) {
    for (const hear of this.listeners) hear(event, detail);
  }
}

/** Whether two JSON values say the same, an absent one and an empty one taken as equal. */
export const same = (one, other) => JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));

function tidy(value) {
  if (Array.isArray(value)) return value.length ? value.map(tidy) : undefined;
  if (value && typeof value === "object") {
    const entries = Object.entries(value).map(([name, part]) => [name, tidy(part)]).filter(([, part]) => part !== undefined);
    return entries.length ? Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
  }
  return value === "" || value === null ? undefined : value;
}
