/* Show suggestions while a reader types in a search box: the combobox pattern of the ARIA Authoring
   Practices, with a list popup. Without this script, or without an answer within a second, it is a plain
   search box.

     <input id="q" type="search" name="q" data-suggest="/api/v1/suggesties/">

   Invariant: focus stays in the box, and the typed text stays the query: an option is a link that is
   followed only when it is chosen. An answer to an earlier request is dropped. */
(function () {
  "use strict";

  var PAUSE = 150; // ms without a keystroke before a request
  var PATIENCE = 1000; // ms before a request is aborted
  var LEAST = 2; // letters before a request

  if (!window.fetch || !window.AbortController) return;
  document.querySelectorAll("input[data-suggest]").forEach(attach);

  function attach(input) {
    var list = create("div", { id: input.id + "-lijst", role: "listbox", "aria-label": "Suggesties" });
    var status = create("p", { role: "status" });
    var options = [];
    var active = -1;
    var timer = null;
    var asking = null;

    list.className = "suggest";
    list.hidden = true;
    status.className = "visually-hidden";
    input.parentElement.classList.add("suggest-in");
    input.parentElement.appendChild(list);
    input.parentElement.appendChild(status);
    set(input, {
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-expanded": "false", "aria-controls": list.id,
    });

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      stop();
      if (input.value.trim().length < LEAST) close();
      else timer = window.setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", leave);
    if (input.form) input.form.addEventListener("submit", leave);
    // A click on the list must not take focus from the box.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) follow(option);
    });

    function onKey(event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" && !event.altKey) move(1, event);
      else if (event.key === "ArrowUp" && !event.altKey) move(-1, event);
      else if (event.key === "ArrowDown") { event.preventDefault(); ask(); }
      else if (event.key === "ArrowUp" || event.key === "Escape") dismiss(event);
      else if (event.key === "Enter" && active >= 0) { event.preventDefault(); follow(options[active]); }
      else if (event.key === "Tab") leave();
      else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End") mark(-1);
    }

    /* Move through the options; the box itself, with the typed text, is one of the stops. */
    function move(step, event) {
      if (list.hidden) {
        if (step > 0 && input.value.trim().length >= LEAST) { event.preventDefault(); ask(); }
        return;
      }
      event.preventDefault();
      var stops = options.length + 1;
      mark(((active + 1 + step + stops) % stops) - 1);
    }

    function mark(place) {
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = place;
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }

    /* The first Escape closes the list; the browser lets the next one empty the box. */
    function dismiss(event) {
      if (list.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    }

    function leave() {
      window.clearTimeout(timer);
      stop();
      close();
    }

    function stop() {
      if (asking) asking.abort();
      asking = null;
    }

    function close() {
      mark(-1);
      options = [];
      list.hidden = true;
      list.textContent = "";
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
    }

    function ask() {
      var mine = new AbortController();
      var limit = window.setTimeout(function () { mine.abort(); }, PATIENCE);
      stop();
      asking = mine;
      fetch(input.dataset.suggest + "?q=" + encodeURIComponent(input.value.trim()), {
        signal: mine.signal, headers: { Accept: "application/json" },
      }).then(function (answer) {
        return answer.ok ? answer.json() : { suggesties: [] };
      }).then(function (found) {
        if (asking === mine && document.activeElement === input) show(found.suggesties);
      }).catch(function () {
        if (asking === mine) close();
      }).then(function () {
        window.clearTimeout(limit);
      });
    }

    function show(found) {
      close();
      if (!found.length) { status.textContent = "Geen suggesties."; return; }
      var group = null;
      found.forEach(function (suggestion) {
        if (!group || group.dataset.kind !== suggestion.soort) {
          group = startGroup(suggestion);
          list.appendChild(group);
        }
        group.appendChild(makeOption(suggestion));
      });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      status.textContent = options.length === 1
        ? "1 suggestie. Ga erheen met pijl omlaag."
        : options.length + " suggesties. Kies met de pijlen omhoog en omlaag.";
    }

    function startGroup(suggestion) {
      var heading = create("div", { id: list.id + "-" + suggestion.soort, role: "presentation" });
      var group = create("div", { role: "group", "aria-labelledby": heading.id });
      heading.className = "suggest__kind";
      heading.textContent = suggestion.soort_label;
      group.dataset.kind = suggestion.soort;
      group.appendChild(heading);
      return group;
    }

    function makeOption(suggestion) {
      var option = create("div", {
        id: list.id + "-" + options.length, role: "option", "aria-selected": "false",
      });
      option.className = "suggest__option";
      option.dataset.url = suggestion.url;
      option.appendChild(text("suggest__label", suggestion.label));
      var note = [suggestion.toelichting, suggestion.intern ? "intern" : ""].filter(Boolean).join(", ");
      if (note) {
        option.appendChild(document.createTextNode(" "));
        option.appendChild(text("suggest__note", note));
      }
      options.push(option);
      return option;
    }
  }

  function follow(option) {
    window.location.assign(option.dataset.url);
  }

  function text(name, words) {
    var part = document.createElement("span");
    part.className = name;
    part.textContent = words;
    return part;
  }

  function create(tag, attributes) {
    return set(document.createElement(tag), attributes);
  }

  function set(element, attributes) {
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }
})();
