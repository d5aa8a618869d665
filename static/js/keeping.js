// Drafts kept in the browser until the server has them: one record a person and block, in IndexedDB.
// Where the browser refuses storage (a private window), the record lives as long as the page.

const memory = new Map();
let opened = null;

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function open() {
  const request = indexedDB.open("epm-drafts", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  return asked(request);
}

/** Does one thing with the records; resolves once a change is on the disk. */
async function within(mode, act) {
  const base = await (opened ||= open());
  const change = base.transaction("kept", mode, { durability: "strict" });
  const whole = new Promise((done, failed) => {
    change.oncomplete = done;
    change.onerror = change.onabort = () => failed(change.error);
  });
  const [result] = await Promise.all([asked(act(change.objectStore("kept"))), whole]);
  return result;
}

/** The record kept for `who`, or undefined. */
export async function recall(who) {
  try {
    return await within("readonly", (kept) => kept.get(who));
  } catch {
    return memory.get(who);
  }
}

/** Keeps a record for `who`; false where it will not outlive the page. */
export async function keep(who, record) {
  memory.set(who, record);
  try {
    await within("readwrite", (kept) => kept.put(record, who));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was kept for `who`. */
export async function forget(who) {
  memory.delete(who);
  try {
    await within("readwrite", (kept) => kept.delete(who));
  } catch {
    // nothing was kept
  }
}
