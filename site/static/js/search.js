/* Update the search results in place. Without this script or htmx the form is a plain GET form.

   Three things survive a swap: which lists are open, the text in the search box of a list, and focus.
   The server renders everything else. Going back reloads the address, which holds every choice. */
(function () {
  "use strict";

  var form = document.getElementById("zoekformulier");
  if (!form) return;
  if (!window.htmx) {
    document.documentElement.classList.add("is-plain");
    return;
  }

  var wide = window.matchMedia("(min-width: 60rem)");
  var kept = null;

  document.documentElement.classList.add("is-live");
  unfold();
  hideShare();
  wide.addEventListener("change", unfold);

  /* On a wide screen the filters are always open; on a phone they can be folded. */
  function unfold() {
    var filters = document.getElementById("filters");
    if (!filters) return;
    if (wide.matches) filters.open = true;
    filters.querySelector("summary").tabIndex = wide.matches ? -1 : 0;
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function near(event, selector) {
    return event.target.closest ? event.target.closest(selector) : null;
  }

  /* ── The search box of a list ────────────────────────────────────────── */

  /* A value stays in sight while a value below it does. */
  function filterList(box) {
    var wanted = fold(box.value);
    var facet = box.closest("fieldset");
    var found = 0;
    Array.prototype.slice.call(facet.querySelectorAll(".value")).reverse().forEach(function (value) {
      var said = fold(value.querySelector("label > span").textContent);
      var below = value.querySelector(".value:not([hidden])");
      var shows = wanted === "" || said.indexOf(wanted) !== -1 || below !== null;
      value.hidden = !shows;
      if (shows) found += 1;
    });
    if (wanted) {
      facet.querySelectorAll("details").forEach(function (list) { list.open = true; });
    }
    facet.querySelector(".facet__none").hidden = found > 0;
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  }

  /* ── What survives a swap ────────────────────────────────────────────── */

  function remember() {
    kept = { open: {}, typed: {}, focus: document.activeElement && document.activeElement.id };
    all("#live details[id]").forEach(function (list) { kept.open[list.id] = list.open; });
    all("#live [data-vind]").forEach(function (box) { kept.typed[box.id] = box.value; });
  }

  function restore(event) {
    if (!kept) return;
    all("#live details[id]").forEach(function (list) {
      if (list.id in kept.open) list.open = kept.open[list.id];
    });
    all("#live [data-vind]").forEach(function (box) {
      box.value = kept.typed[box.id] || "";
      if (box.value) filterList(box);
    });
    unfold();
    hideShare();
    focusAgain(kept.focus);
    if (near({ target: event.detail.requestConfig.elt }, ".pages")) {
      document.getElementById("resultaten").scrollIntoView();
    }
    say(document.getElementById("aantal").textContent);
  }

  /* The focused element can be gone, such as a removed filter: then focus the results. */
  function focusAgain(id) {
    if (document.activeElement && document.activeElement !== document.body) return;
    var element = (id && document.getElementById(id)) || document.getElementById("resultaten");
    element.focus({ preventScroll: true });
  }

  function say(text) {
    document.getElementById("melding").textContent = text.replace(/\s+/g, " ").trim();
  }

  /* ── Filters ─────────────────────────────────────────────────────────── */

  document.addEventListener("change", function (event) {
    if (event.target.form === form && event.target.name && event.target.id !== "q") {
      window.htmx.trigger(form, "keuze");
    }
  });

  document.addEventListener("click", function (event) {
    var summary = near(event, "#filters > summary");
    if (summary && wide.matches) event.preventDefault();
    var bar = near(event, "[data-kies]");
    if (bar) tick(bar.getAttribute("data-kies"));
    if (near(event, "#toon")) showResults(event);
    if (near(event, "[data-druk]")) window.print();
    var share = near(event, "[data-deel]");
    if (share) pass(new URL(share.getAttribute("data-deel"), window.location).href, share);
  });

  /* A bar of the histogram ticks the check box of its year in the list below. */
  function tick(id) {
    var box = document.getElementById(id);
    if (box) box.click();
  }

  /* On a phone the filters fold, so that the results come into view. */
  function showResults(event) {
    event.preventDefault();
    if (!wide.matches) document.getElementById("filters").open = false;
    var results = document.getElementById("resultaten");
    results.scrollIntoView();
    results.focus({ preventScroll: true });
  }

  /* ── Sharing ─────────────────────────────────────────────────────────── */

  function pass(address, button) {
    if (navigator.share) {
      navigator.share({ title: document.title, url: address }).catch(function () {});
    } else if (navigator.clipboard) {
      navigator.clipboard.writeText(address).then(
        function () { button.textContent = "Link gekopieerd"; say("Link gekopieerd"); },
        function () { button.textContent = "Kopiëren lukt niet"; }
      );
    }
  }

  function hideShare() {
    if (navigator.share || navigator.clipboard) return;
    all("[data-deel]").forEach(function (button) { button.hidden = true; });
  }

  /* ── Typing in the search box of a list ──────────────────────────────── */

  document.addEventListener("input", function (event) {
    if (event.target.hasAttribute("data-vind")) filterList(event.target);
  });

  document.addEventListener("keydown", function (event) {
    // Enter in the search box of a list would submit the search form.
    if (event.key === "Enter" && event.target.hasAttribute("data-vind")) event.preventDefault();
  });

  /* ── htmx ────────────────────────────────────────────────────────────── */

  document.body.addEventListener("htmx:configRequest", function (event) {
    // Defaults have an empty value and are left out of the address.
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

  /* On an error load the whole page, which can explain what went wrong. */
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.body.addEventListener(name, function (event) {
      if (event.detail.elt.href) window.location.assign(event.detail.elt.href);
      else form.submit();
    });
  });

  /* A reader who goes back or forward before htmx is loaded sees results of another address:
     reload the page in that case. */
  document.addEventListener("DOMContentLoaded", function () {
    var drawn = performance.getEntriesByType("navigation")[0];
    var ours = window.history.state && window.history.state.htmx;
    if (ours && drawn && page(drawn.name) !== page(window.location.href)) window.location.reload();
  });

  function page(address) {
    return address.split("#")[0];
  }

  /* A page from the back/forward cache can hold ticks that differ from its address: reset them. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    all("#live input[type=checkbox]").forEach(function (box) { box.checked = box.defaultChecked; });
    all("#live select").forEach(function (list) {
      Array.prototype.forEach.call(list.options, function (option) {
        option.selected = option.defaultSelected;
      });
    });
    document.getElementById("q").value = new URLSearchParams(window.location.search).get("q") || "";
    document.getElementById("live").removeAttribute("aria-busy");
  });
})();
