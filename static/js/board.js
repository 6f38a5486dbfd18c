import Sortable from "sortablejs";
import { feed } from "./live.js";
import { dragged, put, putDown } from "./pick.js";
import * as still from "./still.js";

/** Before what the thing lay that is dragged, while it is; and whether it is to lie there again. */
let lay = null;
let isPutBack = false;

/** Nothing may move or lie under the finger: pushes and answers wait until it lets go. Who drags several sees how many. */
function lifted({ item }) {
  feed?.hold();
  const area = item.closest("[data-board]");
  area.dataset.dragging = "";
  if (area.dataset.here) item.dataset.here = area.dataset.here;
  lay = item.nextElementSibling === Sortable.ghost ? null : item.nextElementSibling;
  const number = dragged(item).length;
  for (const thing of number > 1 ? [item, Sortable.ghost] : []) if (thing) thing.dataset.several = number;
}

/** The place under the pointer says that it would take what is dragged. */
function aimed({ from, to }) {
  for (const place of document.querySelectorAll(".is-target")) place.classList.remove("is-target");
  if (to !== from) to?.closest("[data-place]")?.classList.add("is-target");
}

/** Escape puts back what is dragged: it is let go of, and nothing is sent. */
function putBack({ key }) {
  if (key !== "Escape" || !document.querySelector("[data-dragging]")) return;
  isPutBack = true;
  for (const kind of ["pointerup", "mouseup"]) document.dispatchEvent(new Event(kind));
}

function dropped({ item, from, to, oldIndex, newIndex, originalEvent }) {
  delete item.dataset.several;
  delete item.dataset.here;
  aimed({});
  // A call or a gesture of the tablet takes the finger off: that is nobody's decision.
  if (isPutBack || originalEvent?.type.endsWith("cancel")) back(item, from);
  else if (from !== to || oldIndex !== newIndex) moved(item, to);
  isPutBack = false;
  still.letGo();
  feed?.release().catch(() => {});
}

function back(item, from) {
  from.insertBefore(item, lay?.parentElement === from ? lay : null);
}

function moved(item, to) {
  const next = item.nextElementSibling?.closest("[data-pick]");
  const notes = dragged(item);
  putDown(item);
  put(to.closest("[data-place]"), notes.join(" "), next?.dataset.pick);
}

function startAll() {
  for (const list of document.querySelectorAll("[data-board] [data-drop]")) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: list.closest("[data-board]").dataset.board || "board",
      draggable: "[data-pick]",
      // Where order means nothing, what lies there stays as it is while something is dragged over it.
      sort: !("unsorted" in list.dataset),
      // Mouse and finger drag the same thing, which looks lifted, and the page scrolls near its edges.
      forceFallback: true,
      fallbackTolerance: 5,
      scrollSensitivity: 45,
      scrollSpeed: 14,
      bubbleScroll: true,
      // On a touch screen a short pause tells dragging from scrolling.
      delay: 200,
      delayOnTouchOnly: true,
      touchStartThreshold: 5,
      animation: 150,
      ghostClass: "is-hole",
      dragClass: "is-dragged",
      onStart: lifted,
      onMove: aimed,
      onEnd: dropped,
    });
  }
}

export function startBoard() {
  document.addEventListener("tutti:applied", startAll);
  document.addEventListener("keydown", putBack);
  startAll();
}
