import Sortable from "sortablejs";
import { feed } from "./live.js";
import { dragged, put } from "./pick.js";

function dropped({ item, from, to, oldIndex, newIndex }) {
  feed?.release().catch(() => {});
  if (from === to && oldIndex === newIndex) return;
  const next = item.nextElementSibling?.closest("[data-pick]");
  put(to.closest("[data-place]"), dragged(item), next?.dataset.pick);
}

function startAll() {
  for (const list of document.querySelectorAll("[data-board] [data-drop]")) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: list.closest("[data-board]").dataset.board || "board",
      draggable: "[data-pick]",
      // On a touch screen a short pause tells dragging from scrolling.
      delay: 200,
      delayOnTouchOnly: true,
      touchStartThreshold: 5,
      animation: 150,
      ghostClass: "is-hole",
      dragClass: "is-dragged",
      // Nothing may move under the finger: pushes wait until it lets go.
      onStart: () => feed?.hold(),
      onEnd: dropped,
    });
  }
}

export function startBoard() {
  document.addEventListener("tutti:applied", startAll);
  startAll();
}
