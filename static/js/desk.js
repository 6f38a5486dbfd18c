import { resetLists } from "./fields.js";
import { startKeys } from "./keyed.js";
import { morphContent } from "./morph.js";
import { parse } from "./place.js";
import { startPressing } from "./pressing.js";
import { whenStill } from "./still.js";

const GONE = 404;
const words = (content) => content.textContent.replace(/\s+/g, " ").trim();

/** What an answer that refuses says: a fragment, a page with `[data-reason]`, or nothing that was meant for a desk. */
function reason({ status, responseText }) {
  const part = parse(responseText).querySelector("[data-reason], [role=alert]");
  return (part && words(part)) || otherwise(status === GONE ? "gone" : "otherwise");
}

function forget() {
  document.querySelectorAll("[data-stays]").forEach((message) => message.remove());
}

/** A stop that stands among the conditions is told beside the button for as long as it stands there. */
function forgetMended() {
  const stops = [...document.querySelectorAll(".gate[data-s=stop]")].map(words);
  for (const message of document.querySelectorAll("[data-stays]")) {
    const stands = stops.some((stop) => stop.includes(words(message)));
    if (stands) message.dataset.stops = "";
    else if ("stops" in message.dataset) message.remove();
  }
}

/** Shows why nothing was changed beside the button that was pressed; everything else stays as it is. */
function refuse(form, text) {
  forget();
  const template = document.querySelector("template[data-refusal]");
  const place = form?.closest?.("[data-refusals]") ?? form;
  if (!template || !place) return;
  const message = document.importNode(template.content.firstElementChild, true);
  message.querySelector("[data-words]").textContent = text;
  place.append(message);
  forgetMended();
  message.scrollIntoView?.({ block: "nearest" });
}

const otherwise = (name) => document.querySelector("template[data-refusal]")?.dataset[name] ?? "";

const FIELDS = "input:not([type=hidden]), textarea, select";

/** Unfolds a place and whatever it lies in, and goes to the first field that nobody has filled; or to itself. */
function unfold(place) {
  for (let folded = place.closest("details"); folded; folded = folded.parentElement.closest("details"))
    folded.open = true;
  const seen = [...place.querySelectorAll(FIELDS)].filter((field) => !field.closest("details:not([open])"));
  const empty = seen.find((field) => !field.value);
  (place.matches(FIELDS) ? place : empty)?.focus({ preventScroll: true });
}

/** Rules of level O: unfold where their reasons are written, and go to the first that is missing. */
function ask(region) {
  const reasons = region.querySelector("details[data-reasons]");
  if (reasons) unfold(reasons);
}

/** A fix may lead to another place of the page; one on another page has its own place there. */
function led(event) {
  const link = event.target.closest?.(".gate a, .coach a");
  const place = link?.pathname === location.pathname && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView?.({ block: "nearest" });
  unfold(place);
}

/** Where the field that was typed in has gone with its answer, the keys go on at the button of the same form. */
function stayAt(form) {
  const same = form?.id ? document.getElementById(form.id) : null;
  same?.querySelector(".btn--primary")?.focus({ preventScroll: true });
}

const isPage = (html) => /^\s*<!doctype/i.test(html);

/** An answer becomes part of the page as a push does: what is typed, unfolded or focused stays. */
function answered(event) {
  const { xhr, target, requestConfig } = event.detail;
  const asks = Boolean(xhr.getResponseHeader("X-Asks"));
  const form = requestConfig.elt.matches("form") ? requestConfig.elt : null;
  if (xhr.status >= 400 && !asks) {
    event.detail.shouldSwap = false;
    event.detail.isError = !form;
    return form && refuse(form, reason(xhr));
  }
  if (!target?.matches("[data-region]")) return;
  event.detail.shouldSwap = event.detail.isError = false;
  // A login page in place of an answer: the session is over.
  if (isPage(xhr.responseText)) return location.reload();
  whenStill(() => {
    forget();
    if (form && !asks) resetLists(form);
    morphContent(target, [...parse(xhr.responseText).childNodes]);
    document.dispatchEvent(new CustomEvent("tutti:applied", { detail: { region: target.dataset.region } }));
    if (asks) ask(target);
    else if (document.activeElement === document.body) stayAt(form);
  });
}

/** One-tap reasons write themselves into their field. */
function tapped({ target }) {
  const button = target.closest?.("[data-says]");
  if (!button) return;
  const field = document.getElementById(button.dataset.says);
  if (!field) return;
  field.value = button.dataset.words ?? button.textContent.trim();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What hangs below its button closes by Escape, and by a tap on anything else. */
function closed({ type, key, target }) {
  if (type === "keydown" && key !== "Escape") return;
  for (const hanging of document.querySelectorAll("[data-hangs][open]")) {
    const isWithin = hanging.contains(target);
    if (type === "click" && isWithin) continue;
    hanging.open = false;
    if (isWithin) hanging.querySelector("summary").focus();
  }
}

/** The facilitator's desk: buttons post, their answers are morphed in, refusals stand where they were caused. */
export function startDesk() {
  startKeys();
  startPressing();
  document.addEventListener("htmx:beforeSwap", answered);
  document.addEventListener("htmx:sendError", ({ detail }) => refuse(detail.requestConfig?.elt, otherwise("unsent")));
  document.addEventListener("htmx:timeout", ({ detail }) => refuse(detail.requestConfig?.elt, otherwise("unsent")));
  document.addEventListener("click", tapped);
  document.addEventListener("click", led);
  document.addEventListener("click", closed);
  document.addEventListener("keydown", closed);
  document.addEventListener("tutti:applied", forgetMended);
  // What a push brought carries buttons of its own.
  document.addEventListener("tutti:applied", () => globalThis.htmx?.process(document.body));
}
