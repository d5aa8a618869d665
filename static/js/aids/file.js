// A file that comes back from Excel: sent, read by the server, and what it said about it.
import { bdi, button, h, richLine } from "../dom.js";
import { noteList } from "../feedback.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import { fetchFile, send } from "../sending.js";
import { n, t } from "../text.js";
import { hand } from "./hand.js";
import { signIn } from "./trouble.js";

const LARGEST = 4 * 1000 * 1000; // what a platform lets through to a handler

/** Sends the file; its answers become the draft, nothing is submitted. */
export async function take(page, file) {
  const said = (lead, text) => refuse(page, file, { lead, text });
  if (file.size > LARGEST) return said(t("This file is too large."), t("At most 4 MB can be read. Remove pictures and sheets of your own. Nothing was changed here."));
  page.tell(message("blank", t("Reading the file…"), null), true);
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("who", page.view.who || "");
  try {
    const { answers, notes } = await send(page.urls.upload, form);
    page.session.replace({ ...page.session.answers, ...answers });
    report(page, file, answers, notes || []);
  } catch (failure) {
    if (failure.kind === "refused") refuse(page, file, failure.data?.error);
    else said(t("The file did not get through."), t("The connection was cut or the server did not answer. Nothing was changed here; try again."));
  }
}

/** Brings a workbook of the server to the disk; where that fails, says why. */
export async function bring(page, address) {
  try {
    const { blob, name } = await fetchFile(address);
    const url = URL.createObjectURL(blob);
    hand(page, url, name);
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  } catch (failure) {
    if (!failure.kind) throw failure;
    const { lead, text } = failure.data?.error || {};
    const signedOut = failure.kind === "signedout";
    const why = signedOut ? t("Sign in, then download again.") : text || t("The connection was cut or the server did not answer. Nothing was changed here; try again.");
    const tone = failure.kind === "refused" ? "bad" : "slip";
    page.tell(message(tone, lead || (signedOut ? t("You were signed out.") : t("The file did not get through.")), why, [signedOut && signIn(page), closer(page)].filter(Boolean)));
  }
}

const closer = (page) => button(t("Close"), () => page.tell());

function report(page, file, answers, notes) {
  const cells = Object.values(answers).reduce((sum, answer) => sum + Object.keys(answer?.cells || {}).length, 0);
  const text = [h("p", null, bdi(file.name), " – ", t("nothing is submitted yet; look through the cells, then submit.")), noteList(notes)];
  page.tell(message("ok", n("{n} answer was read from the file.", "{n} answers were read from the file.", cells), text, [closer(page)]));
}

function refuse(page, file, error) {
  const text = [h("p", null, bdi(file.name)), richLine(error?.text || t("Nothing was changed here."))];
  const fetch = button(t("Download as .xlsx"), () => page.download(), null, icon("down"));
  page.tell(message("bad", error?.lead || t("This file could not be read."), text, [fetch, closer(page)]));
}
