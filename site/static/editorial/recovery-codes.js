// Copy the recovery codes, or print the page. Without a script the codes can be selected by hand.
const codes = document.querySelector("#recovery-codes");
const copied = document.querySelector("[data-copied]");

document.querySelectorAll("[data-copy], [data-print]").forEach((button) => {
  button.hidden = "copy" in button.dataset && !navigator.clipboard;
});

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) window.print();
  if (!event.target.closest("[data-copy]")) return;
  const lines = [...codes.querySelectorAll("code")].map((code) => code.textContent);
  try {
    await navigator.clipboard.writeText(lines.join("\n"));
    copied.textContent = "Gekopieerd.";
  } catch {
    copied.textContent = "Kopiëren lukt niet. Selecteer de codes zelf.";
  }
});
