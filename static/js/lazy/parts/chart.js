// A small chart in SVG, of lines or bars over years. Lines are named at their end, and differ by colour, dash and marker;
// a target is a dotted rule with its words, a ceiling a solid one whose far side is hatched. Time runs from the left in
// every language. The same figures stand in a table beside it, and one sentence says what the picture shows.
import { bdi, fresh, h, icon, t } from "../../kit.js";

const SPACE = "http://www.w3.org/2000/svg";
const LETTER = 6.7; // width of a letter of 12 px, on average
const NARROW = 500;

function s(tag, attributes, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value != null) element.setAttribute(name, typeof value === "number" ? Math.round(value * 10) / 10 : value);
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Round figures for a scale that holds all values: {low, high, step}. */
export function scaleOf(values, { zero = false, wanted = 4 } = {}) {
  const known = values.filter(Number.isFinite);
  let [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  if (zero || (low > 0 && low < 0.4 * high)) low = Math.min(0, low);
  if (zero || (high < 0 && high > 0.4 * low)) high = Math.max(0, high);
  if (low === high) [low, high] = low === 0 ? [0, 1] : [low - Math.abs(low) / 10, high + Math.abs(high) / 10];
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999);
  return { low: Math.floor(low / step + 1e-9) * step, high: Math.ceil(high / step - 1e-9) * step, step };
}

const MARKERS = {
  0: (x, y) => s("circle", { class: "marker s0", cx: x, cy: y, r: 4 }),
  1: (x, y) => s("rect", { class: "marker s1", x: x - 4, y: y - 4, width: 8, height: 8 }),
  2: (x, y) => s("path", { class: "marker s2", d: `M${x} ${y - 5}L${x + 5} ${y + 4}H${x - 5}Z` }),
  3: (x, y) => s("path", { class: "marker s3", d: `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}Z` }),
};

