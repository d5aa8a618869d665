// Fixed sentences of the page. English stands in the source; dist/text.<lang>.js puts another language in EpmText.

const told = () => globalThis.EpmText || {};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values?.[name] ?? all);

/** The language the fixed sentences are in. */
export const language = () => told().lang || "en";

/** A sentence with named places: t("Attempt {n}", {n: 2}). */
export const t = (text, values) => fill(told().words?.[text] || text, values);

/** The same with elements among the values: gives the pieces for h(). */
export const parts = (text, values) => (told().words?.[text] || text).split(/\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part));

/** A sentence that depends on a number: n("{n} cell", "{n} cells", 3). `figure` is how the number is written. */
export function n(one, many, number, values) {
  const forms = told().words?.[one];
  const form = forms ? forms[told().plural(number)] : number === 1 ? one : many;
  return fill(form, { n: figure(number), ...values });
}

let digits = "0123456789";
let french = false;
/** The digits of the page, those of its figures; the language of its case. */
export function setPage(given, lang) {
  digits = [...(given || digits)];
  french = /^fr/.test(lang);
}

/** Long words of a head with the places where French divides them: before a consonant with the vowel it opens, four
    letters on either side. Other languages are left to the browser's own hyphenation. */
export const divided = (text) => french
  ? text.replace(/\p{L}{10,}/gu, (word) => word.replace(/(?<=^.{3,}[aeiouyàâéèêëîïôöûü])(?=(?:[bcdfgptv][rl]|[cpst]h|[bcdfghjklmnpqrstvz])[aeiouyàâéèêëîïôöûü].{2})/giu, "\u00ad"))
  : text;

/** A whole number in the digits of the page. */
export const figure = (number) => String(number).replace(/\d/g, (digit) => digits[digit]);

/** 14:32, or as the language writes it. */
export function clock(date) {
  const [hour, minute] = [date.getHours(), String(date.getMinutes()).padStart(2, "0")];
  return language().startsWith("fr") ? `${hour}\u00a0h\u00a0${minute}` : figure(`${String(hour).padStart(2, "0")}:${minute}`);
}

/** The hour, with the day where it is another day than today's. */
export function moment(date, now = new Date()) {
  const hour = clock(date);
  if (date.toDateString() === now.toDateString()) return t("at {time}", { time: hour });
  const day = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : language(), { day: "numeric", month: "long" }).format(date);
  return t("on {day} at {time}", { day, time: hour });
}
