import { submit } from "./fields.js";
import { isNear, pathsOf, pointOf, read, write } from "./ink.js";
import { newKey } from "./queue.js";

const MOST_POINTS = 200;
const STORED_BY_THEN = 10_000;
const PALM = 1_000;
const SVG = "http://www.w3.org/2000/svg";

function strokeOf({ pen, width, points }, isWaiting = false) {
  const group = document.createElementNS(SVG, "g");
  if (isWaiting) group.setAttribute("class", "is-waiting");
  for (const { width: wide, d } of pathsOf(points, width)) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", `ink p-${pen}`);
    path.setAttribute("stroke-width", String(wide));
    path.setAttribute("d", d);
    group.append(path);
  }
  return group;
}

/** Strokes of one sheet that the room does not have yet, by their keys; an own undo behind them takes back the last. */
function waitingOn({ draws, takesBack }, items) {
  const left = [];
  for (const { key, url, state, fields } of items.filter((item) => item.state !== "failed")) {
    const { pen, width, points } = Object.fromEntries(fields);
    if (url === draws) left.push([key, { pen, width, points: read(points), state }]);
    else if (url === takesBack) left.pop();
  }
  return new Map(left);
}

/** A sheet to draw on: each stroke goes through the outbox, and shows as waiting until the room shows it itself. */
class Pad {
  #strokes = new Map();
  #pointer = null;
  #kind = "";
  #penAt = -PALM;
  #points = [];

  constructor(root) {
    this.root = root;
    this.sheet = root.querySelector("[data-pad-sheet]");
    this.form = root.querySelector("[data-pad-stroke]");
    this.draws = this.form.getAttribute("action");
    this.takesBack = root.querySelector("[data-pad-back]").getAttribute("action");
    const on = (name, work) => this.sheet.addEventListener(name, (event) => work.call(this, event));
    on("pointerdown", this.#down);
    on("pointermove", this.#move);
    on("pointerup", this.#up);
    on("pointercancel", this.#up);
    on("lostpointercapture", this.#up);
  }

  get #now() {
    const chosen = (name) => this.root.querySelector(`[data-pad-${name}]:checked`).value;
    return { pen: chosen("pen"), width: chosen("width"), points: this.#points };
  }

  /** A second finger draws nothing, nor does the hand that holds a pen, whether it lies down before the pen or after. */
  #isHand({ pointerType, timeStamp }) {
    if (pointerType === "touch" && timeStamp - this.#penAt < PALM) return true;
    return this.#pointer !== null && !(pointerType === "pen" && this.#kind === "touch");
  }

  #down(event) {
    if (event.button || this.#isHand(event)) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#kind = event.pointerType;
    this.sheet.setPointerCapture(event.pointerId);
    this.#points = [pointOf(event, this.sheet.getBoundingClientRect())];
    this.#show();
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const box = this.sheet.getBoundingClientRect();
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const one of moves.length ? moves : [event]) {
      const point = pointOf(one, box);
      if (isNear(point, this.#points[this.#points.length - 1])) continue;
      this.#points.push(point);
      if (this.#points.length >= MOST_POINTS) this.#send(point);
    }
    this.#show();
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    if (event.pointerType === "pen") this.#penAt = event.timeStamp;
    this.#send();
    this.#show();
  }

  /** One stroke, one post: a form of its own, because the next one may come before this one is stored. */
  #send(goesOn) {
    const stroke = this.#now;
    const key = newKey();
    const form = this.form.cloneNode(true);
    const said = { ...stroke, key, points: write(stroke.points) };
    for (const [name, value] of Object.entries(said)) form.elements.namedItem(name).value = value;
    this.#strokes.set(key, { ...stroke, state: "new" });
    this.#points = goesOn ? [goesOn] : [];
    document.body.append(form);
    submit(form);
    setTimeout(() => form.remove(), STORED_BY_THEN);
    this.paint();
  }

  #show() {
    this.#fill("[data-pad-now]", this.#points.length ? [strokeOf(this.#now)] : []);
  }

  #fill(selector, children) {
    this.root.querySelector(selector).replaceChildren(...children);
  }

  /** What left the outbox stays until the room's own stroke stands there, so that nothing flickers. */
  wait(items) {
    const waiting = waitingOn(this, items);
    const undone = new Set(items.map(({ key }) => key));
    for (const [key, stroke] of this.#strokes) {
      if (waiting.has(key)) continue;
      if (undone.has(key)) this.#strokes.delete(key);
      else if (stroke.state !== "new") stroke.state = "gone";
    }
    waiting.forEach((stroke, key) => this.#strokes.set(key, stroke));
    this.paint();
  }

  /** The room has shown what it knows. */
  applied() {
    for (const [key, { state }] of this.#strokes) if (state === "gone") this.#strokes.delete(key);
    this.paint();
  }

  paint() {
    const strokes = [...this.#strokes.values()];
    // They go in order: behind one that did not get through all of them wait.
    const isHeld = strokes.some(({ state }) => state === "kept");
    const waits = ({ state }) => isHeld && state !== "gone";
    this.#fill(
      "[data-pad-waiting]",
      strokes.map((one) => strokeOf(one, waits(one))),
    );
    const count = strokes.filter(waits).length;
    this.root.querySelector("[data-pad-waits]").hidden = !count;
    this.root.querySelector("[data-pad-count]").textContent = String(count);
  }
}

const pads = new Map();

function startAll() {
  for (const root of pads.keys()) if (!root.isConnected) pads.delete(root);
  for (const root of document.querySelectorAll("[data-pad]")) if (!pads.has(root)) pads.set(root, new Pad(root));
}

document.addEventListener("tutti:applied", () => {
  startAll();
  pads.forEach((pad) => pad.applied());
});
document.addEventListener("tutti:waiting", ({ detail }) => pads.forEach((pad) => pad.wait(detail.items)));
startAll();
// The outbox tells what it holds whenever something was applied.
document.dispatchEvent(new CustomEvent("tutti:applied", { detail: {} }));
