import { hear, startClock } from "./clock.js";
import { Feed } from "./feed.js";
import { Line } from "./line.js";
import { apply } from "./place.js";
import { fill, poke } from "./regions.js";
import { pause } from "./retry.js";

const FAILED_ATTEMPTS = 3;
const POLL = { projector: 3_000, phone: 10_000, console: 10_000 };
// After an upgrade the walls are back at once, a hall full of phones over these milliseconds.
const SPREAD = { phone: 6_000 };
// A room says at once where it stands, and what was missed; who hears nothing on a new socket asks.
const UNHEARD = 1_500;
const GONE = [401, 403, 404, 410];

export let feed = null;
let line = null;
let waiting = 0;
let tries = 0;
let isRefused = false;

function announce(state) {
  if (document.body.dataset.live === state) return;
  document.body.dataset.live = state;
  document.dispatchEvent(new CustomEvent("tutti:live", { detail: { state } }));
}

/** Applies HTML as a frame or a reply brings it, and tells everybody who counts, stores or fits. */
export function show(html, spread) {
  const { whole, pokes } = apply(html);
  if (whole) poke("all", spread);
  else if (pokes.size) poke(pokes, spread);
  document.dispatchEvent(new CustomEvent("tutti:applied", { detail: { whole } }));
}

function refuse() {
  isRefused = true;
  clearTimeout(waiting);
  line?.stop();
  announce("refused");
  document.querySelectorAll("[data-refused]").forEach((element) => {
    element.hidden = false;
    element.scrollIntoView?.({ block: "nearest" });
  });
}

async function fetchFrame(since, epoch) {
  const url = new URL(document.body.dataset.changes, location.href);
  url.searchParams.set("since", since);
  url.searchParams.set("epoch", epoch);
  const headers = { Accept: "application/json", "X-Requested-With": "live" };
  const reply = await fetch(url, { credentials: "same-origin", cache: "no-store", headers });
  if (GONE.includes(reply.status)) return void refuse();
  if (!reply.ok || reply.redirected) throw new Error(`changes ${reply.status}`);
  const frame = await reply.json();
  hear(frame.now);
  return frame;
}

/** Asks for what is missing now; without a socket asks again in a while, after a failure after a pause. */
export async function catchUp() {
  clearTimeout(waiting);
  if (!feed || isRefused) return;
  try {
    await feed.catchUp();
    tries = 0;
    if (line.isOpen) announce("live");
    else announce(line.failures >= FAILED_ATTEMPTS ? "polling" : document.body.dataset.live || "offline");
  } catch {
    tries += 1;
    if (!line.isOpen) announce("offline");
  }
  if (isRefused || (line.isOpen && !tries)) return;
  if (line.failures < FAILED_ATTEMPTS && !tries) return;
  clearTimeout(waiting);
  waiting = setTimeout(catchUp, tries ? pause(tries) : (POLL[document.documentElement.dataset.surface] ?? 10_000));
}

function address() {
  const url = new URL(document.body.dataset.socket, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("since", feed.seq);
  url.searchParams.set("epoch", feed.epoch);
  return url.href;
}

function wake() {
  if (document.hidden || isRefused) return;
  if (document.body.dataset.socket) line.wake();
  catchUp();
}

/** Tells the room how many things wait on this phone; whoever hears it may ignore it. */
export function tellUnsent(count) {
  line?.send({ unsent: count });
}

export function startLive() {
  startClock();
  const { socket, changes, seq, epoch } = document.body.dataset;
  if (!changes) return;
  feed = new Feed({
    seq: Number(seq),
    epoch,
    fetchFrame,
    apply: show,
    moved: ({ seq }) => (document.body.dataset.seq = String(seq)),
  });
  line = new Line({
    address,
    received: (frame) => {
      if (!tries) clearTimeout(waiting);
      hear(frame.now);
      announce("live");
      if (frame.poke) poke(new Set([frame.poke]));
      else if (!("html" in frame)) document.dispatchEvent(new CustomEvent("tutti:heartbeat"));
      feed.receive(frame).catch(catchUp);
    },
    opened: () => {
      announce("live");
      tries = 0;
      clearTimeout(waiting);
      waiting = setTimeout(catchUp, UNHEARD);
    },
    closed: (failures) => {
      announce(failures >= FAILED_ATTEMPTS && document.body.dataset.live === "polling" ? "polling" : "offline");
      if (failures >= FAILED_ATTEMPTS) catchUp();
    },
    refused: refuse,
    spread: SPREAD[document.documentElement.dataset.surface],
  });
  if (socket) line.connect();
  else line.failures = FAILED_ATTEMPTS;
  if (!socket) catchUp();
  fill();
  document.addEventListener("tutti:refused", refuse);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", ({ persisted }) => persisted && wake());
  window.addEventListener("offline", () => announce("offline"));
}
