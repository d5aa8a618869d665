// Requests of the rubric's pages, and what is said where one fails.
import { message, t } from "../../kit.js";

export const send = (url, body) => globalThis.EpmCaseAids.send(url, body);

/** A failed request in words: the server's own, else those of the connection. */
export function said(failure, kept) {
  if (!failure.kind) throw failure;
  const { lead, text } = failure.data?.error || {};
  if (lead) return message("bad", lead, text);
  if (failure.kind === "signedout") return message("bad", t("You are no longer signed in."), t("Sign in in another window, then send again. {kept}", { kept }));
  return message("slip", t("No connection."), kept);
}
