import { parse } from "./place.js";

const clock = (time) => {
  const date = new Date(time);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
};

/** The words of a refusal, whether it came as plain text or as a fragment or page of HTML. */
export function reason(error) {
  const content = parse(error ?? "");
  const words = content.querySelector("[data-reason]") ?? content.querySelector("main") ?? content;
  words.querySelectorAll("script, style, title").forEach((element) => element.remove());
  return words.textContent.replace(/\s+/g, " ").trim().slice(0, 500);
}

function set(element, selector, text) {
  const place = element.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

function fill(element, item) {
  element.dataset.state = item.state;
  element.dataset.key = item.key;
  if (item.column) element.dataset.q = item.column;
  element.toggleAttribute("data-tap", Boolean(item.isTap));
  // The same once more would be refused once more.
  element.toggleAttribute("data-asks", Boolean(item.field));
  set(element, "[data-outbox-field]", item.column.length === 1 ? item.column : "");
  set(element, "[data-outbox-text]", item.label);
  set(element, "[data-outbox-time]", clock(item.created));
  const error = element.querySelector("[data-outbox-error]");
  if (error)
    set(element, "[data-outbox-error]", item.state === "failed" ? reason(item.error) || error.dataset.otherwise : "");
}

const FIELDS = "textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])";

/** A refusal far below the button looks as if nothing happened: it comes into sight, unless somebody writes elsewhere. */
export function bring(item) {
  const writes = document.activeElement;
  if (writes?.matches(FIELDS) && writes.form?.getAttribute("action") !== item.url) return;
  const shown = [...document.querySelectorAll("[data-outbox-list] > *")].find(
    ({ dataset }) => dataset.key === item.key,
  );
  shown?.scrollIntoView?.({ block: "center" });
}

/** Shows `items` in every outbox list of the page, each by a copy of the page's template. */
export function draw(items) {
  const template = document.querySelector("template[data-outbox-item]");
  for (const list of document.querySelectorAll("[data-outbox-list]")) {
    const shown = new Map([...list.children].map((element) => [element.dataset.key, element]));
    const wanted = items.map((item) => {
      const element = shown.get(item.key) ?? document.importNode(template.content.firstElementChild, true);
      fill(element, item);
      return element;
    });
    if (wanted.length !== list.children.length || wanted.some((element, place) => list.children[place] !== element)) {
      list.replaceChildren(...wanted);
    }
  }
  document.querySelectorAll("[data-outbox-count]").forEach((count) => (count.textContent = String(items.length)));
  document.querySelectorAll("[data-outbox-some]").forEach((part) => (part.hidden = !items.length));
}
