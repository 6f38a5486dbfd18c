/** Shows something once nothing is dragged, at once where nothing is: nothing may move under the finger. */
export function whenStill(show) {
  if (document.querySelector("[data-dragging]")) document.addEventListener("tutti:let-go", show, { once: true });
  else show();
}

/** Nothing is dragged any more. */
export function letGo() {
  for (const area of document.querySelectorAll("[data-dragging]")) delete area.dataset.dragging;
  document.dispatchEvent(new CustomEvent("tutti:let-go"));
}
