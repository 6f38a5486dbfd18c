const STOPS = "[data-board] [data-handle], [data-board] [data-column][tabindex]";
const FIELDS = "input, textarea, select";
const ASIDE = 4;
/** The side that one leaves by, the side that one comes to, and which way they count. */
const WAYS = {
  ArrowUp: ["top", "bottom", -1],
  ArrowDown: ["bottom", "top", 1],
  ArrowLeft: ["left", "right", -1],
  ArrowRight: ["right", "left", 1],
};
const ACROSS = { top: ["left", "right"], bottom: ["left", "right"], left: ["top", "bottom"], right: ["top", "bottom"] };

/** Where the eye finds a stop: a column is its head, for its notes lie within it. */
const spot = (stop) => (stop.querySelector(":scope > header, :scope > p") ?? stop).getBoundingClientRect();

/** How far one has to go to `there`; what lies behind is nowhere. */
function distance(here, there, [leaves, comes, sign]) {
  const ahead = sign * (there[comes] - here[leaves]);
  if (ahead < -1) return Infinity;
  const [first, last] = ACROSS[leaves];
  const aside = Math.max(0, there[first] - here[last], here[first] - there[last]);
  const askew = Math.abs(there[first] + there[last] - here[first] - here[last]) / 20;
  return ahead + ASIDE * aside + askew;
}

/** The stop that lies nearest in this direction. */
function nearest(stop, way) {
  const here = spot(stop);
  let [best, least] = [null, Infinity];
  for (const other of document.querySelectorAll(STOPS)) {
    if (other === stop || !other.getClientRects().length) continue;
    const far = distance(here, spot(other), way);
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function walked(event) {
  const way = WAYS[event.key];
  const stop = way && event.target.closest?.(STOPS);
  if (!stop || event.target.closest(FIELDS) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const next = nearest(stop, way);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView?.({ block: "nearest" });
}

/** What takes a board's last move back answers to the keys that do so everywhere. */
function undone(event) {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
  const button = event.target.closest?.(FIELDS) ? null : document.querySelector("[data-undo] button");
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** Arrows walk a board from note to note and from column to column, by what lies there for the eye. */
export function startWalking() {
  document.addEventListener("keydown", walked);
  document.addEventListener("keydown", undone);
}
