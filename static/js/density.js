const DENSEST = 3;
const PAGE = 20_000;
const APART = 120;

// The air around letters, a tenth of the smallest: what the rounding of heights takes from a small wall and not from a
// large one, which shows the same picture.
const air = () => Math.max(1, window.innerHeight / 450);
const isClipped = (body) => body.scrollHeight > body.clientHeight + air();
const bodiesOf = (list) => [...list.querySelectorAll(".note__body")];
const isWhole = (list) => !isClipped(list) && !bodiesOf(list).some(isClipped);

/** Steps a list down to the first of these sizes at which every text is whole. */
function isWholeAt(list, sizes) {
  return sizes.some((density) => {
    list.dataset.density = String(density);
    return isWhole(list);
  });
}

/**
 * Steps a column of notes down until every text is whole. What does not fit then comes on pages where the list has
 * them (`data-fit="pages"`); else the last step clamps with an ellipsis, never mid-line. Answers whether all is whole.
 */
export function fit(list) {
  const hasPages = list.dataset.fit === "pages";
  if (hasPages) showOnly(list, [...list.children], 0);
  if (isWholeAt(list, [0, 1, 2]) || (hasPages && turned(list))) return true;
  list.dataset.density = String(DENSEST);
  bodiesOf(list).forEach(clamp);
  return false;
}

/** How many wait for their turn, in the words of the wall. */
export function waiting(more) {
  const words = document.querySelector("[data-in-turn]")?.dataset.inTurn ?? "";
  return `+ ${more} ${words}`.trim();
}

/** Shows these notes of a list, a single one in its whole width, and over the list how many wait for their turn. */
function showOnly(list, notes, more) {
  list.toggleAttribute("data-alone", Boolean(more) && notes.length === 1);
  for (const note of list.children) note.classList.toggle("is-off", !notes.includes(note));
  const around = list.parentElement;
  if (more) around.dataset.more = waiting(more);
  else delete around.dataset.more;
}

/** The largest number for which this holds, of those from 1 up: what holds for one holds for all below it. */
export function most(limit, holds) {
  let [known, above] = [0, limit + 1];
  while (above - known > 1) {
    const middle = Math.floor((known + above) / 2);
    if (holds(middle)) known = middle;
    else above = middle;
  }
  return known;
}

/** Where the page of a list begins, and where the next one will. */
const turns = new WeakMap();

function turnIn(list) {
  if (!turns.has(list)) turns.set(list, { from: 0, next: 0 });
  return turns.get(list);
}

/** From this note on as many as are whole; the last page is filled from the end, so that no place stays empty. */
function laid(list, notes, from) {
  const { length } = notes;
  const shows = (begin, end) => showOnly(list, notes.slice(begin, end), length - (end - begin));
  const isWholeWith = (begin, end) => (shows(begin, end), isWholeAt(list, [DENSEST - 1]));
  const size = most(length - from, (many) => isWholeWith(from, from + many));
  let [begin, end] = [from, from + Math.max(1, size)];
  if (end === length && from)
    begin =
      length -
      Math.max(
        1,
        most(length, (many) => isWholeWith(length - many, length)),
      );
  shows(begin, end);
  return { end, isWhole: size > 0 && isWholeAt(list, [0, 1, 2]) };
}

/** The page whose turn it is, or the one on which a note lands. */
function turned(list) {
  const notes = [...list.children];
  const turn = turnIn(list);
  if (turn.from >= notes.length) turn.from = 0;
  let page = laid(list, notes, turn.from);
  const landing = notes.findIndex((note) => note.matches(".is-arriving"));
  if (landing >= 0 && notes[landing].matches(".is-off")) page = laid(list, notes, (turn.from = landing));
  turn.next = page.end < notes.length ? page.end : 0;
  return page.isWhole;
}

function clamp(body) {
  const text = body.querySelector(".note__text");
  if (!text) return;
  const line = parseFloat(getComputedStyle(text).lineHeight) || 1;
  const isStacked = (child) => child !== text && child.offsetLeft < text.offsetLeft + text.offsetWidth;
  const taken = [...body.children].filter(isStacked).reduce((sum, child) => sum + child.offsetHeight, 0);
  body.style.setProperty("--lines", String(Math.max(1, Math.floor((body.clientHeight - taken) / line))));
}

/** How each list stood when it was fitted: what has not changed since is not measured again. */
let fitted = new WeakMap();

function stands(list) {
  const notes = [...list.children].map((note) => `${note.className} ${note.textContent}`);
  return [list.dataset.density, turnIn(list).from, list.clientWidth, list.clientHeight, ...notes].join("|");
}

function fitOnce(list) {
  if (fitted.get(list) === stands(list)) return;
  fit(list);
  fitted.set(list, stands(list));
}

const lists = () => document.querySelectorAll("[data-fit]");

/** Twice, for a list that now comes in pages leaves the others another height. */
function fitAll() {
  for (let pass = 0; pass < 2; pass++) lists().forEach(fitOnce);
}

function fitAnew() {
  fitted = new WeakMap();
  fitAll();
}

/** Every wall is fitted as it comes, and turns its pages by itself: list after list, each in a task of its own. */
export function startDensity() {
  fitAll();
  document.addEventListener("tutti:applied", fitAll);
  window.addEventListener("resize", fitAnew);
  document.fonts?.ready.then(fitAnew);
  setInterval(() => {
    lists().forEach((list, place) =>
      setTimeout(() => {
        turnIn(list).from = turnIn(list).next;
        fitOnce(list);
      }, place * APART),
    );
  }, PAGE);
}
