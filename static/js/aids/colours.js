// A host may set --epm-* colours; where that brings text below 4.5 or a control below 3, ours come back.

const NAMES = "paper wash wash2 ink ink2 edge line acc acc-ink acc-wash focus ok ok-w own own-w slip slip-w bad bad-w unr unr-w blank blank-w".split(" ");
const TEXTS = "ink ink2 acc ok own slip bad unr blank".split(" ");

/** Relative luminance (WCAG) of a colour as the browser computes it. */
function luminance(colour) {
  const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Falls back to our own colours where the host's cannot be read. */
export function ownColours(root) {
  const given = getComputedStyle(root);
  if (!NAMES.some((name) => given.getPropertyValue(`--epm-${name}`))) return;
  const probe = root.appendChild(document.createElement("span"));
  const light = (name) => {
    probe.style.color = `var(--${name})`;
    return luminance(getComputedStyle(probe).color);
  };
  const grounds = ["paper", "wash"];
  const fair = grounds.every((ground) => TEXTS.every((text) => ratio(light(text), light(ground)) >= 4.5) && ["edge", "focus"].every((name) => ratio(light(name), light(ground)) >= 3));
  if (!fair || ratio(light("acc-ink"), light("acc")) < 4.5) for (const name of NAMES) root.style.setProperty(`--epm-${name}`, "initial");
  probe.remove();
}
