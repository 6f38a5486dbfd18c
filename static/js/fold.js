/** What lies behind a tap on "look up" opens below the fold of a small phone: it is brought into sight. */
function bringUp(summary) {
  requestAnimationFrame(() => {
    if (summary.parentElement.open) summary.scrollIntoView({ block: "start" });
  });
}

/** A button that closes what it stands in, and tells nobody; and a fold that nobody should have to look for. */
export function startFolding() {
  document.addEventListener("click", ({ target }) => {
    const summary = target.closest?.(".lookup__behind > summary");
    if (summary) bringUp(summary);
    const button = target.closest?.("[data-fold]");
    if (button) button.closest("details").open = false;
  });
}
