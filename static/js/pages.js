import { fit } from "./density.js";

const SPOT = 12_000;
const PAGE = 20_000;
const COLUMNS = 3;

/** A field holds four rows of three, one note of them large, fewer where notes are long; the wanted facts are alike. */
const FIELD = { holds: [11, 8, 5, 2, 1], large: 1 };
const FACTS = { holds: [12, 9, 6, 3], large: 0 };
/** With more notes than one page holds, pages of fewer than two rows would take too many turns. */
const FEWEST = 5;

/** Which notes are shown, which one of them large, and how many are on other pages; `lit` is one that is read out. */
export function turnOf(count, holds, turn, lit = -1) {
  const pages = Math.max(1, Math.ceil(count / holds));
  const size = Math.max(1, Math.ceil(count / pages));
  const page = lit >= 0 ? Math.floor(lit / size) : turn.page % pages;
  const first = page * size;
  const last = Math.min(count, first + size);
  const spot = lit >= 0 ? lit : first + (turn.spot % Math.max(1, last - first));
  return { first, last, spot, more: count - (last - first) };
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
  sign.textContent = `+ ${more}`;
}

/** How many hang in the field: the screen counts its own notes, so that a new one costs the server no count. */
function tellHung(container, count) {
  const sign = container.parentElement.querySelector("[data-hung]");
  if (sign) sign.textContent = String(count);
}

/** How many hang in all fields, in the words for one note or for several; these never say "1". */
export function tellSum() {
  const count = document.querySelectorAll("[data-pages] > .note--no").length;
  document.querySelectorAll("[data-sum]").forEach(({ children: [one, several] }) => {
    one.hidden = count !== 1;
    several.hidden = count === 1;
    several.querySelector("b").textContent = String(count === 1 ? 2 : count);
  });
}

/** What was fitted into a field last, and whether it was whole: a note in another field costs this one nothing. */
let fitted = new WeakMap();

function fitOnce(container, shown) {
  const page = [container.dataset.rows, "tall" in container.dataset, ...shown.map((note) => note.textContent)].join("|");
  const known = fitted.get(container);
  // A push of the whole wall takes the density from it.
  if (known?.page === page && known.density === container.dataset.density) return known.isWhole;
  const isWhole = fit(container);
  fitted.set(container, { page, isWhole, density: container.dataset.density });
  return isWhole;
}

/** One page of a field: what does not fit waits for its turn, and one note is read large. */
function lay(container, notes, holds, { holds: [most], large }, turn) {
  const lit = notes.findIndex((note) => note.hasAttribute("data-lit"));
  const { first, last, spot, more } = turnOf(notes.length, holds, turn, lit);
  container.toggleAttribute("data-tall", holds < most);
  container.dataset.rows = String(Math.ceil((last - first + large) / COLUMNS));
  notes.forEach((note, place) => {
    note.classList.toggle("is-off", place < first || place >= last);
    note.classList.toggle("is-spot", Boolean(large) && place === spot);
  });
  tellMore(container, more);
  return fitOnce(container, [notes[spot], ...notes.slice(first, last)].filter(Boolean));
}

/** Pages become smaller until every text of this one is whole, and stay so: the next ones turn alike. */
export function show(container, turn) {
  const notes = [...container.querySelectorAll(":scope > .note--no")];
  const kind = container.dataset.pages === "facts" ? FACTS : FIELD;
  const { holds } = kind;
  const offered = holds.filter((many) => many >= FEWEST || notes.length <= holds[0]);
  let many = Math.min(Number(container.dataset.holds ?? holds[0]), holds[0]);
  while (!lay(container, notes, many, kind, turn)) {
    const fewer = offered.find((one) => one < many);
    if (!fewer) break;
    many = fewer;
  }
  container.dataset.holds = String(many);
  tellHung(container, notes.length);
}

const turn = { spot: 0, page: 0 };
function showAll() {
  document.querySelectorAll("[data-pages]").forEach((container) => show(container, turn));
  tellSum();
}

function showAnew() {
  fitted = new WeakMap();
  showAll();
}

function every(wait, hand) {
  setInterval(() => {
    turn[hand] += 1;
    showAll();
  }, wait);
}

/** Walls that hold more than a room can read at once turn their pages by themselves. */
export function startPages() {
  showAll();
  document.addEventListener("tutti:applied", showAll);
  window.addEventListener("resize", showAnew);
  document.fonts?.ready.then(showAnew);
  every(SPOT, "spot");
  every(PAGE, "page");
}
