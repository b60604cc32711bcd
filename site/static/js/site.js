/* On every page, before anything is drawn: that scripts run, and the colours that a reader chose.
   Without this file the colours follow the device, and what needs a script is not shown. */
(function () {
  "use strict";

  var root = document.documentElement;
  var night = nightOf(document.getElementById("opmaak").sheet);
  var byDevice = night && night.media.mediaText;
  var media = { licht: "not all", donker: "screen" };

  root.classList.add("has-scripts");
  if (!night) return; // no style sheet came, so there is nothing to choose
  show(read());
  document.addEventListener("DOMContentLoaded", function () {
    mark(read());
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-kleuren]");
      if (button) choose(button.getAttribute("data-kleuren"));
    });
  });

  // Says so when there is no network; keeps nothing else. A browser without it works as ever. It comes
  // with a reader's second page, so that the first is light.
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
    } catch (blocked) { /* then it holds for this page only */ }
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
