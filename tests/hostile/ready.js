// What stands ready to run, in the DOM as the browser made it; with `act`, every trigger is pulled, in frames too. tests/hostile.
(act) => {
  const found = [];
  const script = /^(javascript|data|vbscript|livescript|mocha|blob|file):$/;
  const tags = "iframe object embed applet frame frameset base meta link style math portal marquee template animate set foreignObject".split(" ");
  const { getAttribute, getAttributeNames, querySelectorAll, closest } = Element.prototype;  // a form may hide its own
  const scheme = (text) => { try { return new URL(text, location.origin).protocol; } catch { return ""; } };
  const look = (elements, whole) => {
    for (const element of elements) {
      const name = element.tagName.toLowerCase?.() ?? "";
      const content = whole || !!closest.call(element, "main");
      if (name === "script" && !getAttribute.call(element, "src") && !/json/.test(getAttribute.call(element, "type"))) found.push("script");
      if (content && tags.includes(name) && !/^frame-/.test(getAttribute.call(element, "name"))) found.push(name);
      for (const attribute of getAttributeNames.call(element)) {
        const word = attribute.toLowerCase();
        const active = /^(href|src|action|formaction|data|poster|xlink:href|to|values)$/.test(word) && script.test(scheme(getAttribute.call(element, attribute)));
        if (word.startsWith("on") || active) found.push(`${name} ${word}`);
        if (act && word.startsWith("on")) EventTarget.prototype.dispatchEvent.call(element, new Event(word.slice(2)));
        if (act && active && word === "href") EventTarget.prototype.dispatchEvent.call(element, new MouseEvent("click", { cancelable: true }));
      }
      if (element.shadowRoot) look(element.shadowRoot.querySelectorAll("*"), content);
    }
  };
  look(querySelectorAll.call(document.documentElement, "*"), !document.querySelector("main"));
  if (!act) return found;
  for (const frame of document.querySelectorAll("iframe")) {
    try { look(querySelectorAll.call(frame.contentDocument.documentElement, "*"), true); } catch { /* another site's */ }
  }
  return found;
}
