import { fit, waiting } from "./density.js";

const SPOT = 12_000;
const PAGE = 20_000;
const APART = 120;
const REMEMBERED = 200;
const COLUMNS = 3;

/** A field holds four rows of three, one note of them large, fewer where notes are long; the wanted facts are alike. */
const FIELD = { holds: [11, 8, 6, 5, 4, 3, 2, 1], large: 1 };
const FACTS = { holds: [12, 9, 6, 4, 3, 2, 1], large: 0 };

/**
 * How many notes a page may show, the most first: as even as can be in whole rows, then fewer for the sake of long
 * ones.
 */
export function sizesOf(count, holds, large) {
  const pages = Math.max(1, Math.ceil(count / holds[0]));
  const inRows = Math.ceil((Math.ceil(count / pages) + large) / COLUMNS) * COLUMNS - large;
  const even = Math.min(count, pages > 1 ? Math.min(inRows, holds[0]) : count);
  return [even, ...holds.filter((size) => size < even)];
}

/** Which notes a page of this size shows, from where the last one ended; the last is filled up from the end. */
export function pageOf(count, size, from) {
  const first = from < count ? Math.min(from, Math.max(0, count - size)) : 0;
  return { first, last: Math.min(count, first + size) };
}

/** How a page of so many fills its rows: whether the large note has one for itself, and how many stand in halves. */
export function fillingOf(count, large) {
  const rest = (count + large) % COLUMNS;
  if (!large) return { isAlone: count === 1, halves: rest === 1 && count > 1 ? 4 : rest === 2 ? 2 : 0 };
  return { isAlone: count === 1 || rest === 1, halves: rest && count > 2 ? 2 : 0 };
}

function tellMore(container, more) {
  const head = container.parentElement.querySelector("h2, .swot-facts__share");
  if (!head) return;
  let sign = head.querySelector(".swot-more");
  if (!more) return sign?.remove();
  if (!sign) {
    sign = document.createElement("span");
    sign.className = "swot-more num";
    sign.setAttribute("aria-hidden", "true");
    head.insertBefore(sign, head.lastElementChild);
  }
  // A field is wide enough for both languages; a column says it in one.
  const beside = document.querySelector("[data-in-turn-beside]")?.dataset.inTurnBeside;
  sign.textContent = [waiting(more), beside].filter(Boolean).join(" · ");
}

/** How many of a field's notes hang behind the edge of a wall that brings the newest alone. */
function earlierIn(container) {
  return Number(document.querySelector(`[data-earlier="${container.id}"]`)?.dataset.count ?? 0);
}

/** How many hang in the field: the screen counts its own notes, so that a new one costs the server no count. */
function tellHung(container, count) {
  const sign = container.parentElement.querySelector("[data-hung]");
  if (sign) sign.textContent = String(count);
}

/** How many hang in all fields, in the words for one note or for several; these never say "1". */
export function tellSum() {
  const shown = document.querySelectorAll("[data-pages] > .note--no").length;
  const count = [...fields()].reduce((sum, container) => sum + earlierIn(container), shown);
  document.querySelectorAll("[data-sum]").forEach(({ children: [one, several] }) => {
    one.hidden = count !== 1;
    several.hidden = count === 1;
    several.querySelector("b").textContent = String(count === 1 ? 2 : count);
  });
}

/** How each page of a field was fitted: what comes back, or stands while another field gets a note, costs nothing. */
let fitted = new WeakMap();

function fitOnce(container, shown) {
  const page = [container.dataset.rows, "tall" in container.dataset, ...shown.map((note) => note.textContent)].join(
    "|",
  );
  const pages = fitted.get(container) ?? new Map();
  if (!pages.has(page)) {
    if (pages.size === REMEMBERED) pages.clear();
    const isWhole = fit(container);
    fitted.set(container, pages.set(page, { isWhole, density: container.dataset.density }));
  }
  const { isWhole, density } = pages.get(page);
  // A push of the whole wall takes the density from it.
  if (container.dataset.density !== density) container.dataset.density = density;
  return isWhole;
}

/** One page of a field, one note of it large; answers whether every text is whole. */
function lay(container, notes, { first, last }, spot, large) {
  container.dataset.rows = String(Math.ceil((last - first + large) / COLUMNS));
  const { isAlone, halves } = fillingOf(last - first, large);
  const beside = notes.slice(first, last).filter((_note, place) => !large || first + place !== spot);
  const halved = new Set(halves ? beside.slice(-halves) : []);
  notes.forEach((note, place) => {
    const isSpot = Boolean(large) && place === spot;
    note.classList.toggle("is-off", place < first || place >= last);
    note.classList.toggle("is-spot", isSpot);
    note.classList.toggle("is-alone", isAlone && (isSpot || !large));
    note.classList.toggle("is-half", halved.has(note));
  });
  return fitOnce(container, [notes[spot], ...notes.slice(first, last)].filter(Boolean));
}

/** The page whose turn it is, as long as all its texts are whole. `turn` learns where the next one begins. */
export function show(container, turn) {
  const notes = [...container.querySelectorAll(":scope > .note--no")];
  const hung = notes.length + earlierIn(container);
  const { holds, large } = container.dataset.pages === "facts" ? FACTS : FIELD;
  const sizes = sizesOf(notes.length, holds, large);
  for (const size of sizes) {
    const page = pageOf(notes.length, size, turn.from);
    const { first, last } = page;
    container.toggleAttribute("data-tall", size < sizes[0]);
    turn.next = last < notes.length ? last : 0;
    tellMore(container, hung - (last - first));
    if (lay(container, notes, page, first + (turn.spot % Math.max(1, last - first)), large)) break;
  }
  tellHung(container, hung);
}

const turns = new WeakMap();

/** Whose turn it is in a field: each begins with its first page. */
function turnIn(container) {
  if (!turns.has(container)) turns.set(container, { spot: 0, from: 0, next: 0 });
  return turns.get(container);
}

const fields = () => document.querySelectorAll("[data-pages]");

function showAll() {
  fields().forEach((container) => show(container, turnIn(container)));
  tellSum();
}

function showAnew() {
  fitted = new WeakMap();
  showAll();
}

/** Field after field, each in a task of its own: a wall that measures all of them at once stands still meanwhile. */
function every(wait, turnOver) {
  setInterval(() => {
    fields().forEach((container, place) =>
      setTimeout(() => {
        const turn = turnIn(container);
        turnOver(turn);
        show(container, turn);
      }, place * APART),
    );
  }, wait);
}

/** Walls that hold more than a room can read at once turn their pages by themselves. */
export function startPages() {
  showAll();
  document.addEventListener("tutti:applied", showAll);
  window.addEventListener("resize", showAnew);
  document.fonts?.ready.then(showAnew);
  every(SPOT, (turn) => (turn.spot += 1));
  every(PAGE, (turn) => (turn.from = turn.next));
}
