/** A button that closes what it stands in, and tells nobody. */
export function startFolding() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-fold]");
    if (button) button.closest("details").open = false;
  });
}
