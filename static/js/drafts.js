import { announce } from "./fields.js";

const nameOf = (field) => `tutti:draft:${document.body.dataset.room ?? ""}:${field.dataset.draft}`;

function storage(action) {
  try {
    return action(localStorage);
  } catch {
    // In a private window nothing can be stored: the text stays in the field.
    return null;
  }
}

export function forget(field) {
  storage((drafts) => drafts.removeItem(nameOf(field)));
}

function remember(field) {
  if (field.value) storage((drafts) => drafts.setItem(nameOf(field), field.value));
  else forget(field);
}

/** Puts drafts back into fields that nobody has touched. */
export function restore() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const draft = storage((drafts) => drafts.getItem(nameOf(field)));
    if (!draft || field.value !== field.defaultValue || field.value === draft) continue;
    field.value = draft;
    announce(field);
  }
}

export function startDrafts() {
  document.addEventListener("input", ({ target }) => target.matches?.("[data-draft]") && remember(target));
  document.addEventListener("tutti:applied", restore);
  restore();
}
