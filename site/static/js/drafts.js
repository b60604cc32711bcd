/* Store the input of a long form in this browser until it is sent. The attribute `data-draft` holds the
   address and the user, so that no other account gets the text. site.js deletes the stored input after
   the form is sent, on logging out, and on forms with `data-wipes-drafts`. */
(function () {
  "use strict";

  var DAYS = 7; // until unsent input is deleted
  var PREFIX = "formulier:";
  var form = document.querySelector("form[data-draft]");
  var storage = open();
  if (!storage) return;
  deleteOld();
  if (!form) return;

  var key = PREFIX + form.getAttribute("data-draft");
  var note = document.querySelector("[data-draft-note]");
  var bound = form.hasAttribute("data-bound");
  // The values in the HTML: a reader may have typed before this script ran.
  var unchanged = bound ? "" : JSON.stringify(values(true));
  var timer = 0;

  // A form with errors already holds the last input; a newly opened form gets the stored input.
  if (bound) keep();
  else if (JSON.stringify(values()) === unchanged) restore();
  else keep();
  if (note) {
    note.hidden = false;
    note.querySelector("button").addEventListener("click", wipe);
  }
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  document.addEventListener("submit", function (event) {
    if (!event.target.hasAttribute("data-wipes-drafts")) return;
    clearTimeout(timer);
    timer = 0; // otherwise leaving the page stores the text again
  });
  window.addEventListener("pagehide", function () { if (timer) keep(); });
  form.addEventListener("submit", function () {
    keep();
    try { sessionStorage.setItem("verstuurd", key); } catch (blocked) { /* deleted after DAYS */ }
  });

  function open() {
    try {
      localStorage.setItem(PREFIX, "1");
      localStorage.removeItem(PREFIX);
      return localStorage;
    } catch (blocked) {
      return null;
    }
  }

  function deleteOld() {
    Object.keys(storage).forEach(function (name) {
      if (name.indexOf(PREFIX) !== 0) return;
      var kept = parse(storage.getItem(name));
      if (!kept || kept.time < Date.now() - DAYS * 86400000) storage.removeItem(name);
    });
  }

  function parse(text) {
    try { return JSON.parse(text); } catch (broken) { return null; }
  }

  function fields() {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !/^(hidden|file|password|submit|button)$/.test(field.type) && field.tagName !== "FIELDSET";
    });
  }

  // Each value: the name, the value of a check box or radio button, and its state.
  function values(asItCame) {
    return fields().map(function (field) {
      if (field.type === "checkbox" || field.type === "radio")
        return [field.name, field.value, asItCame ? field.defaultChecked : field.checked];
      return [field.name, "", asItCame ? cameWith(field) : field.value];
    });
  }

  function cameWith(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    var chosen = Array.from(field.options).filter(function (option) { return option.defaultSelected; });
    return (chosen[0] || field.options[0] || { value: "" }).value;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  }

  function keep() {
    timer = 0;
    var now = values();
    if (JSON.stringify(now) === unchanged) storage.removeItem(key);
    else try {
      storage.setItem(key, JSON.stringify({ time: Date.now(), values: now }));
    } catch (full) { /* the text is still in the form */ }
  }

  function restore() {
    var kept = parse(storage.getItem(key));
    if (!kept) return;
    var changed = false;
    fields().forEach(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      kept.values.forEach(function (value) {
        if (value[0] !== field.name || value[1] !== (ticked ? field.value : "")) return;
        if ((ticked ? field.checked : field.value) === value[2]) return;
        changed = true;
        if (ticked) field.checked = value[2];
        else field.value = value[2];
      });
    });
    show("restored", changed);
  }

  function show(news, shown) {
    var line = document.querySelector("[data-draft-" + news + "]");
    if (line) line.hidden = !shown;
  }

  function wipe() {
    clearTimeout(timer);
    timer = 0;
    storage.removeItem(key);
    fields().forEach(function (field) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = false;
      else field.value = "";
    });
    show("restored", false);
    show("wiped", true);
    fields()[0].focus();
  }
})();
