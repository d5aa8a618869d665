// Runs before anything of a page, in each of its frames: tells what runs there that no page of ours has. tests/hostile.
(() => {
  const trip = (what) => globalThis.__tripped?.(String(what).slice(0, 120));
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    Object.defineProperty(window, name, { configurable: true, writable: true, value: (said) => { trip(`${name}(${said})`); } });
  for (const name of ["log", "dir", "table", "trace", "count", "assert"]) console[name] = (said) => trip(`console.${name} ${said}`);
  addEventListener("error", (event) => { if (event.message && !event.message.startsWith("ResizeObserver")) trip(`error ${event.message}`); });
})();
