// The page's side of the XBlock runtime: starts each block of the page and gives it `runtime`. campus room.
(() => {
  "use strict";
  const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]*)/)?.[1] || "";
  const plain = (element) => (element instanceof Element ? element : element?.[0] || null);
  const holder = (element) => plain(element)?.closest("[data-handlers]") || plain(element)?.querySelector("[data-handlers]");
  const started = new Map();

  class Runtime {
    // Where a handler of the block around `element` answers.
    handlerUrl(element, handler, suffix = "", query = "") {
      const base = holder(element)?.dataset.handlers;
      if (!base) throw new Error(`no block around the element that asks for ${handler}`);
      const path = base + encodeURIComponent(handler) + (suffix ? `/${suffix.split("/").map(encodeURIComponent).join("/")}` : "");
      return query ? `${path}?${query}` : path;
    }

    // What an editor says: save (start, end), error, cancel. Anything else is an event of the page.
    notify(name, data = {}) {
      document.dispatchEvent(new CustomEvent("xblock-notify", { detail: { name, data } }));
    }

    children(element) {
      return [...plain(element).querySelectorAll(".xblock")].filter((one) => one.parentElement.closest(".xblock") === plain(element)).map((one) => started.get(one) || { element: one });
    }

    childMap(element, name) {
      return this.children(element).find((one) => one.name === name);
    }

    listenTo() {}

    refreshXBlock() {
      location.reload();
    }
  }

  const runtime = new Runtime();

  function start(element) {
    const begin = window[element.dataset.init];
    if (typeof begin !== "function" || started.has(element)) return;
    const data = element.querySelector(":scope > script.xblock_json_init_args");
    const made = begin(runtime, element, data ? JSON.parse(data.textContent) : undefined) || {};
    if (typeof made === "object") Object.assign(made, { element, runtime, name: element.dataset.name });
    started.set(element, made);
  }

  // Inner blocks first, so that an outer one finds its children started.
  function startAll() {
    for (const element of [...document.querySelectorAll(".xblock[data-init]")].reverse()) {
      try {
        start(element);
      } catch (problem) {
        console.error(element.dataset.usageId, problem);
      }
    }
  }

  // jQuery is on the page only for blocks of others, which send without a token of their own.
  if (window.jQuery) {
    window.jQuery(document).ajaxSend((event, request, options) => {
      if (!options.crossDomain && !/^(GET|HEAD|OPTIONS)$/i.test(options.type)) request.setRequestHeader("X-CSRFToken", token());
    });
  }

  // The editor's page: says what the editor reports and goes back when it is done.
  document.addEventListener("xblock-notify", ({ detail: { name, data } }) => {
    const editor = document.querySelector("[data-editor-return]");
    const said = document.getElementById("editor-said");
    if (!editor || !said) return;
    if (name === "error") {
      said.className = "c-message c-error";
      said.textContent = [data.title, data.message || data.msg].filter(Boolean).join(" · ");
      said.hidden = false;
    } else if (name === "cancel" || (name === "save" && data.state === "end")) {
      location.assign(editor.dataset.editorReturn);
    }
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
