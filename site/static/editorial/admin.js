// A folded list of choices says in its summary what is chosen, also in a form added later.
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-choices-folded]");
  if (!list) return;
  const chosen = [...list.querySelectorAll("input:checked")].map((input) =>
    input.parentElement.textContent.trim().replace(/ \(algemeen\)$/, "")
  );
  list.querySelector("summary").textContent = chosen.join(", ") || "geen gekozen";
});

// A check leads to its field, also on another tab. Fields are named alike in every form.
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

// The checks follow what was saved, by hand or by itself. They are about the draft, not the screen.
document.addEventListener("w-autosave:success", async (event) => {
  const place = document.querySelector("[data-item-checks]");
  const pk = event.detail?.response?.pk;
  if (!place || !pk) return;
  const answer = await fetch(place.dataset.itemChecks || `${location.pathname.split("/pages/")[0]}/nakijken/${pk}/`);
  if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
});
