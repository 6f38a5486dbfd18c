import { submit } from "./fields.js";

const board = (element) => element.closest("[data-board]") ?? document.body;

/** What of a thing to pick says so to everybody: itself, or a part of it where it holds further buttons. */
const handle = (element) => element.querySelector("[data-handle]") ?? element;

const picks = (area) => area.dataset.picking?.split(" ") ?? [];

/** Shows how many are in hand beside what can be done with them together. */
function tell(area) {
  const bar = area.querySelector("[data-picked]");
  if (!bar) return;
  const numbers = picks(area);
  bar.hidden = !numbers.length;
  bar.querySelector("[data-picked-count]").textContent = numbers.length;
  for (const field of bar.querySelectorAll("[name=note]")) field.value = numbers.join(" ");
  for (const field of bar.querySelectorAll("[data-last-picked]")) field.value = numbers[numbers.length - 1] ?? "";
}

function show(element, isPicked) {
  handle(element).setAttribute("aria-pressed", String(isPicked));
  element.classList.toggle("is-selected", isPicked);
}

function hold(area, numbers) {
  if (numbers.length) area.dataset.picking = numbers.join(" ");
  else delete area.dataset.picking;
  for (const element of area.querySelectorAll("[data-pick]")) {
    const isPicked = numbers.includes(element.dataset.pick);
    if (isPicked !== element.classList.contains("is-selected")) show(element, isPicked);
  }
  tell(area);
}

const unpick = (area) => {
  delete area.dataset.adding;
  hold(area, []);
};

/** Alone, or beside what is in hand already. */
function pick(element, adds) {
  const area = board(element);
  const [number, held] = [element.dataset.pick, picks(area)];
  if (held.includes(number)) return hold(area, adds ? held.filter((one) => one !== number) : []);
  hold(area, adds ? [...held, number] : [number]);
}

/** Sends the form of a place: `note` goes there, before the note `before` or at the end. */
export function put(place, note, before = "") {
  const form = place.matches("form") ? place : place.querySelector("form");
  if (!form) return;
  form.elements.namedItem("note").value = note;
  if (form.elements.namedItem("before")) form.elements.namedItem("before").value = before;
  submit(form);
}

/** What goes where something is dropped: everything in hand, if what was dragged is among it. */
export function dragged(element) {
  const held = picks(board(element));
  return held.includes(element.dataset.pick) ? held : [element.dataset.pick];
}

/** Nothing of this board is in anybody's hand any more. */
export const putDown = (element) => unpick(board(element));

/** On a board that moves several, another tap with a modifier, or after "select several", picks one more. */
function addsOne(event, area) {
  const isAsked = event.ctrlKey || event.metaKey || event.shiftKey || "adding" in area.dataset;
  return Boolean(area.querySelector("[data-picked]")) && isAsked;
}

/** Who has one thing left to place need not say which. */
function onlyOne(area) {
  const left = area.querySelectorAll("[data-hand] [data-pick]");
  return left.length === 1 ? [left[0].dataset.pick] : [];
}

function tapped(event) {
  const element = event.target.closest("[data-pick]");
  const place = event.target.closest("[data-place]");
  const area = board(event.target);
  const inHand = picks(area);
  const held = inHand.length || element ? inHand : onlyOne(area);
  const isControl = event.target.closest("a, button:not([data-pick]):not(.place__go), input, textarea, select");
  if (isControl) return;
  if (element && addsOne(event, area)) return pick(element, true);
  if (held.length && place && !held.includes(element?.dataset.pick)) {
    event.preventDefault();
    unpick(area);
    put(place, held.join(" "), element?.dataset.pick);
  } else if (element) pick(element, false);
}

/** M goes to the list of places while something is in hand. */
function choosePlace(event) {
  const list = board(event.target).querySelector("[data-picked]:not([hidden]) select");
  if (!list || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  list.focus();
}

function pressed(event) {
  if (event.key === "Escape") document.querySelectorAll("[data-picking]").forEach(unpick);
  if (event.key === "m" || event.key === "M") return choosePlace(event);
  if (event.key !== "Enter" && event.key !== " ") return;
  if (!event.target.matches?.("[data-pick]:not(button), [data-handle], [data-place]:not(button):not(form)")) return;
  event.preventDefault();
  tapped(event);
}

/** Buttons of the bar: more to pick, or let go of all. */
function commanded({ target }) {
  const button = target.closest?.("[data-pick-more], [data-pick-none]");
  if (!button) return;
  const area = board(button);
  if (button.matches("[data-pick-none]")) return unpick(area);
  if ("adding" in area.dataset) delete area.dataset.adding;
  else area.dataset.adding = "";
  button.setAttribute("aria-pressed", String("adding" in area.dataset));
}

/** What the bar has moved is in nobody's hand any more, and the keys go on there; what was refused stays in hand. */
function moved({ target, detail }) {
  const bar = detail.successful && target.closest?.("[data-picked]");
  if (!bar) return;
  const area = board(bar);
  const [number] = picks(area).slice(-1);
  const last = bar.contains(document.activeElement) && area.querySelector(`[data-pick="${number}"]`);
  unpick(area);
  if (last) handle(last).focus();
}

/** After a push the picked notes show again that they are in hand; those that have gone are let go. */
function pickAgain() {
  for (const area of document.querySelectorAll("[data-picking]")) {
    const there = picks(area).filter((number) => area.querySelector(`[data-pick="${number}"]`));
    hold(area, there);
  }
}

/** Tap or Enter picks a note, tap or Enter places it; every drag has this way too. */
export function startPicking() {
  document.addEventListener("click", tapped);
  document.addEventListener("click", commanded);
  document.addEventListener("keydown", pressed);
  document.addEventListener("htmx:afterRequest", moved);
  document.addEventListener("tutti:applied", pickAgain);
}
