import { morphContent } from "./morph.js";
import { parse } from "./place.js";
import { pause } from "./retry.js";
import { whenStill } from "./still.js";

const SPREAD = 300;
const CLOSED = [401, 403, 410];
const busy = new WeakMap();
const sleep = (wait) => new Promise((done) => setTimeout(done, wait));

function announce(region) {
  document.dispatchEvent(new CustomEvent("tutti:applied", { detail: { region: region.dataset.region } }));
}

/** The region's HTML now; `null` when the server has none for this person. */
async function ask(region) {
  const reply = await fetch(region.dataset.url, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { Accept: "text/html", "X-Requested-With": "region" },
  });
  if (reply.status >= 500) throw new Error(`region ${reply.status}`);
  if (CLOSED.includes(reply.status)) document.dispatchEvent(new CustomEvent("tutti:refused"));
  return reply.ok && !reply.redirected ? reply.text() : null;
}

function show(region, html) {
  const content = parse(html);
  const same = content.querySelector(`[data-region="${region.dataset.region}"]`);
  morphContent(region, [...(same ?? content).childNodes]);
  announce(region);
}

/** Asks until there is an answer: a room without network is a normal state. */
async function answer(region) {
  for (let tries = 0; region.isConnected; tries++) {
    try {
      return await ask(region);
    } catch {
      await sleep(pause(tries));
    }
  }
  return null;
}

/** Fetches what is personal anew; never two fetches of a region at once, a wish in between is granted afterwards. */
export async function refresh(region, wait = 0) {
  const state = busy.get(region);
  if (state) return void (state.again = true);
  const mine = { again: true };
  busy.set(region, mine);
  try {
    await sleep(wait);
    while (mine.again && region.isConnected) {
      mine.again = mine.isOld = false;
      const html = await answer(region);
      if (html !== null && !mine.isOld) whenStill(() => show(region, html));
    }
  } finally {
    busy.delete(region);
  }
}

/** What was asked before something of this phone was taken in may not know of it: it is not shown, but asked again. */
export function askAgain() {
  for (const region of document.querySelectorAll("[data-region][data-url]")) {
    const state = busy.get(region);
    if (state) state.again = state.isOld = true;
  }
}

/** Everybody is poked at once: phones spread their questions over these milliseconds, the desk does not wait. */
export function poke(names, spread = SPREAD) {
  const longest = document.documentElement.dataset.surface === "console" ? 0 : spread;
  for (const region of document.querySelectorAll("[data-region][data-url]")) {
    if (names === "all" || names.has(region.dataset.region)) refresh(region, Math.random() * longest);
  }
}

/** Regions that the page left empty. */
export function fill() {
  for (const region of document.querySelectorAll("[data-region][data-url]")) {
    if (!region.firstElementChild) refresh(region);
  }
}
