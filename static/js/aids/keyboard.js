// The keys of a spreadsheet in the boxes of a sheet: arrows at the edge of the text, Enter, Escape, F2, undo, paste.
import { next } from "./names.js";

/** Makes one input behave as a cell. */
export function listen(desk, ref, input) {
  const { sheet } = desk;
  let before; // the answer when the cell was entered
  let inside = false; // F2: arrows stay in the text

  const enter = () => {
    before = sheet.value(ref);
    inside = false;
    desk.settle([ref]);
    desk.say(ref, false);
  };
  sheet.cells.get(ref).enter = enter; // also where a block was pasted before these aids were there
  input.addEventListener("focus", enter);
  if (input === document.activeElement) enter();
  input.addEventListener("blur", () => {
    desk.hush(ref);
    leave();
  });
  input.addEventListener("paste", (event) => {
    if (!event.defaultPrevented && desk.paste(ref, event.clipboardData.getData("text/plain"), leave)) event.preventDefault();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = keys(event);
    if (act && act() !== false) event.preventDefault();
  });

  function leave() {
    const now = sheet.value(ref);
    if (now !== before) desk.remember({ [ref]: before }, { [ref]: now });
    before = now;
    desk.settle([ref]);
  }

  function go(way) {
    const target = next(sheet.cells.keys(), ref, way);
    if (!target) return leave();
    const box = sheet.cells.get(target).input;
    box.focus();
    box.select();
  }

  function take(again) {
    if (sheet.value(ref) !== before && !again) return false; // still typing: the browser's own undo
    const where = desk.undo(again);
    before = sheet.value(ref);
    if (where && where !== ref) sheet.cells.get(where).input.focus();
    desk.say(ref, false);
  }

  function revert() {
    desk.write({ [ref]: before });
    desk.say(ref, false);
    inside = false;
  }

  /** What a key does here, or nothing. */
  function keys({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if ((ctrlKey || metaKey) && !altKey) {
      if (key.toLowerCase() === "z") return () => take(shiftKey);
      if (key.toLowerCase() === "y") return () => take(true);
      return null;
    }
    if (altKey) return null;
    if (key === "Enter") return () => go({ down: shiftKey ? -1 : 1 });
    if (key === "Escape" && sheet.value(ref) !== before) return revert;
    if (key === "F2") return () => { inside = true; input.setSelectionRange(input.value.length, input.value.length); };
    if (shiftKey || inside) return null;
    if (key === "ArrowUp" || key === "ArrowDown") return () => go({ down: key === "ArrowUp" ? -1 : 1 });
    if (key === "ArrowLeft" || key === "ArrowRight") return atEdge(key === "ArrowRight") ? () => go({ across: sideways(key) }) : null;
    return null;
  }

  /** Columns run with the page: in a page from right to left, the next column lies to the left. */
  function sideways(key) {
    const rtl = getComputedStyle(input.closest("table")).direction === "rtl";
    return (key === "ArrowRight") === rtl ? -1 : 1;
  }

  function atEdge(right) {
    const { selectionStart: start, selectionEnd: end, value } = input;
    const all = start === 0 && end === value.length;
    return all || (start === end && start === (right ? value.length : 0));
  }
}
