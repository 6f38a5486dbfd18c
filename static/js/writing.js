import { submit } from "./fields.js";

const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;

/** How many characters a reader counts, after the same normalising as on the server. */
export function graphemes(text) {
  const normal = text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  return segmenter ? [...segmenter.segment(normal)].length : [...normal].length;
}

function count(field) {
  if (!field.id) return;
  const counters = document.querySelectorAll(`[data-count-for="${CSS.escape(field.id)}"]`);
  for (const counter of counters) {
    const limit = Number(counter.dataset.limit ?? field.dataset.limit);
    const length = graphemes(field.value);
    counter.textContent = `${length} / ${limit}`;
    counter.classList.toggle("is-over", length > limit);
  }
}

/** A field of paper grows with its text. */
function grow(field) {
  if (!field.matches("textarea.compose__text")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

/** What follows a choice takes its hue: the paper of the note takes that of its field. */
function follow(follower) {
  const fields = [...(follower.closest("form")?.elements ?? [])];
  const chosen = fields.find(
    ({ type, name, checked }) => type === "radio" && checked && name === follower.dataset.follows,
  );
  if (chosen) follower.dataset.q = chosen.labels?.[0]?.dataset.q ?? chosen.value;
}

function refreshAll() {
  for (const counter of document.querySelectorAll("[data-count-for]")) {
    const field = document.getElementById(counter.dataset.countFor);
    if (field) count(field);
  }
  document.querySelectorAll("textarea.compose__text").forEach(grow);
  // A page that was rendered anew does not know what was chosen here meanwhile.
  document.querySelectorAll("[data-follows]").forEach(follow);
}

/** Enter posts, Shift+Enter breaks the line; Enter that ends a Chinese composition does neither (229: Safari). */
function pressed(event) {
  const field = event.target;
  if (event.key !== "Enter" || !field.matches?.("[data-enter-posts]")) return;
  if (event.isComposing || event.keyCode === 229 || event.shiftKey) return;
  event.preventDefault();
  if (field.form) submit(field.form);
}

export function startWriting() {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.("textarea, input")) return;
    count(target);
    grow(target);
  });
  document.addEventListener("change", ({ target }) => target.form?.querySelectorAll("[data-follows]").forEach(follow));
  document.addEventListener("keydown", pressed);
  document.addEventListener("tutti:applied", refreshAll);
  refreshAll();
}
