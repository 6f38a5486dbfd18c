import { submit } from "./fields.js";

const board = (element) => element.closest("[data-board]") ?? document.body;

/** What of a thing to pick says so to everybody: itself, or a part of it where it holds further buttons. */
const handle = (element) => element.querySelector("[data-handle]") ?? element;

function unpick(area) {
  delete area.dataset.picking;
  for (const element of area.querySelectorAll("[data-pick].is-selected")) {
    handle(element).setAttribute("aria-pressed", "false");
    element.classList.remove("is-selected");
  }
}

function pick(element) {
  const area = board(element);
  const wasPicked = element.classList.contains("is-selected");
  unpick(area);
  if (wasPicked) return;
  handle(element).setAttribute("aria-pressed", "true");
  element.classList.add("is-selected");
  area.dataset.picking = element.dataset.pick;
}

/** Sends the form of a place: `note` goes there, before the note `before` or at the end. */
export function put(place, note, before = "") {
  const form = place.matches("form") ? place : place.querySelector("form");
  if (!form) return;
  form.elements.namedItem("note").value = note;
  if (form.elements.namedItem("before")) form.elements.namedItem("before").value = before;
  submit(form);
}

function tapped(event) {
  const element = event.target.closest("[data-pick]");
  const place = event.target.closest("[data-place]");
  const area = board(event.target);
  const picked = area.dataset.picking;
  const isControl = event.target.closest("a, button:not([data-pick]):not(.place__go), input, textarea, select");
  if (isControl) return;
  if (picked && place && element?.dataset.pick !== picked) {
    event.preventDefault();
    unpick(area);
    put(place, picked, element?.dataset.pick);
  } else if (element) pick(element);
}

function pressed(event) {
  if (event.key === "Escape") document.querySelectorAll("[data-picking]").forEach(unpick);
  if (event.key !== "Enter" && event.key !== " ") return;
  if (!event.target.matches?.("[data-pick]:not(button), [data-handle], [data-place]:not(button):not(form)")) return;
  event.preventDefault();
  tapped(event);
}

/** After a push the picked note shows again that it is in hand; one that has gone is let go. */
function pickAgain() {
  for (const area of document.querySelectorAll("[data-picking]")) {
    const picked = area.querySelector(`[data-pick="${area.dataset.picking}"]`);
    unpick(area);
    if (picked) pick(picked);
  }
}

/** Tap or Enter picks a note, tap or Enter places it; every drag has this way too. */
export function startPicking() {
  document.addEventListener("click", tapped);
  document.addEventListener("keydown", pressed);
  document.addEventListener("tutti:applied", pickAgain);
}
