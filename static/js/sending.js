// One request to the server, and what went wrong with it, told apart: cut, slow, down, signed out, token, refused.
import { PATIENCE } from "./session.js";

/** Why a request failed. `kind`: offline slow down signedout token refused; `data` is what the server said. */
export class Failure extends Error {
  constructor(kind, status = 0, data = null) {
    super(kind);
    Object.assign(this, { kind, status, data });
  }

  /** Whether the same request may go through later without anybody doing anything. */
  get passing() {
    return this.kind !== "refused";
  }
}

const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]*)/)?.[1] || "";

/** Sends JSON, or a form, and gives the JSON of the answer; throws Failure for everything else. */
export async function send(url, body, { keepalive = false, patience = PATIENCE } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const form = body instanceof FormData;
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  if (!form) headers["Content-Type"] = "application/json";
  try {
    const options = { method: "POST", headers, keepalive, credentials: "same-origin", redirect: "manual", signal: stop.signal };
    const response = await fetch(url, { ...options, body: form ? body : JSON.stringify(body) });
    return await understand(response);
  } catch (problem) {
    if (problem instanceof Failure) throw problem;
    throw new Failure(problem.name === "AbortError" ? "slow" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

/** The workbook of an address as {blob, name}; throws Failure where something else comes. */
export async function fetchFile(url) {
  const response = await fetch(url, { credentials: "same-origin", redirect: "manual" }).catch(() => {
    throw new Failure("offline");
  });
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "")?.[1];
  if (response.ok && name) return { blob: await response.blob(), name };
  await understand(response);
  throw new Failure("down", response.status);
}

/** The JSON of a response that is one of ours. A page of HTML never is, whatever its status. */
async function understand(response) {
  const { status } = response;
  if (response.type === "opaqueredirect" || response.redirected || status === 401) throw new Failure("signedout", status);
  const text = await response.text();
  const data = parsed(text);
  if (response.ok && data) return data;
  if (status === 403 && !data?.error) throw new Failure(/csrf/i.test(text) ? "token" : "signedout", status);
  if (status === 413) throw new Failure("refused", status, data);
  if (status >= 400 && status < 500 && data) throw new Failure("refused", status, data);
  if (response.ok && /<form[^>]*(login|password)|type=.password/i.test(text)) throw new Failure("signedout", status);
  throw new Failure("down", status);
}

function parsed(text) {
  try {
    const data = JSON.parse(text);
    return data && typeof data === "object" ? data : null;
  } catch {
    return null;
  }
}
