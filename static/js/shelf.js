/** Which of several cards lies on the table is told by radios; here their labels show it, and buttons turn to another. */
function tell(shelf) {
  for (const label of shelf.querySelectorAll("label[for^='shown-']")) {
    label.toggleAttribute("data-now", Boolean(document.getElementById(label.htmlFor)?.checked));
  }
}

/** What its class asks for has to be filled in before the card goes: effect and ease, or a reason. */
function ask(form) {
  const asks = form.querySelector("[data-asks]:checked")?.dataset.asks.split(" ") ?? [];
  for (const name of ["effect", "ease", "why"]) {
    for (const field of form.querySelectorAll(`[name=${name}]`)) field.required = asks.includes(name);
  }
}

function changed({ target }) {
  if (target.matches?.(".sorting__pick")) tellAll();
  if (target.matches?.("[data-asks]")) ask(target.form);
}

function tellAll() {
  document.querySelectorAll("[data-shelf]").forEach(tell);
  document.querySelectorAll(".idea-card__form").forEach(ask);
}

function turned({ target }) {
  const radio = document.getElementById(target.closest?.("[data-shows]")?.dataset.shows ?? "");
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  tellAll();
}

export function startShelf() {
  document.addEventListener("change", changed);
  document.addEventListener("click", turned);
  document.addEventListener("tutti:applied", tellAll);
  tellAll();
}