export class Chart {
  /** `write(value)` gives a figure as the reader has it; `years` are written already. */
  constructor({ title, note, years, write, bars = false }) {
    Object.assign(this, { title, note, years, write, bars, width: 480, hatch: fresh("hatch"), picture: null });
    this.sub = h("p", { class: "help" });
    this.layers = new Map();
    this.svg = s("svg", { role: "img", direction: "ltr" },
      s("defs", null, s("pattern", { id: this.hatch, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("path", { class: "hatch", d: "M0 0V6" }))));
    this.holder = h("div", { class: "plot" }, this.svg);
    this.figures = h("div", { class: "scroll" });
    this.fold = h("details", { class: "as-table" }, h("summary", null, icon("chevron"), h("span", null, t("Show as a table"), h("span", { class: "sr" }, ` ${title}`))), this.figures);
    this.fold.addEventListener("toggle", () => this.fold.open && this.table());
    this.element = h("figure", { class: "chart" }, h("figcaption", null, h("span", { class: "cap" }, title), this.sub), this.holder, this.fold);
    addEventListener("beforeprint", () => this.element.isConnected && this.table());
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.round(contentRect.width);
      if (width > 0 && width !== this.width) this.draw(Object.assign(this, { width }).picture);
    }).observe(this.holder);
  }

  /** series: [{name, mark, values}], the last one in front. limits: [{values, relation, whole, words}]. broken: {at, words, short}. */
  update(picture) {
    this.draw(picture);
    if (this.fold.open) this.table();
  }

  /** Only the layers that differ from what stands are made anew: a lever moves one line, not the whole picture. */
  draw(picture) {
    if (!picture) return;
    this.picture = picture;
    const { series, limits = [], broken } = picture;
    const scale = (this.scale = this.steady(scaleOf([...series, ...limits].flatMap(({ values }) => values), { zero: this.bars })));
    const space = this.space(series, scale);
    const front = series.at(-1);
    const base = [space.width, space.right, scale.low, scale.high].join();
    put(this.sub, [this.note && `${this.note}.`, scale.low > 0 && t("Scale starts at {figure}.", { figure: space.tickText[0] })].filter(Boolean).join(" "));
    this.layer("grid", base, () => this.grid(space));
    limits.forEach((one, at) => this.layer(`limit${at}`, [base, one.values, one.words, one.whole], () => this.limit(one, space)));
    if (this.bars) this.layer("columns", [base, ...series.map(({ values }) => values)], () => this.columns(series, space));
    else [0, 2, 3, 1].forEach((mark) => {
      const one = series.find((line) => line.mark === mark);
      this.layer(`line${mark}`, [base, one?.values], () => one && this.line(one, space));
    });
    this.layer("breach", [base, broken?.words, broken?.at, broken && front.values[broken.at]], () => broken && this.breach(broken, front, space));
    this.layer("ends", [base, ...series.map(({ name, values }) => [name, values])], () => this.ends(series, space));
    const size = { viewBox: `0 0 ${space.width} ${space.height}`, width: space.width, height: space.height, "aria-label": this.said() };
    for (const [name, value] of Object.entries(size)) if (this.svg.getAttribute(name) !== String(value)) this.svg.setAttribute(name, value);
  }

  /** A part of the picture, kept as long as nothing of it changes. */
  layer(name, told, make) {
    const sign = String(told);
    const old = this.layers.get(name);
    if (old?.sign === sign) return;
    const element = make() || s("g");
    if (old) old.element.replaceWith(element);
    else this.svg.append(element);
    this.layers.set(name, { sign, element });
  }

  /** The scale that stands, as long as it serves: a picture whose axis jumps under a lever says nothing. */
  steady(fresh) {
    const old = this.scale;
    const fits = old && fresh.low >= old.low && fresh.high <= old.high;
    return fits && fresh.high - fresh.low > 0.45 * (old.high - old.low) ? old : fresh;
  }

  /** Where things lie: margins, and places of years and values. */
  space(series, { low, high, step }) {
    const { width } = this;
    const narrow = width < NARROW;
    const ticks = [];
    for (let value = low; value <= high + step / 2; value += step) ticks.push(Math.round(value / step) * step);
    const places = [0, 1, 2, 3, 4, 5].find((one) => Math.abs(step * 10 ** one - Math.round(step * 10 ** one)) < 1e-6) ?? 6;
    const tickText = ticks.map((value) => this.write(value, { decimals: places }));
    const left = Math.max(...tickText.map((text) => text.length)) * 6.4 + 10;
    const longest = 1 + Math.max(...series.map(({ name, values }) => narrow ? Math.max(name.length, this.write(values.at(-1)).length) : name.length + this.write(values.at(-1)).length + 1));
    const right = Math.min(longest * LETTER + 18, width * (narrow ? 0.43 : 0.36));
    const height = Math.round(narrow ? 220 : Math.min(280, 120 + width / 3));
    const [top, bottom] = [14, 24];
    const count = this.years.length;
    const wide = width - left - right;
    const pad = this.bars ? wide / count / 2 : 0;
    const x = (at) => left + pad + (count > 1 ? ((wide - 2 * pad) * at) / (count - 1) : 0);
    const y = (value) => top + ((high - value) / (high - low)) * (height - top - bottom);
    return { left, right, top, bottom, height, width, narrow, ticks, tickText, x, y, low, high, wide, count, foot: height - bottom };
  }

  grid({ left, right, width, ticks, tickText, x, y, foot, count, wide }) {
    const every = Math.max(1, Math.ceil((count * 40) / wide));
    const years = this.years.map((year, at) => (count - 1 - at) % every === 0 && s("text", { class: "year", x: x(at), y: foot + 17, "text-anchor": "middle" }, year));
    return s("g", { class: "grid" }, ticks.map((value, at) => [s("path", { d: `M${left} ${y(value).toFixed(1)}H${width - right}` }),
      s("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, tickText[at])]), years);
  }

  path(values, { x, y }) {
    return values.map((value, at) => (Number.isFinite(value) ? `${at && Number.isFinite(values[at - 1]) ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}` : "")).join("");
  }

  line({ mark, values }, space) {
    const last = values.length - 1;
    const marked = [0, Math.floor(last / 2), last].filter((at, n, all) => Number.isFinite(values[at]) && all.indexOf(at) === n);
    return s("g", null, s("path", { class: `line s${mark}`, d: this.path(values, space) }), marked.map((at) => MARKERS[mark](space.x(at), space.y(values[at]))));
  }

  columns(series, { x, y, wide, count }) {
    const group = (wide / count) * 0.72;
    const one = group / series.length;
    return s("g", null, series.map(({ mark, values }, n) => values.map((value, at) => {
      if (!Number.isFinite(value)) return null;
      const [from, to] = [y(Math.max(0, value)), y(Math.min(0, value))];
      return s("rect", { class: `column s${mark}`, x: x(at) - group / 2 + n * one, y: from, width: Math.max(1, one - 1), height: Math.max(0, to - from) });
    })));
  }

  /** A target's dotted rule, or a ceiling with its far side hatched. */
  limit({ values, relation, whole, words, short }, space) {
    const { left, right, width, top, foot, x, y } = space;
    if (!values.every(Number.isFinite)) return null;
    const flat = values.every((value) => value === values[0]);
    const edge = flat ? `M${left} ${y(values[0])}H${width - right}` : this.path(values, space);
    const far = relation === "at-most" ? top : foot;
    const room = Math.abs(y(values[0]) - far);
    const at = whole && room > 30 ? (relation === "at-most" ? top + 14 : foot - 8) : y(values[0]) + (relation === "at-most" && y(values[0]) - top > 18 ? -6 : 14);
    const letters = (width - right - left - 12) / 6.4;
    const [from, to] = flat ? [left, width - right] : [x(0), x(values.length - 1)];
    return s("g", { class: whole ? "ceiling" : "target" },
      whole && s("path", { class: "beyond", fill: `url(#${this.hatch})`, d: `${flat ? `M${from} ${y(values[0])}H${to}` : edge}V${far}H${from}Z` }),
      s("path", { class: "edge", d: edge }),
      s("text", { class: "words", x: left + 6, y: at }, cut(words.length > letters && short ? short : words, letters)));
  }

  /** The year in which the line in front first passes a limit. */
  breach({ at, words, short }, { values }, { x, y, foot, left, right, width }) {
    const [here, from] = [x(at), y(Number.isFinite(values[at]) ? values[at] : 0)];
    const middle = (left + width - right) / 2;
    const down = foot - from > 40;
    const to = down ? Math.min(foot - 14, from + 46) : from - 30;
    const anchor = here > middle ? "end" : "start";
    const room = (here > middle ? here - left : width - right - here) / 6.2;
    return s("g", { class: "breach" }, s("path", { d: `M${here} ${from}V${to}` }),
      s("text", { x: here + (here > middle ? -5 : 5), y: to + (down ? 4 : 0), "text-anchor": anchor }, words.length > room ? short : words));
  }

  /** Names and values at the end of the lines, pushed apart; lines that coincide share one. */
  ends(series, { right, width, y, narrow, foot, top }) {
    const groups = [];
    for (const one of [...series].reverse()) {
      const place = y(one.values.at(-1));
      if (!Number.isFinite(place)) continue;
      const same = groups.find(({ first }) => first.values.every((value, at) => Math.abs(y(value) - y(one.values[at])) < 1));
      if (same) same.names.push(one.name);
      else groups.push({ first: one, names: [one.name], place });
    }
    for (const one of groups) {
      one.value = this.write(one.first.values.at(-1));
      const whole = one.names.length > 2 ? t("{name} and {n} more", { name: one.names[0], n: one.names.length - 1 }) : one.names.join(", ");
      const room = (right - 12) / LETTER;
      one.lines = narrow ? wrapped(whole, room) : [cut(whole, room - one.value.length - 1)];
      one.tall = narrow ? 13 * (one.lines.length + 1) + 2 : 16;
    }
    groups.sort((a, b) => a.place - b.place);
    groups.forEach((one, at) => (one.place = Math.max(one.place, at ? groups[at - 1].place + groups[at - 1].tall : top)));
    for (let at = groups.length - 1, floor = foot; at >= 0; at -= 1) {
      groups[at].place = Math.min(groups[at].place, floor - (narrow ? groups[at].tall - 13 : 0));
      floor = groups[at].place - (narrow ? 10 : 16);
    }
    const from = width - right + 10;
    return s("g", { class: "ends" }, groups.map(({ first, names, place, lines, value }) => s("text", { x: from, y: place + 4 },
      s("title", null, `${names.join(", ")} ${value}`),
      lines.map((line, at) => s("tspan", { class: `name s${first.mark}`, x: from, dy: at ? 13 : 0 }, line)),
      narrow ? s("tspan", { x: from, dy: 13 }, value) : ` ${value}`)));
  }

  /** The finding in one sentence. */
  said() {
    const { series, broken } = this.picture;
    const ends = series.map(({ name, values }) => `${name} ${this.write(values.at(-1))}`).join(", ");
    const years = this.years.length > 1 ? t("{title}, {from} to {to}. In the last year: {ends}.", { title: this.title, from: this.years[0], to: this.years.at(-1), ends }) : `${this.title}: ${ends}.`;
    return broken ? `${years} ${broken.words}.` : years;
  }

  /** The figures of the picture, with the same rounding. */
  table() {
    const { series } = this.picture;
    this.figures.replaceChildren(h("table", { class: "wide" }, h("caption", { class: "sr" }, this.title),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Year")), series.map(({ name }) => h("th", { scope: "col", class: "f" }, bdi(name))))),
      h("tbody", null, this.years.map((year, at) => h("tr", null, h("th", { scope: "row" }, year), series.map(({ values }) => h("td", { class: "f" }, this.write(values[at]))))))));
  }
}

/** A text put where it is another than stands there. */
const put = (element, text) => element.textContent !== text && (element.textContent = text);

/** A text of at most so many letters. */
const cut = (text, letters) => (text.length <= letters ? text : `${text.slice(0, Math.max(1, Math.floor(letters) - 1))}…`);

/** A text in at most two lines of so many letters. */
function wrapped(text, letters) {
  const words = text.split(" ");
  let first = words.shift();
  while (words.length && first.length + words[0].length < letters) first += ` ${words.shift()}`;
  return [cut(first, letters), ...(words.length ? [cut(words.join(" "), letters)] : [])];
}
