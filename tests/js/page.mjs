// A page for tests: the globals that a browser gives our modules, around a body of HTML.
import { JSDOM } from "jsdom";

const NAMES =
  `window document location localStorage Node Element HTMLElement DocumentFragment Document Event CustomEvent
  KeyboardEvent MouseEvent SubmitEvent FormData HTMLInputElement HTMLTextAreaElement HTMLSelectElement HTMLOptionElement HTMLTemplateElement
  RadioNodeList   getComputedStyle`.split(/\s+/);

export function page(body, { surface = "phone", data = {}, cookie = "csrftoken=first" } = {}) {
  const { window } = new JSDOM(`<!DOCTYPE html><html data-surface="${surface}"><body>${body}</body></html>`, {
    url: "http://room.test/w/7/",
  });
  for (const name of NAMES) globalThis[name] = window[name];
  Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true, writable: true });
  globalThis.CSS = { escape: (text) => text };
  delete globalThis.BroadcastChannel;
  Object.assign(window.document.body.dataset, data);
  window.document.cookie = cookie;
  return window;
}

/** What a container holds, as ids in their order. */
export const ids = (id) => [...document.getElementById(id).children].map((child) => child.id);

export const settled = (times = 20) =>
  Array.from({ length: times }).reduce((before) => before.then(() => new Promise(setImmediate)), Promise.resolve());

/** Waits until `check` holds; a test that waits for ever fails by itself. */
export async function until(check) {
  for (let turn = 0; turn < 500; turn++) {
    if (check()) return;
    await new Promise((done) => setTimeout(done, 2));
  }
  throw new Error(`never: ${check}`);
}

/** A `fetch` that answers from `replies` in order and writes down what it was asked. */
export function answering(replies) {
  const log = [];
  globalThis.fetch = async (url, options = {}) => {
    const body = options.body ? Object.fromEntries(new URLSearchParams(options.body)) : undefined;
    log.push({
      method: options.method ?? "GET",
      url: String(url),
      body,
      token: options.headers?.["X-CSRFToken"],
      seat: options.headers?.["X-Seat"],
      redirect: options.redirect,
    });
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply() : reply.clone();
  };
  return log;
}
