// Kinds that the first view does not carry: their bundles, fetched when a case has such a step.
import { h } from "../dom.js";

const asked = {};

/** A script or style sheet of ours, once; a second try after a failure asks again. */
function fetched(address) {
  asked[address] ||= new Promise((done, failed) => {
    const style = /\.css(\?|$)/.test(address);
    const given = style ? { rel: "stylesheet", href: address } : { src: address, async: false };
    document.head.append(h(style ? "link" : "script", { ...given, onload: done, onerror: failed }));
  }).catch((fault) => {
    delete asked[address];
    throw fault;
  });
  return asked[address];
}

/** Whether every kind of these steps can be drawn now; what is missing is fetched. */
export async function equip(names, urls) {
  const addresses = names.flatMap((name) => urls.kinds?.[name] || []);
  return Promise.all(addresses.map(fetched)).then(() => true, () => false);
}
