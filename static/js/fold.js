/** What lies behind a tap on "look up" opens below the fold of a small phone: it is brought into sight. */
function bringUp(summary) {
  requestAnimationFrame(() => {
    if (summary.parentElement.open) summary.scrollIntoView({ block: "start" });
  });
}

/** The tap of an advice leads into the words that it is about. */
function unfold(fold, field) {
  fold.open = true;
  (field ?? fold.querySelector("textarea, input:not([type=hidden])"))?.focus();
}

/** A button that closes what it stands in, and tells nobody; and a fold that nobody should have to look for. */
export function startFolding() {
  document.addEventListener("click", ({ target }) => {
    const summary = target.closest?.(".lookup__behind > summary");
    if (summary) bringUp(summary);
    const button = target.closest?.("[data-fold]");
    if (button) button.closest("details").open = false;
    const advice = target.closest?.("[data-opens]")?.dataset;
    const fold = document.getElementById(advice?.opens);
    if (fold) unfold(fold, document.getElementById(advice.focuses));
  });
}
