// Figures as planners write them, in the browser: the twin of epm_xblocks.numerals, where the rule of reading is stated.
// It carries no table of locales: `style` is the object that numerals.style_data(locale) gives the page.
// tests/golden/numerals/cases.json holds the two together.

const LIMIT = 64;
const MISSING = "–";
const ZEROS = [..."٠۰߀०০༠၀᱐꯰\u{11136}\u{1e140}\u{1e950}"].map((zero) => zero.codePointAt(0));
const ALIKE = [
  [" ", /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g],
  ["\n", /[\t\v\f\r\x1c-\x1f\x85\u2028\u2029]/g],
  ["", /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g],
  ["-", /[\u2010-\u2014\u2212\ufe63\uff0d]/g],
  ["+", /[\ufe62\uff0b]/g],
  ["%", /[\u066a\ufe6a\uff05]/g],
  ["'", /[\u2018\u2019\u02bc\uff07]/g],
  [",", /[\uff0c\ufe50\u2e41]/g],
  [".", /[\uff0e\ufe52]/g],
  ["(", /[\uff08\ufe59]/g],
  [")", /[\uff09\ufe5a]/g],
  ["E", /\uff25|أس/g],
  ["e", /\uff45/g],
];
const M = ".,،٫٬' ";
const N = "\\d" + M;
const L = "A-Za-zªµºÀ-ÖØ-öø-\u060b\u060d-\u066a\u066d-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff";
const OUTLINE = new RegExp(`^([-+(])? *(%)?([${N}]*)(?:[eE]([-+]?\\d+))? *(%)? *(\\))? *(%)?$`);
const RULES = [
  ["error-value", "^#.*"],
  ["formula", "[=*^×÷·]|\\d *\\+ *\\d"],
  ["per-mille", "[‰؉]"],
  ["infinite", "^[-+ ]*(?:[iI][nN][fF](?:[iI][nN][iI](?:[tT][yY])?)?|[nN][aA][nN]|∞)$"],
  [
    "date-like",
    "^(?:\\d{1,4}([/.\\-])\\d{1,2}\\1\\d{1,4}|(?:19|20)\\d\\d *[/\\-] *(?:19|20)?\\d\\d|\\d{1,2} ?[:hH] ?\\d\\d(?::\\d\\d)?)$",
  ],
  ["fraction", "[¼-¾⅐-⅟↉⁄]|^[-+ ]*[\\d ]+/ *\\d+ *%?$"],
  ["letter-o", `^(?=.*\\d)(?=.*[oOоО])[-+()%${N}oOоО]+$`],
  ["letter-l", `^(?=.*\\d)(?=.*[lI])[-+()%${N}lI]+$`],
  ["exponent", `^[-+( ]*[${N}]*\\d[${M}]*[eE][-+ ]*\\d[-+${N}eE)%]*$`],
  ["letters", `[${L}][^\\d]*`],
  ["symbols", `[^-+()%/;:|~\\n${N}]`],
  ["trailing-sign", "\\d[ %)]*[-+]$"],
  ["two-signs", "[-+(] *[-+(]"],
  ["two-percent-signs", "%.*%"],
  ["several-numbers", "[\\n;:|~/]|\\d *-|\\d *%.*\\d|\\).*\\d|\\d.*\\("],
  ["parenthesis", "[()]"],
].map(([code, pattern]) => [code, new RegExp(pattern, "u")]);
const DATE = /^\d\d?\.\d\d?\.(19|20)\d\d$/;

