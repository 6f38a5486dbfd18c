/** Which of several cards lies on the table is told by radios; here their labels show it, and buttons turn to another. */
function tell(shelf) {
  for (const label of shelf.querySelectorAll("label[for^='shown-']")) {
    label.toggleAttribute("data-now", Boolean(document.getElementById(label.htmlFor)?.checked));
  }
}

const tellAll = () => document.querySelectorAll("[data-shelf]").forEach(tell);

function turned({ target }) {
  const radio = document.getElementById(target.closest?.("[data-shows]")?.dataset.shows ?? "");
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  tellAll();
}

export function startShelf() {
  document.addEventListener("change", ({ target }) => target.matches?.(".sorting__pick") && tellAll());
  document.addEventListener("click", turned);
  document.addEventListener("tutti:applied", tellAll);
  tellAll();
}
