import Sortable from "sortablejs";
import { feed } from "./live.js";
import { dragged, letGo, put } from "./pick.js";

/** Nothing may move or lie under the finger: pushes wait until it lets go. Who drags several sees how many. */
function lifted({ item }) {
  feed?.hold();
  item.closest("[data-board]").dataset.dragging = "";
  const number = dragged(item).length;
  if (number > 1) item.dataset.several = number;
}

function dropped({ item, from, to, oldIndex, newIndex }) {
  feed?.release().catch(() => {});
  delete item.dataset.several;
  for (const area of document.querySelectorAll("[data-dragging]")) delete area.dataset.dragging;
  if (from === to && oldIndex === newIndex) return;
  const next = item.nextElementSibling?.closest("[data-pick]");
  const notes = dragged(item);
  letGo(item);
  put(to.closest("[data-place]"), notes.join(" "), next?.dataset.pick);
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
      onStart: lifted,
      onEnd: dropped,
    });
  }
}

export function startBoard() {
  document.addEventListener("tutti:applied", startAll);
  startAll();
}
