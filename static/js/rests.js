import Sortable from "sortablejs";
import { submit } from "./fields.js";

/** The stage that a row stands behind, if any. */
function stageBefore(row) {
  let before = row.previousElementSibling;
  while (before && !before.dataset.kind) before = before.previousElementSibling;
  return before?.dataset.kind;
}

function dropped({ item, oldIndex, newIndex }) {
  const form = item.querySelector("[data-rest-drop]");
  const after = stageBefore(item);
  if (oldIndex === newIndex || !after || after === item.dataset.rest) return;
  form.elements.namedItem("after").value = after;
  submit(form);
}

/** Breaks of the plan are dragged by their grip to another stage; the menu of each has two more ways. */
export function startRests() {
  for (const list of document.querySelectorAll("[data-agenda]")) {
    Sortable.create(list, {
      draggable: "li",
      handle: ".plan__grip",
      animation: 150,
      ghostClass: "is-hole",
      onEnd: dropped,
    });
  }
}
