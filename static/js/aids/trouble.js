// What the page says when something stands between the answers and the server, and what one can do about it.
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import { hand } from "./hand.js";
import { fromFile } from "./reading.js";
import { clock, n, t } from "../text.js";

const filled = (page) => {
  const { of, blank } = page.tally();
  return of - blank.length;
};

/** How many answers are kept, and where. */
const kept = (page) => page.sync.durable
  ? n("Your {n} answer is kept on this computer.", "Your {n} answers are kept on this computer.", filled(page))
  : n("Your {n} answer is kept as long as this page stays open.", "Your {n} answers are kept as long as this page stays open.", filled(page));

/** The message for what is wrong now, or null. */
export function trouble(page) {
  const { sync, session } = page;
  if (sync.stranded) return stranded(page);
  if (sync.conflict) return conflict(page);
  const { failure } = sync;
  if (!failure) return null;
  return failure.kind === "refused" ? refused(page, failure.data?.error || {}) : waiting(page, failure.kind, !!session.pending);
}

const LEADS = {
  offline: (page) => `${t("No connection.")} ${kept(page)}`,
  slow: (page) => `${t("The server has not answered for 30 seconds.")} ${kept(page)}`,
  down: (page) => `${t("The server cannot answer just now.")} ${kept(page)}`,
  signedout: (page, time) => t("You were signed out at {time}. Nothing is lost.", { time }),
  token: () => t("This page has been open too long to be trusted by the server. Nothing is lost."),
};

function waiting(page, kind, submitting) {
  const time = clock(page.sync.failedAt);
  const lead = LEADS[kind](page, time);
  const actions = [kind === "signedout" ? signIn(page) : null, kind === "token" ? reload() : null, kind !== "signedout" && retry(page), save(page)].filter(Boolean);
  return message("slip", lead, sentence(kind, submitting, time), actions);
}

function sentence(kind, submitting, time) {
  if (kind === "signedout") return t("Your answers are kept for your account only. Sign in and they are sent.");
  if (kind === "token") return t("Reload it: your answers come back, and are sent.");
  return submitting
    ? t("Your attempt is ready: it leaves once, as soon as the connection returns. Last try at {time}.", { time })
    : t("Go on working: what you type is sent once, as soon as the connection returns. Last try at {time}.", { time });
}

const retry = (page) => button(t("Try again now"), () => page.sync.again());
const reload = () => button(t("Reload the page"), () => location.reload(), { class: "btn main" });
const save = (page) => button(t("Download my answers"), () => download(page), null, icon("down"));

/** The door of the host in a new window; this page goes on when one comes back to it. */
export const signIn = (page) => h("a", { class: "btn main", href: page.urls.login || location.href, target: "_blank", rel: "opener" }, t("Sign in"));

const refused = (page, { lead, text }) =>
  message("bad", lead || t("The server did not take your answers."), text || t("They are still here. Nothing was counted."), [save(page)]);

const conflict = (page) =>
  message("slip", t("Your answers were changed in another window or on another device."),
    t("Which version goes on? The other one is not kept."),
    [button(t("Keep what is on this page"), () => page.sync.choose(true)), button(t("Take the other version"), () => page.sync.choose(false))]);

const stranded = (page) =>
  message("slip", t("Answers kept on this computer were never sent."), t("The case is closed, so that they can no longer be submitted."), [save(page)]);

/** All answers as a text file for a spreadsheet, made here: it needs no connection. */
function download(page) {
  const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
  const answers = page.sync.stranded || page.session.answers;
  const lines = page.view.steps.flatMap((step) => rows(step, answers[step.id], page).map((row) => [step.title, ...row].map(quoted).join(";")));
  const blob = new Blob(["\ufeff", lines.join("\r\n")], { type: "text/csv" });
  const url = URL.createObjectURL(blob);
  hand(page, url, `${page.view.case.id || "case"}.csv`);
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function rows(step, answer, page) {
  if (answer?.cells) return Object.entries(answer.cells).map(([ref, value]) => [ref, typeof value === "object" ? fromFile(value, {}, page.style) : value]);
  return answer == null ? [] : [["", Array.isArray(answer) ? answer.join(", ") : answer]];
}
