/* On every page, before it is painted: mark that scripts run, and apply the reader's choice of colours.
   Without this script the colours follow the device, and parts that need a script stay hidden. */
(function () {
  "use strict";

  var root = document.documentElement;
  var night = nightOf(document.getElementById("opmaak").sheet);
  var byDevice = night && night.media.mediaText;
  var media = { licht: "not all", donker: "screen" };

  root.classList.add("has-scripts");
  if (!night) return; // the style sheet failed to load
  show(read());
  document.addEventListener("DOMContentLoaded", function () {
    mark(read());
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-kleuren]");
      if (button) choose(button.getAttribute("data-kleuren"));
    });
  });

  // drafts.js stores the input of a form. It is deleted once the next page is neither that form nor a
  // page that repeats its fields. Logging out and wiping delete all stored input.
  document.addEventListener("DOMContentLoaded", function () {
    try {
      var sent = sessionStorage.getItem("verstuurd");
      var form = document.querySelector("[data-kept], [data-draft]");
      var again = form && (form.hasAttribute("data-kept") || "formulier:" + form.getAttribute("data-draft") === sent);
      if (sent && !again) {
        localStorage.removeItem(sent);
        sessionStorage.removeItem("verstuurd");
      }
    } catch (blocked) { /* storage is blocked: nothing is stored */ }
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.hasAttribute("data-wipes-drafts")) return;
    try {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf("formulier:") === 0) localStorage.removeItem(name);
      });
    } catch (blocked) { /* storage is blocked: nothing is stored */ }
  });

  // The service worker shows a page when there is no network, and caches nothing else. It is registered
  // on a reader's second page, so that the first page loads less.
  var goesOn = document.referrer.indexOf(window.location.origin + "/") === 0;
  if (goesOn && "serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").catch(function () {});
    });
  }

  function nightOf(sheet) {
    return sheet && Array.from(sheet.cssRules).find(function (rule) {
      return rule.media && rule.media.mediaText.includes("prefers-color-scheme");
    });
  }

  function choose(colours) {
    try {
      if (media[colours]) localStorage.setItem("kleuren", colours);
      else localStorage.removeItem("kleuren");
    } catch (blocked) { /* storage is blocked: the choice holds for this page only */ }
    show(colours);
    mark(colours);
  }

  function read() {
    try {
      return localStorage.getItem("kleuren") || "";
    } catch (blocked) {
      return "";
    }
  }

  function show(colours) {
    night.media.mediaText = media[colours] || byDevice;
  }

  function mark(colours) {
    document.querySelectorAll("[data-kleuren]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-kleuren") === colours));
    });
  }
})();
