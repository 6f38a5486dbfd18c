import { fit } from "./density.js";

const SPOT = 12_000;
const PAGE = 20_000;
const COLUMNS = 3;

/** A field holds four rows of three, one note of them large; the list of wanted facts twelve alike. */
const FIELD = { holds: 4 * COLUMNS - 1, large: 1 };
const FACTS = { holds: 4 * COLUMNS, large: 0 };

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

/** Shows one page of a field: what does not fit waits for its turn, and one note is read large. */
export function show(container, turn) {
  const notes = [...container.querySelectorAll(":scope > .note--no")];
  const { holds, large } = container.dataset.pages === "facts" ? FACTS : FIELD;
  const lit = notes.findIndex((note) => note.hasAttribute("data-lit"));
  const { first, last, spot, more } = turnOf(notes.length, holds, turn, lit);
  container.dataset.rows = String(Math.ceil((last - first + large) / COLUMNS));
  notes.forEach((note, place) => {
    note.classList.toggle("is-off", place < first || place >= last);
    note.classList.toggle("is-spot", large && place === spot);
  });
  tellMore(container, more);
  tellHung(container, notes.length);
  fit(container);
}

const turn = { spot: 0, page: 0 };
const showAll = () => document.querySelectorAll("[data-pages]").forEach((container) => show(container, turn));

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
  window.addEventListener("resize", showAll);
  document.fonts?.ready.then(showAll);
  every(SPOT, "spot");
  every(PAGE, "page");
}
