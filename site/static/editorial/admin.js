// A folded list of choices says in its summary what is chosen, also in a form added later.
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-choices-folded]");
  if (!list) return;
  const chosen = [...list.querySelectorAll("input:checked")].map((input) =>
    input.parentElement.textContent.trim().replace(/ \(algemeen\)$/, "")
  );
  list.querySelector("summary").textContent = chosen.join(", ") || "geen gekozen";
});
