import { amiss } from "./amiss.js";
import { copy } from "./copy.js";
import { forget } from "./drafts.js";
import { announce, resetLists } from "./fields.js";
import { show, tellUnsent } from "./live.js";
import { bring, draw, reason } from "./outboxlist.js";
import { parse } from "./place.js";
import { itemOf, nextTurn } from "./queue.js";
import { askAgain, poke } from "./regions.js";
import { Sender } from "./sender.js";
import { showStanding } from "./standing.js";
import { Store } from "./store.js";
import { wasTakenMeanwhile } from "./taken.js";

/** Empties what was stored; what was typed in the meantime stays. */
function clear(form, item) {
  const stored = new Map(item.fields);
  for (const field of form.querySelectorAll("[data-clear]")) {
    const text = stored.get(field.name) ?? "";
    if (field.value.startsWith(text)) field.value = field.value.slice(text.length).trimStart();
    forget(field);
    announce(field);
  }
  resetLists(form);
  const key = form.elements.namedItem("key");
  if (key) key.value = "";
}

/** Tells who cannot see the list what became of what was sent: "On the wall", or with whom it is. */
function say(html) {
  const line = document.querySelector("[data-said]");
  const state = parse(html).querySelector("[data-state] .mine__state");
  if (line) line.textContent = (state?.getAttribute("title") ?? state?.textContent.trim()) || line.dataset.said;
}

const formOf = ({ url }) =>
  [...document.querySelectorAll("form[data-outbox]")].find((form) => form.getAttribute("action") === url);

function putBack(form, item) {
  for (const [name, value] of item.fields) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field?.matches?.("select")) field.value = value;
    if (!field?.matches?.("textarea, input:not([type=hidden])")) continue;
    field.value = field.value && field.value !== value ? `${field.value}\n${value}` : value;
    announce(field);
  }
}

/** The room did not answer: who cannot see the list hears once that it waits. */
function sayQueued() {
  const line = document.querySelector("[data-said]");
  if (line) line.textContent = line.dataset.queued ?? "";
}

/** Everything that a person writes goes through here: stored, then shown, then sent, then forgotten. */
export class Outbox {
  #count = 0;
  #told = 0;
  #hasWaited = false;
  #sending = null;
  #taking = new WeakSet();

  static async open(room) {
    const outbox = new Outbox();
    const warn = () => document.querySelectorAll("[data-storage-warning]").forEach((line) => (line.hidden = false));
    outbox.room = room;
    outbox.store = await Store.open(room, warn);
    outbox.sender = new Sender({
      room,
      store: outbox.store,
      changed: (item) => outbox.moved(item),
      kept: (html) => outbox.delivered(html),
    });
    if (typeof BroadcastChannel === "function") {
      outbox.others = new BroadcastChannel(`tutti-outbox-${room}`);
      outbox.others.onmessage = ({ data }) => {
        outbox.redraw();
        if (data === "taken") poke(new Set(["mine"]));
      };
    }
    await outbox.redraw();
    return outbox;
  }

  /** How many things are not with the room yet. */
  unsent() {
    return this.#count;
  }

