import { forgetAll } from "./drafts.js";

/**
 * A shared tablet goes to the next person: what was half typed is forgotten, and the browser's arrow does not bring
 * the page back from its memory. What was sent but not acknowledged stays in the outbox, under the own seat.
 */
export function startPassing() {
  document.addEventListener("submit", ({ target }) => target.matches("form[data-passing]") && forgetAll());
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.querySelector("form[data-passing]")) location.reload();
  });
}
