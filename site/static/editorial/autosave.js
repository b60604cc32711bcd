// Keep autosave going: while somebody types without a pause, and after the session ended.
(() => {
  const { sessionUrl, logInUrl } = document.currentScript.dataset;
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  // Wagtail's autosave takes this event as a sign that there is something to save.
  const save = () => {
    const unsaved = new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } });
    form.dispatchEvent(unsaved);
  };

  // Wagtail waits for a pause in the typing. Somebody who types on would lose all of it in a crash.
  const LONGEST_UNSAVED = 3_000;
  let dueToSave = null;
  const forgetDue = () => {
    clearTimeout(dueToSave);
    dueToSave = null;
  };
  const watch = () =>
    form.addEventListener("input", () => {
      dueToSave ??= setTimeout(() => {
        forgetDue();
        save();
      }, LONGEST_UNSAVED);
    });
  form.addEventListener("w-unsaved:watch-edits", watch, { once: true });
  form.addEventListener("w-autosave:save", forgetDue);

  // An autosave that fails because the session ended is answered with the log-in page, and one with
  // a token from before the log-in with a refusal. Wagtail calls both a server error.
  const LOGGED_OUT = "Je bent afgemeld. Wat je typte, staat nog in dit formulier.";
  let notice = null;
  let retried = false;

  const renewToken = async () => {
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(sessionUrl, { headers, redirect: "manual", cache: "no-store" });
    if (!answer.ok) return false;
    const token = (await answer.json()).csrf_token;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
      input.value = token;
    });
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
    return true;
  };

  const continueSaving = async () => {
    if (!(await renewToken().catch(() => false))) return;
    notice?.remove();
    notice = null;
    save();
  };

  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  const sayLoggedOut = () => {
    document.getElementById("w-autosave-indicator")?.setAttribute("data-w-tooltip-content-value", LOGGED_OUT);
    if (notice) return;
    notice = element("div", { className: "logged-out" });
    notice.setAttribute("role", "alert");
    const link = element("a", { href: logInUrl, target: "_blank", textContent: "Meld je aan in een ander tabblad" });
    const button = element("button", { type: "button", className: "button button-small", textContent: "Bewaar verder" });
    button.addEventListener("click", continueSaving);
    const text = element("p", {});
    text.append(`${LOGGED_OUT} `, link, " en kom dan hier terug. Laat deze pagina openstaan.");
    notice.append(text, button);
    document.body.append(notice);
  };

  form.addEventListener("w-autosave:error", async ({ detail }) => {
    if (detail.type !== "server_error" || detail.response) return;
    const loggedIn = await renewToken().catch(() => null);
    if (loggedIn === false) sayLoggedOut();
    if (!loggedIn || retried) return;
    retried = true;
    save();
  });
  form.addEventListener("w-autosave:success", () => {
    retried = false;
  });
  const back = () => notice && !document.hidden && continueSaving();
  window.addEventListener("focus", back);
  document.addEventListener("visibilitychange", back);
})();
