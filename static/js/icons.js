// Icons of 16 px in the colour of the text. A state differs by shape, not only by colour (LOOK, section 6).

const TICK = "M4.6 8.3 7 10.7l4.5-5";
const cut = (d) => `<path class="cut" d="${d}"/>`;
const line = (d) => `<path class="line" d="${d}"/>`;
const full = (d) => `<path d="${d}"/>`;
const DISC = "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8";
const SQUARE = "M2.5 1.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1";

const SHAPES = {
  right: full(DISC) + cut(TICK),
  own: line("M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6M5 8.2l2.2 2.2L11.2 6"),
  slip: full("M8 1.2 15.4 14.4H.6Z") + cut("M8 5.8v4M8 11.9v.4"),
  wrong: full(SQUARE) + cut("m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6"),
  unexplained: line("M2.5 2.2h11v11.6h-11ZM4.6 8.6c1.1-2.2 2.3-2.2 3.4-.6s2.3 1.6 3.4-.6"),
  blank: '<circle class="line" cx="8" cy="8" r="6.4" stroke-dasharray="2.4 2.1"/>',
  unread: full("M2 1.5h12a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1H8.2L5 15.2V12H2a1 1 0 0 1-1-1V2.5a1 1 0 0 1 1-1") + cut("M6.4 5.2c.2-2.1 3.4-1.9 3.2.1C9.5 6.5 8 6.4 8 7.8M8 9.7v.3"),
  part: line("M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6") + full("M8 4a4 4 0 0 1 0 8Z"),
  tick: line("m2.5 8.5 3.7 3.7 7.3-8"),
  clock: line("M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6M8 4.3V8l2.6 1.6"),
  flag: line("M3.2 15V1.7h9.3L10.6 5l1.9 3.3H3.2"),
  down: line("M8 1.5v8.8M4.3 6.8 8 10.5l3.7-3.7M1.8 14.2h12.4"),
  up: line("M8 10.6V1.8M4.3 5.4 8 1.7l3.7 3.7M1.8 14.2h12.4"),
  chevron: line("m5.5 2.5 5.5 5.5-5.5 5.5"),
};

/** The icon called `name`, hidden from screen readers: a word always stands beside it. */
export function icon(name) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg class="i i-${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name] || SHAPES.blank}</svg>`;
  return holder.content.firstChild;
}
