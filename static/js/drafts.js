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

/** What this page has stored of each field: a text that still stands there as it was stored may follow its draft. */
const kept = new WeakMap();

export function forget(field) {
  kept.delete(field);
  storage((drafts) => drafts.removeItem(nameOf(field)));
}

/** Forgets every draft of this seat, and what stands in the fields of this page. */
export function forgetAll() {
  const mine = (drafts) => Object.keys(drafts).filter((name) => name.startsWith(ours()));
  storage((drafts) => mine(drafts).forEach((name) => drafts.removeItem(name)));
  document.querySelectorAll("form:not([data-passing])").forEach((form) => form.reset());
}

function remember(field) {
  if (!field.value) return forget(field);
  storage((drafts) => {
    drafts.setItem(nameOf(field), field.value);
    kept.set(field, field.value);
  });
}

/** Two tabs of one phone are one sheet of paper: what was typed or sent in one does not stay behind in the other. */
function follow() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const draft = storage((drafts) => drafts.getItem(nameOf(field))) ?? "";
    if (draft === field.value || field.value !== (kept.get(field) ?? "")) continue;
    field.value = draft;
    announce(field);
  }
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
  // What was typed before the script arrived is a draft as well.
  for (const field of document.querySelectorAll("[data-draft]"))
    if (field.value !== field.defaultValue) remember(field);
  for (const event of ["storage", "pageshow", "focus"]) window.addEventListener(event, follow);
  document.addEventListener("input", ({ target }) => target.matches?.("[data-draft]") && remember(target));
  document.addEventListener("tutti:applied", restore);
  restore();
}
