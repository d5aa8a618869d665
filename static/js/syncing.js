// Brings answers to the server and loses none: drafts while one types, submissions exactly once by their key.
import { forget, keep, recall } from "./keeping.js";
import { send } from "./sending.js";
import { same } from "./session.js";

const PAUSE = 1500; // after the last key, before a draft is sent
const WAITS = [5000, 10000, 20000, 40000, 60000]; // between tries while something is wrong

/** A key nobody else makes, also where the page has no secure context. */
function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The number of the attempt that would be submitted now. */
export const nextAttempt = (view) => view.attempt?.next ?? (view.attempt?.number || 1) + (view.marks ? 1 : 0);

export class Sync {
  constructor(session, urls) {
    Object.assign(this, { session, urls, failure: null, failedAt: null, conflict: null, durable: true, tries: 0 });
    if (session.view.preview) return;
    session.listen((event) => {
      if (event === "typed" || event === "replaced") this.soon();
    });
    addEventListener("online", () => this.again());
    addEventListener("focus", () => this.failure && this.again());
    addEventListener("pageshow", (event) => event.persisted && this.again());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.failure && this.again()));
    addEventListener("beforeunload", (event) => this.session.dirty && !this.durable && event.preventDefault());
  }

  get who() {
    return this.session.view.who || "";
  }

  /** Keeps at once in the browser, saves on the server after a pause. */
  soon() {
    this.remember();
    this.later(PAUSE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), wait);
  }

  /** Sends what waits: the submission, else the draft. */
  again() {
    clearTimeout(this.timer);
    return this.session.pending ? this.deliver() : this.save();
  }

  async remember() {
    const { answers, version, pending, view } = this.session;
    const record = { answers, version, pending, attempt: nextAttempt(view), at: Date.now() };
    if (this.who) this.durable = await keep(this.who, record);
  }

  /** Saves the draft; true once the server has all of it. One request at a time. */
  async save() {
    const { session } = this;
    if (this.saving) return this.saving;
    if (!session.dirty || session.pending || this.conflict || session.view.preview) return !session.dirty;
    this.saving = this.post().finally(() => (this.saving = null));
    return this.saving;
  }

  async post(options) {
    const { session } = this;
    const upto = session.typed;
    session.tell("saving");
    try {
      const said = await send(this.urls.save, { answers: session.answers, version: session.version, who: this.who }, options);
      session.version = said.version;
      session.kept = Math.max(session.kept, upto);
      session.saved = said.saved ? new Date(said.saved) : new Date();
      this.well();
      if (session.dirty) this.soon();
      else await forget(this.who);
      session.tell("saved");
      return !session.dirty;
    } catch (failure) {
      const theirs = failure.status === 409 && failure.data?.answers;
      if (theirs) this.differ(failure.data);
      else this.wrong(failure);
      return false;
    }
  }

  /** Another tab or device wrote since: nothing is sent until the learner has chosen. */
  differ({ version, answers }) {
    if (same(answers, this.session.answers)) {
      Object.assign(this.session, { version, kept: this.session.typed });
      forget(this.who);
      this.session.tell("saved");
      return;
    }
    this.conflict = { version, answers };
    this.session.tell("conflict");
  }

  /** `mine`: what stands on this page goes on; else the other version replaces it. */
  async choose(mine) {
    const { version, answers } = this.conflict;
    this.conflict = null;
    this.session.version = version;
    if (!mine) this.session.replace(answers);
    else this.session.typed += 1;
    this.session.tell("chosen");
    return this.save();
  }

  wrong(failure) {
    if (!failure.kind) throw failure;
    Object.assign(this, { failure, failedAt: new Date() });
    if (failure.passing) this.later(WAITS[Math.min(this.tries++, WAITS.length - 1)]);
    this.session.tell("trouble");
  }

  well() {
    Object.assign(this, { failure: null, tries: 0 });
  }

  /** Submits the answers as they stand. The key is made once and kept until the server has answered. */
  async submit() {
    const { session } = this;
    clearTimeout(this.timer);
    await this.saving;
    clearTimeout(this.timer);
    if (this.conflict) return session.tell("conflict");
    session.pending ||= { key: key(), answers: structuredClone(session.answers), attempt: nextAttempt(session.view) };
    await this.remember();
    return this.deliver();
  }

  async deliver() {
    this.delivering ||= this.hand().finally(() => (this.delivering = null));
    return this.delivering;
  }

  async hand() {
    const { session } = this;
    session.tell("submitting");
    try {
      const { view } = await send(this.urls.submit, { ...session.pending, who: this.who, have: session.view.case.revision });
      await forget(this.who);
      this.well();
      session.accept(view);
      session.tell("marked");
    } catch (failure) {
      if (failure.kind === "refused") {
        session.pending = null;
        await this.remember();
      }
      this.wrong(failure);
    }
  }

  /** The page goes: what is not acknowledged stays in the browser and leaves with a request that outlives the page. */
  leave() {
    const { session } = this;
    if (!session.dirty || session.pending || this.conflict || session.view.preview) return;
    this.remember();
    if (!this.saving) this.saving = this.post({ keepalive: true }).finally(() => (this.saving = null));
  }

  /** At the start: takes up what was kept here and never acknowledged. */
  async restore() {
    const { session } = this;
    const record = this.who && (await recall(this.who));
    if (!record) return;
    if (record.pending) {
      session.pending = record.pending; // before anything is told: the record is written anew with it
      session.replace(record.pending.answers);
      session.tell("restored");
      return this.deliver();
    }
    if (same(record.answers, session.answers)) return forget(this.who);
    const theirs = { version: session.version, answers: session.answers };
    if (!session.open) {
      this.stranded = record.answers;
      return session.tell("stranded");
    }
    const later = record.version !== session.version || record.attempt !== nextAttempt(session.view);
    session.replace(record.answers);
    session.tell("restored");
    if (later) this.differ(theirs);
  }
}
