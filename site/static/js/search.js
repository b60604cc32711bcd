/* The search form updates in place. Without this file, or without htmx, it is a plain GET form.

   What must survive a swap: which lists stand open, what was typed in a list's own search box, and
   focus. The server draws the rest; going back reloads the address, which holds every choice. */
(function () {
  "use strict";

  var form = document.getElementById("zoekformulier");
  if (!form || !window.htmx) return;

  var wide = window.matchMedia("(min-width: 60rem)");
  var kept = null;

  document.documentElement.classList.add("is-live");
  unfold();

  /* Beside the results the filters always show; on a phone they fold away. */
  function unfold() {
    var filters = document.getElementById("filters");
    if (!filters) return;
    if (wide.matches) filters.open = true;
    filters.querySelector("summary").tabIndex = wide.matches ? -1 : 0;
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function filterList(box) {
    var wanted = fold(box.value);
    var facet = box.closest("fieldset");
    var rest = facet.querySelector(".facet__rest");
    if (wanted && rest) rest.open = true;
    facet.querySelectorAll(".value").forEach(function (value) {
      value.hidden = wanted !== "" && fold(value.textContent).indexOf(wanted) === -1;
    });
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  }

  function remember() {
    kept = { open: {}, typed: {}, focus: document.activeElement && document.activeElement.id };
    all("#live details[id]").forEach(function (list) { kept.open[list.id] = list.open; });
    all("#live [data-vind]").forEach(function (box) { kept.typed[box.id] = box.value; });
  }

  function restore() {
    if (!kept) return;
    all("#live details[id]").forEach(function (list) {
      if (list.id in kept.open) list.open = kept.open[list.id];
    });
    all("#live [data-vind]").forEach(function (box) {
      box.value = kept.typed[box.id] || "";
      if (box.value) filterList(box);
    });
    unfold();
    focusAgain(kept.focus);
    document.getElementById("melding").textContent =
      document.getElementById("aantal").textContent.trim();
  }

  /* What held focus may be gone, as a removed filter is: then the results are the place to be. */
  function focusAgain(id) {
    if (document.activeElement && document.activeElement !== document.body) return;
    var element = (id && document.getElementById(id)) || document.getElementById("resultaten");
    element.focus({ preventScroll: true });
  }

  document.addEventListener("change", function (event) {
    if (event.target.form === form && event.target.name && event.target.id !== "q") {
      window.htmx.trigger(form, "keuze");
    }
  });

  document.addEventListener("click", function (event) {
    var summary = event.target.closest && event.target.closest("#filters > summary");
    if (summary && wide.matches) event.preventDefault();
  });

  document.addEventListener("input", function (event) {
    if (event.target.hasAttribute("data-vind")) filterList(event.target);
  });

  document.addEventListener("keydown", function (event) {
    // Enter in a list's own search box would submit the form that it has no part in.
    if (event.key === "Enter" && event.target.hasAttribute("data-vind")) event.preventDefault();
  });

  document.body.addEventListener("htmx:configRequest", function (event) {
    // What is usual has an empty value and stays out of the address.
    var asked = event.detail.parameters;
    Array.from(asked.keys()).forEach(function (name) {
      if (asked.get(name) === "") asked.delete(name);
    });
  });

  document.body.addEventListener("htmx:beforeRequest", function () {
    document.getElementById("live").setAttribute("aria-busy", "true");
  });
  document.body.addEventListener("htmx:beforeSwap", remember);
  document.body.addEventListener("htmx:afterSwap", restore);

  /* A whole page can say better what went wrong than a fragment that never came. */
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.body.addEventListener(name, function (event) {
      if (event.detail.elt.href) window.location.assign(event.detail.elt.href);
      else form.submit();
    });
  });
})();
