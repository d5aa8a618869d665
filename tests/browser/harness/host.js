// A host in the least: loads the scripts in the order a fragment would, then starts the block with its view.
(async () => {
  const query = new URLSearchParams(location.search);
  const { view, lang, script } = await (await fetch(`/view${location.search}`)).json();
  document.documentElement.lang = lang;
  document.documentElement.dir = view.case ? view.case.dir : "ltr";
  if (query.get("theme") === "dark") document.body.classList.add("indigo-dark-theme");
  const load = (src) => new Promise((done) => {
    const element = document.createElement("script");
    Object.assign(element, { src, onload: done, onerror: done });
    document.head.append(element);
  });
  const studio = script !== "EpmCase";
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `/dist/${studio ? "studio" : "case"}.css` }));
  if (lang !== "en") await load(`/dist/text${studio ? "-studio" : ""}.${lang}.js`);
  await load(studio ? "/dist/studio.js" : "/dist/case.js");
  const runtime = {
    handlerUrl: (element, name) => `/handler/${name}${location.search}`,
    notify: (name, detail) => (window.notified = [...(window.notified || []), [name, detail && detail.state]]),
  };
  const element = document.getElementById("block");
  window.page = window[script](runtime, query.has("jquery") ? { 0: element, length: 1, jquery: "3" } : element, view);
})();
