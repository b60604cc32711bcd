/* The tools on the page of an item: print, share, remember ticked tips, and read aloud.
   Without this script a mail link shares the item, and ticks are lost when the page closes. */
(function () {
  "use strict";

  var said = document.getElementById("melding");

  document.addEventListener("click", function (event) {
    var tool = event.target.closest("[data-doe]");
    if (!tool) return;
    if (tool.dataset.doe === "print") window.print();
    if (tool.dataset.doe === "deel") share(event, tool);
    if (tool.dataset.doe === "wis") clear(tool);
  });
  ticks();
  aloud();

  function tell(text) {
    said.textContent = text;
  }

  /* Use the share dialog of the device, else copy the address, else follow the mail link. */
  function share(event, tool) {
    var what = { title: document.title, url: tool.dataset.adres };
    if (navigator.share) {
      event.preventDefault();
      navigator.share(what).catch(function () { /* the reader cancelled */ });
    } else if (navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(what.url).then(
        function () { tell("De link is gekopieerd. Plak hem waar je wil."); },
        function () { location.href = tool.href; }
      );
    }
  }

  function ticks() {
    document.querySelectorAll("[data-afvinken]").forEach(function (list) {
      var key = "afgevinkt-" + list.dataset.afvinken;
      var boxes = Array.from(list.querySelectorAll("input"));
      var kept = recall(key);
      boxes.forEach(function (box) { box.checked = box.checked || kept.includes(box.value); });
      list.addEventListener("change", function () {
        keep(key, boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }));
        count(list, boxes);
      });
      count(list, boxes);
    });
  }

  function count(list, boxes) {
    var done = boxes.filter(function (box) { return box.checked; }).length;
    var line = list.parentElement.querySelector("[data-stand]");
    line.querySelector("span").textContent = done + " van " + boxes.length + " afgevinkt.";
    line.hidden = done === 0;
  }

  function clear(tool) {
    var list = tool.closest("section").querySelector("[data-afvinken]");
    list.querySelectorAll("input").forEach(function (box) { box.checked = false; });
    list.dispatchEvent(new Event("change"));
    list.querySelector("input").focus();
  }

  function recall(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch (blocked) {
      return [];
    }
  }

  function keep(key, values) {
    try {
      if (values.length) localStorage.setItem(key, JSON.stringify(values));
      else localStorage.removeItem(key);
    } catch (blocked) { /* storage is blocked: the ticks are lost when the page closes */ }
  }

  /* Use only voices on the device: other voices send the text to a server of another party. */
  function aloud() {
    var button = document.querySelector("[data-voorlezen]");
    if (!button || !window.speechSynthesis) return;
    var speech = window.speechSynthesis;
    var voice = null;
    var queue = [];
    var current = null;

    find();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", find);
    button.addEventListener("click", function () { if (current) stop(); else start(); });
    window.addEventListener("pagehide", stop);

    function find() {
      var dutch = speech.getVoices().filter(function (each) {
        return each.localService && /^nl\b/i.test(each.lang);
      });
      voice = dutch.find(function (each) { return /be$/i.test(each.lang); }) || dutch[0] || null;
      button.closest("li").hidden = !voice;
    }

    function start() {
      if (!voice) return;  // a voice can disappear after the button was shown
      queue = Array.from(document.querySelectorAll("[data-lees]")).flatMap(parts);
      button.querySelector("span").textContent = "Stop met voorlezen";
      next();
    }

    function parts(area) {
      var found = Array.from(area.querySelectorAll("h1, h2, h3, p, li, blockquote"));
      return found.filter(function (part) {
        return shows(part) && !part.querySelector("p, li") && part.textContent.trim();
      });
    }

    /* In some browsers folded content still has a size, so checkVisibility comes first. */
    function shows(part) {
      return part.checkVisibility ? part.checkVisibility() : part.getClientRects().length > 0;
    }

    function next() {
      mark(queue.shift());
      if (!current) return stop();
      var words = new SpeechSynthesisUtterance(current.textContent.replace(/\s+/g, " ").trim());
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = function () { if (current) next(); };
      words.onerror = stop;
      speech.speak(words);
    }

    function mark(part) {
      if (current) current.classList.remove("is-spoken");
      current = part || null;
      if (current) current.classList.add("is-spoken");
    }

    function stop() {
      mark(null);
      queue = [];
      speech.cancel();
      button.querySelector("span").textContent = "Lees voor";
    }
  }
})();
