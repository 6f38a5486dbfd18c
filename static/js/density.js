const DENSEST = 3;
const PAGE = 20_000;

const isClipped = (body) => body.scrollHeight > body.clientHeight + 1;
const bodiesOf = (list) => [...list.querySelectorAll(".note__body")];
const isWhole = (list) => !isClipped(list) && !bodiesOf(list).some(isClipped);

let page = 0;

/**
 * Steps a column of notes down until every text is whole. What does not fit then comes on pages where the list has
 * them (`data-fit="pages"`); else the last step clamps with an ellipsis, never mid-line. Answers whether all is whole.
 */
export function fit(list) {
  const hasPages = list.dataset.fit === "pages";
  if (hasPages) showOnly(list, [...list.children], 0);
  for (let density = 0; density < DENSEST; density++) {
    list.dataset.density = String(density);
    if (isWhole(list)) return true;
  }
  if (hasPages && turned(list)) return true;
  list.dataset.density = String(DENSEST);
  bodiesOf(list).forEach(clamp);
  return false;
}

/** Shows these notes of a list, and over the list how many wait for their turn. */
function showOnly(list, notes, more) {
  for (const note of list.children) note.classList.toggle("is-off", !notes.includes(note));
  const around = list.parentElement;
  if (more) around.dataset.more = `+ ${more}`;
  else delete around.dataset.more;
}

/**
 * As few pages as show every note whole, then as large as all of them are; the one whose turn it is stands, or the one
 * on which a note lands.
 */
function turned(list) {
  const notes = [...list.children];
  const show = (leaf) => showOnly(list, leaf, notes.length - leaf.length);
  for (let place = 0; place < (notes.length - 1) * DENSEST; place++) {
    const leaves = leavesOf(notes, 2 + Math.floor(place / DENSEST));
    list.dataset.density = String(place % DENSEST);
    if (!leaves.every((leaf) => (show(leaf), isWhole(list)))) continue;
    const landing = leaves.find((leaf) => leaf.some((note) => note.matches(".is-arriving")));
    show(landing ?? leaves[page % leaves.length]);
    return true;
  }
  showOnly(list, notes, 0);
  return false;
}

/** Notes in their order on so many pages, as even as can be. */
export function leavesOf(notes, count) {
  const size = Math.ceil(notes.length / count);
  return Array.from({ length: Math.ceil(notes.length / size) }, (_, leaf) =>
    notes.slice(leaf * size, (leaf + 1) * size),
  );
}

function clamp(body) {
  const text = body.querySelector(".note__text");
  if (!text) return;
  const line = parseFloat(getComputedStyle(text).lineHeight) || 1;
  const isStacked = (child) => child !== text && child.offsetLeft < text.offsetLeft + text.offsetWidth;
  const taken = [...body.children].filter(isStacked).reduce((sum, child) => sum + child.offsetHeight, 0);
  body.style.setProperty("--lines", String(Math.max(1, Math.floor((body.clientHeight - taken) / line))));
}

function fitAll() {
  document.querySelectorAll("[data-fit]").forEach(fit);
}

/** Every wall is fitted as it comes, and turns its pages by itself. */
export function startDensity() {
  fitAll();
  document.addEventListener("tutti:applied", fitAll);
  window.addEventListener("resize", fitAll);
  document.fonts?.ready.then(fitAll);
  setInterval(() => {
    page += 1;
    fitAll();
  }, PAGE);
}
