// Show the chosen values in the summary of a folded list, also in forms that are added later.
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-choices-folded]");
  if (!list) return;
  const chosen = [...list.querySelectorAll("input:checked")].map((input) =>
    input.parentElement.textContent.trim().replace(/ \(algemeen\)$/, "")
  );
  list.querySelector("summary").textContent = chosen.join(", ") || "geen gekozen";
});

// A link of a check focuses its field, also on another tab. Every form uses the same ids.
const fieldOf = (name) =>
  [`id_${name}`, `id_${name}_0`, `id_${name}-FORMS`, `id_${name}-TOTAL_FORMS`, `${name}-count`]
    .map((id) => document.getElementById(id))
    .find(Boolean) || document.querySelector(`[name="${name}"], [data-contentpath="${name}"]`);

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-check-field]");
  const field = link && fieldOf(link.dataset.checkField);
  if (!field) return;
  event.preventDefault();
  const tab = field.closest("[role=tabpanel]");
  if (tab) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  const panel = field.closest("[data-panel]") || field.parentElement;
  panel.scrollIntoView({ block: "center" });
  const inputs = "[contenteditable=true], input:not([type=hidden]), textarea, select";
  const typed = panel.querySelector(inputs) || panel.querySelector("[data-panel-content] button, button");
  typed?.focus({ preventScroll: true });
});

// Reload the checks after each save, also after autosave: they are about the saved draft.
document.addEventListener("w-autosave:success", async (event) => {
  const place = document.querySelector("[data-item-checks]");
  const pk = event.detail?.response?.pk;
  if (!place || !pk) return;
  const answer = await fetch(place.dataset.itemChecks || `${location.pathname.split("/pages/")[0]}/nakijken/${pk}/`);
  if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
});

// A submit waits for a running autosave and ends autosaving. Otherwise a new page could be created
// twice, or an older text could overwrite a newer one.
const LONGEST_WAIT = 10_000;
const saving = new WeakSet();
document.addEventListener("w-autosave:save", ({ target }) => saving.add(target));
const outcomes = ["w-autosave:success", "w-autosave:error"];
outcomes.forEach((outcome) => document.addEventListener(outcome, ({ target }) => saving.delete(target)));

const sendAgain = (form, button) => {
  saving.delete(form);
  // The pressed button is disabled by now, so its value is sent as a hidden field.
  if (button?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden" });
    pressed.name = button.name;
    pressed.value = button.value;
    form.append(pressed);
  }
  form.requestSubmit();
};

const sendAfterwards = (form, button) => {
  const wait = new AbortController();
  const go = () => {
    if (wait.signal.aborted) return;
    wait.abort();
    sendAgain(form, button);
  };
  outcomes.forEach((outcome) => form.addEventListener(outcome, go, { signal: wait.signal }));
  setTimeout(go, LONGEST_WAIT);
};

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-edit-form")) return;
    form.dataset.wAutosaveActiveValue = "false";
    if (!saving.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.waits) return;
    form.dataset.waits = "true";
    sendAfterwards(form, event.submitter);
  },
  true
);