/** A typed figure as {kind, text, value, halfUnit, percentSign, readings, reason, detail}; never throws. */
export function read(text, style, { percent = false, decide = null } = {}) {
  const as = (kind, more) => ({
    kind, text, value: null, halfUnit: null, percentSign: false, readings: [], reason: "", detail: {}, ...more,
  });
  const no = (reason, detail = {}) => as("unread", { reason, detail });
  const [folded, native] = fold(text.slice(0, LIMIT * LIMIT));
  if (text.length > LIMIT * LIMIT || [...folded].length > LIMIT) return no("too-long", { limit: LIMIT });
  if (!folded || (folded === "-" && /[–—]/.test(text))) return as("blank");
  const outline = OUTLINE.exec(folded);
  if (!outline) return no(...unlike(folded));
  const [, sign, before, body, exponent, after, close, last] = outline;
  const signs = [before, after, last].filter(Boolean).length;
  if ((sign === "(") !== !!close) return no("parenthesis", { found: sign === "(" ? "(" : ")" });
  if (signs > 1) return no("two-percent-signs", { found: "%" });
  if (!/\d/.test(body)) return no(...hollow(folded, sign, exponent, signs));

  const parts = body.trim().split(new RegExp(`([${M}])`));
  const pieces = parts.filter((_, i) => i % 2 === 0);
  const marks = parts.filter((_, i) => i % 2);
  const own = native ? style.native : style.western;
  const meanings = meaningsOf(pieces, marks, own, exponent);
  if (!meanings.length) return no(...misplaced(pieces, marks, own[1]));
  const shift = Number(exponent || 0) - (signs && !percent ? 2 : 0);
  const beyond = (up) => no(up ? "too-large" : "too-small");
  if (Math.abs(shift) > 330) return beyond(shift > 0);
  const digits = pieces.join("");
  const nonzero = /[1-9]/.test(digits);
  const readings = (meanings.includes(decide) ? [decide] : meanings).map((meaning) => {
    const power = shift - (meaning === "decimal" ? pieces.at(-1).length : 0);
    const minus = nonzero && (sign === "-" || sign === "(") ? "-" : "";
    return { value: Number(`${minus}${digits}e${power}`), halfUnit: Number(`5e${power - 1}`), meaning };
  });
  const percentSign = signs > 0;
  if (readings[1]) return as("ambiguous", { percentSign, readings, detail: { mark: marks[0] } });
  const { value, halfUnit } = readings[0];
  if (!Number.isFinite(value)) return beyond(true);
  if (!value && nonzero) return beyond(false);
  return as("number", { value, halfUnit, percentSign });
}

/** A figure as `style` shows it, halves rounded away from zero; null, NaN and infinities are "–". */
export function write(value, style, { decimals = null, percent = false, grouping = true } = {}) {
  if (value == null || !Number.isFinite(value)) return MISSING;
  const [mantissa, e] = Math.abs(value).toExponential().split("e");
  const power = Number(e);
  let digits = mantissa.replace(".", "");
  let shown;
  if (power >= 21 || (decimals == null && power < -7)) {
    shown = digits[0] + (digits[1] ? style.decimal + digits.slice(1) : "") + style.exponent + power;
  } else {
    const cut = digits.length - 1 - power - (decimals ?? Math.max(digits.length - 1 - power, 0));
    const places = decimals ?? Math.max(digits.length - 1 - power, 0);
    digits = cut > 0 ? rounded(digits, cut) : digits + "0".repeat(-cut);
    digits = (places < 0 ? String(BigInt(digits + "0".repeat(-places))) : digits).padStart(places + 1, "0");
    const whole = places > 0 ? digits.slice(0, -places) : digits;
    shown = (grouping ? grouped(whole, style) : whole) + (places > 0 ? style.decimal + digits.slice(-places) : "");
  }
  const minus = value < 0 && /[1-9]/.test(shown) ? style.minus : "";
  const [before, after] = percent ? style.percentPattern.split("#") : ["", ""];
  const own = [...style.digits];
  return minus + before + shown.replace(/\d/g, (digit) => own[digit]) + after;
}

function fold(text) {
  for (const [plain, marks] of ALIKE) text = text.replace(marks, plain);
  let native = false;
  text = text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0);
    if (point > 0xff0f && point < 0xff1a) return point - 0xff10;
    const zero = ZEROS.find((start) => point >= start && point < start + 10);
    native ||= !!zero;
    return zero ? point - zero : digit;
  });
  return [text.replace(/^[ \n]+|[ \n]+$/g, ""), native];
}

