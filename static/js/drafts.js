import { announce } from "./fields.js";

const ours = () => `tutti:draft:${document.body.dataset.room ?? ""}:`;
const nameOf = (field) => ours() + field.dataset.draft;

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

/** Forgets every draft of this seat, and what stands in the fields of this page. */
export function forgetAll() {
  const mine = (drafts) => Object.keys(drafts).filter((name) => name.startsWith(ours()));
  storage((drafts) => mine(drafts).forEach((name) => drafts.removeItem(name)));
  document.querySelectorAll("form:not([data-passing])").forEach((form) => form.reset());
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
