import { morph } from "./morph.js";

const MOST_LANDINGS = 3;
const LANDED = 700;

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Where an element of this order stands in its container: before what is returned, at the end for `null`. */
function follower(container, element) {
  const ordered = [...container.children].filter((child) => child !== element && child.hasAttribute("data-order"));
  const order = element.dataset.order ?? "";
  const downwards = container.hasAttribute("data-descending");
  const later = ordered.find((child) => (downwards ? child.dataset.order < order : child.dataset.order > order));
  if (later) return later;
  if (!ordered.length) return element.parentElement === container ? element : null;
  return ordered[ordered.length - 1].nextElementSibling;
}

function settle(container, element) {
  const next = follower(container, element);
  const isThere = element.parentElement === container && (element.nextElementSibling === next || next === element);
  if (!isThere) container.insertBefore(element, next);
}

function land(element) {
  if (document.querySelectorAll(".is-arriving").length >= MOST_LANDINGS) return;
  if (window.matchMedia?.("(prefers-reduced-motion: reduce)").matches) return;
  element.classList.add("is-arriving");
  setTimeout(() => element.classList.remove("is-arriving"), LANDED);
}

function place(fresh) {
  const old = document.getElementById(fresh.id);
  const container = fresh.dataset.into && document.getElementById(fresh.dataset.into);
  if (fresh.dataset.into && !container) return false;
  if (old) morph(old, fresh);
  const element = old ? document.getElementById(fresh.id) : fresh;
  if (container) settle(container, element);
  if (container && !old) land(element);
  return Boolean(old || container);
}

function takeOver(surface) {
  const old = document.getElementById("surface");
  surface.removeAttribute("data-whole");
  // The same step keeps its fields; a field of another step is another field, however alike they look.
  if (old.dataset.step && old.dataset.step === surface.dataset.step) morph(old, surface);
  else old.replaceWith(surface);
  for (const name of ["mode", "theme"]) {
    if (surface.dataset[name]) document.documentElement.dataset[name] = surface.dataset[name];
    else if (surface.dataset[name] === "") delete document.documentElement.dataset[name];
  }
}

/**
 * Puts the elements of a frame where they belong; putting them there twice changes nothing.
 * Returns {whole, pokes}: whether the surface is new, and the regions to fetch.
 */
export function apply(html) {
  const pokes = new Set();
  const homeless = [];
  let whole = false;
  for (const element of [...parse(html).children]) {
    if (element.hasAttribute("data-poke")) pokes.add(element.dataset.poke);
    else if (element.hasAttribute("data-gone")) document.getElementById(element.id)?.remove();
    else if (element.hasAttribute("data-whole")) (takeOver(element), (whole = true));
    else if (element.id && !place(document.importNode(element, true))) homeless.push(element);
  }
  // A note may come before the column that holds it.
  homeless.forEach((element) => place(document.importNode(element, true)));
  return { whole, pokes };
}