function unlike(folded) {
  for (const [code, pattern] of RULES) {
    const match = pattern.exec(folded);
    if (match) return [code, { found: match[0].replace(/^ +| +$/g, "") }];
  }
  return ["symbols", { found: folded }];
}

function hollow(folded, sign, exponent, signs) {
  if (exponent) return ["letters", { found: "E" }];
  if (signs) return ["percent-alone", { found: "%" }];
  if (sign) return [sign === "+" ? "empty-after-plus" : "empty-after-minus", { found: sign }];
  return ["no-digits", { found: folded }];
}

function meaningsOf(pieces, marks, own, exponent) {
  const mark = marks.at(-1);
  const whole = isGrouped(pieces, marks, own);
  const same = new Set(marks).size === 1;
  const only = ["٬", "'", " "].includes(mark);
  if (!mark || (same && (marks[1] || only))) return whole ? ["group"] : [];
  if (marks[1]) {
    const fits = isGrouped(pieces.slice(0, -1), marks.slice(0, -1), own);
    return fits && marks.indexOf(mark) === marks.length - 1 && !only ? ["decimal"] : [];
  }
  if (mark === "٫" || exponent || !whole || mark === own[0]) return ["decimal"];
  return mark === own[1] ? ["group"] : ["group", "decimal"];
}

function isGrouped(pieces, marks, own) {
  const [mark] = marks;
  if (!mark) return true;
  if (new Set(marks).size > 1 || mark === "٫" || !/^[1-9]\d?\d?$/.test(pieces[0]) || pieces.at(-1).length !== 3) return false;
  const inner = pieces.slice(1, -1);
  const indian = inner[0] && pieces[0].length < 3 && ",٬".includes(mark) && own[0] !== ",";
  return inner.every((piece) => piece.length === 3) || (indian && inner.every((piece) => piece.length === 2));
}

function misplaced(pieces, marks, ownGroup) {
  const here = pieces.indexOf("", 1);
  const pair = marks.slice(here - 1, here + 1);
  if (here > 0 && here < pieces.length - 1 && pair.includes(" ")) return ["stray-space", { found: pair.join("") }];
  const [mark] = marks;
  if (new Set(marks).size > 1) {
    const groups = new Set(marks.slice(0, -1)).size === 1 && mark !== "٫" && ".,،٫".includes(marks.at(-1));
    return groups ? ungrouped(pieces.slice(0, -1), mark) : ["mixed-separators", { found: marks.join("") }];
  }
  if (mark === "." && DATE.test(pieces.join("."))) return ["date-like", { found: pieces.join(".") }];
  if (!".,،٫".includes(mark) || mark === ownGroup) return ungrouped(pieces, mark);
  return [mark === "." ? "two-decimal-points" : "two-decimal-commas", { mark, count: marks.length }];
}

function ungrouped(pieces, mark) {
  const short = pieces.slice(1).find((piece) => piece.length !== 3);
  if (mark === " " && pieces[0].length > 3) return ["several-numbers", { found: " " }];
  if (pieces[0][0] === "0" && short === undefined) return ["leading-zero", { found: pieces[0] }];
  return ["group-size", { mark, group: short ?? pieces[0] }];
}

function rounded(digits, cut) {
  const kept = BigInt(digits.slice(0, -cut) || 0);
  return String(kept + (digits.length >= cut && digits.at(-cut) >= "5" ? 1n : 0n));
}

function grouped(whole, { group, grouping: [further, minimum] }) {
  if (whole.length < 3 + minimum) return whole;
  const head = whole.slice(0, -3).replace(new RegExp(`\\B(?=(\\d{${further}})+$)`, "g"), group[0]);
  return head + group[0] + whole.slice(-3);
}