  /** Tells the room how many that is, once one of them did not get through: what is just leaving is no news. */
  tell(items) {
    const told = items.some(({ state }) => state === "kept") ? this.#count : 0;
    if (told !== this.#told) tellUnsent(told);
    this.#told = told;
    this.#hasWaited ||= told > 0;
  }

  /** Whoever listens now may not have heard it before. */
  tellAgain() {
    tellUnsent(this.#told);
  }

  /** What was said may have been lost on its way to the desk: a phone on which something waited says it again. */
  remind() {
    if (this.#hasWaited) this.tellAgain();
  }

  async take(form, submitter) {
    if (this.#taking.has(form)) return;
    this.#taking.add(form);
    const item = itemOf(form, submitter, this.room);
    const waiting = await this.store.all();
    const isKnown = waiting.some(({ key }) => key === item.key);
    const before = item.once
      ? waiting.find(({ once, url, state }) => once && url === item.url && state !== "failed")
      : null;
    // What can be given once is replaced by a second try, unless the first is on its way this moment.
    const isSent = before?.key === this.#sending && Boolean(before);
    if (before && !isSent) await this.store.remove(before.key);
    if (!isKnown && !isSent) await this.store.put({ ...item, turn: nextTurn(waiting) });
    this.#taking.delete(form);
    if (isSent) bring(before);
    if (isKnown || isSent) return;
    clear(form, item);
    await this.changed();
    this.sender.wake();
  }

  async moved(item) {
    this.#sending = item.state === "sending" ? item.key : null;
    if (item.state === "failed" && item.field && (await this.askAnew(item))) return;
    await this.changed();
    if (item.state === "kept" && item.tries === 1 && !item.quiet) sayQueued();
    // Whoever signs without a signal sees at once where the signature waits.
    if (item.state === "failed" || (item.once && item.state === "kept" && item.tries === 1)) bring(item);
  }

  async delivered(html) {
    this.#sending = null;
    await this.changed();
    this.others?.postMessage("taken");
    show(html);
    say(html);
    askAgain();
  }

  /** Draws the list; that an item is on its way right now is not worth storing. */
  async redraw() {
    const items = await this.store.all();
    const shown = items.map((item) => (item.key === this.#sending ? { ...item, state: "sending" } : item));
    draw(shown.filter(({ quiet, state }) => !quiet || state === "failed"));
    document.dispatchEvent(new CustomEvent("tutti:waiting", { detail: { items: shown } }));
    showStanding();
    this.#count = items.filter(({ state }) => state !== "failed").length;
    document.body.dataset.unsent = String(this.#count);
    document.body.toggleAttribute(
      "data-waits",
      items.some(({ state }) => state === "kept" || state === "failed"),
    );
    document.body.toggleAttribute(
      "data-fails",
      items.some(({ state }) => state === "failed"),
    );
    this.tell(items);
  }

  async changed() {
    await this.redraw();
    this.others?.postMessage("changed");
  }

  async again(item) {
    await this.store.put({ ...item, state: "queued", error: "" });
    await this.changed();
    this.sender.wake();
  }

  /** One wrong field, as a PIN, is asked for where it stands; where it does not stand, the page may not know of it yet. */
  async askAnew(item) {
    const form = formOf(item);
    if (!form?.elements.namedItem(item.field)) return void poke(new Set(["mine"]));
    putBack(form, item);
    await this.store.remove(item.key);
    await this.changed();
    return amiss(form.elements.namedItem(item.field), reason(item.error));
  }

  /** Puts the text back where it was written; where that field is gone, into the clipboard. */
  async drop(item) {
    const form = formOf(item);
    if (!form && !item.isTap && !(await copy(item.label))) return;
    if (form) putBack(form, item);
    await this.store.remove(item.key);
    await this.changed();
  }
}

async function tapped(outbox, { target }) {
  const button = target.closest?.("[data-outbox-again], [data-outbox-copy], [data-outbox-drop]");
  if (!button) return;
  const { key } = button.closest("[data-key]").dataset;
  const item = (await outbox.store.all()).find((one) => one.key === key);
  if (!item) return;
  if (button.hasAttribute("data-outbox-copy")) await copy(item.label);
  else if (button.hasAttribute("data-outbox-again")) await outbox.again(item);
  else await outbox.drop(item);
}

export async function startOutbox() {
  const opening = Outbox.open(document.body.dataset.room ?? "");
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form[data-outbox]")) return;
    event.preventDefault();
    (await opening).take(event.target, event.submitter);
  });
  const outbox = await opening;
  const wake = () => document.hidden || outbox.sender.wake();
  document.addEventListener("click", (event) => tapped(outbox, event));
  document.addEventListener("visibilitychange", wake);
  document.addEventListener("tutti:applied", () => outbox.redraw());
  document.addEventListener("tutti:live", ({ detail }) => {
    if (detail.state !== "live") return;
    outbox.tellAgain();
    wake();
  });
  document.addEventListener("tutti:heartbeat", () => outbox.remind());
  for (const event of ["online", "pageshow"]) window.addEventListener(event, wake);
  window.addEventListener("beforeunload", (event) => {
    if (!outbox.unsent()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  if (wasTakenMeanwhile()) poke(new Set(["mine"]));
  wake();
  return outbox;
}
