import { copy } from "./copy.js";

/** `<button data-copy="text">` copies it and says so for a moment; the words for that are in `data-copied`. */
export function startCopying() {
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-copy]");
    if (!button || !(await copy(button.dataset.copy))) return;
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    label.textContent = button.dataset.copied ?? before;
    setTimeout(() => (label.textContent = before), 2_000);
  });
}
