// One lever: a slider and a box for the figure, its ends, and the mark of where it started.
import { bdi, fresh, h, message, t } from "../../kit.js";

const PAUSE = 150; // ms after which a lever that slides has come to rest

/** The years a lever moves in, in words; nothing for a lever without years. */
export function pathOf({ shape, from, to }, lab) {
  if (shape === "stepped") return t("From {year} on.", { year: lab.year(to) });
  return shape ? t("Straight path from {from} to {to}.", { from: lab.year(from), to: lab.year(to) }) : "";
}

export function lever(one, lab) {
  const { id, label, min, max, step, start } = one;
  const write = (value) => lab.write(value, one);
  const [name, about] = [fresh("lever"), fresh("about")];
  const share = (value) => Math.max(0, Math.min(1, (value - min) / (max - min)));
  const slider = h("input", { type: "range", min: String(min), max: String(max), step: String(step), "aria-labelledby": name, "aria-describedby": about, disabled: !lab.open });
  const box = h("input", { class: "fig", dir: "ltr", inputmode: "decimal", autocomplete: "off", "aria-label": t("{lever}, as a figure", { lever: label }), disabled: !lab.open });
  const said = h("div", { class: "said", role: "status" });
  const track = h("div", { class: "track" }, h("span", { class: "gone" }), slider, h("span", { class: "tick" }));
  track.style.setProperty("--start", share(start));

  let stood;
  function draw(anew) {
    const value = lab.policy[id] ?? start;
    if (value === stood && !anew) return;
    stood = value;
    slider.value = value;
    slider.setAttribute("aria-valuetext", write(value));
    box.value = write(value);
    const [low, high] = [share(Math.min(start, value)), share(Math.max(start, value))];
    track.style.setProperty("--low", low);
    track.style.setProperty("--long", high - low);
    said.replaceChildren();
  }
  slider.addEventListener("input", () => lab.move(id, +slider.value, PAUSE));
  slider.addEventListener("blur", () => lab.settle());
  const commit = () => {
    const read = lab.read(box.value, one);
    if (read.kind === "number" && read.value >= min && read.value <= max) {
      lab.move(id, read.value);
      return draw(true);
    }
    const text = box.value;
    draw(true);
    const why = read.kind === "number" ? t("This lever goes from {min} to {max}.", { min: write(min), max: write(max) }) : t("Write one figure, in digits.");
    said.append(message("unr", t("“{text}” was not taken.", { text }), why));
  };
  box.addEventListener("change", commit);
  box.addEventListener("keydown", (event) => event.key === "Enter" && commit());
  const element = h("div", { class: "lever" },
    h("div", { class: "name" }, h("span", { id: name }, label), box),
    track,
    h("p", { class: "ends help", id: about }, bdi(write(min)), h("span", null, t("start: {figure}", { figure: "\u2068" + write(start) + "\u2069" })), bdi(write(max))),
    !lab.way && one.shape && h("p", { class: "help" }, pathOf(one, lab)), said);
  return { element, draw };
}
