// The same lines as workshops/kickoff/vision/ink.py draws; both are held against one table of the tests.
const SHEET = { width: 1200, height: 800 };
const WIDTHS = { 1: 5, 2: 11, 3: 24 };
const UNPRESSED = 4;
const NEAR = 7;

const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));

/** Where on the sheet something touches it, and how hard: 1 to 8; a finger and a mouse press neither hard nor softly. */
export function pointOf({ clientX, clientY, pointerType, pressure }, box) {
  const x = within(((clientX - box.left) / box.width) * SHEET.width, SHEET.width);
  const y = within(((clientY - box.top) / box.height) * SHEET.height, SHEET.height);
  const pressed = pointerType === "pen" && pressure > 0;
  return { x, y, pressure: pressed ? Math.max(1, Math.min(8, Math.round(pressure * 8))) : UNPRESSED };
}

/** Whether a point says nothing that the one before has not said. */
export const isNear = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < NEAR;

export const write = (points) => points.map(({ x, y, pressure }) => `${x} ${y} ${pressure}`).join(" ");

export function read(text) {
  const numbers = text.split(" ").map(Number);
  const points = [];
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    points.push({ x: numbers[at], y: numbers[at + 1], pressure: numbers[at + 2] });
  }
  return points;
}

const middle = (one, other) => `${(one.x + other.x) / 2} ${(one.y + other.y) / 2}`;

/** A stroke as SVG: {width, d} for each piece in which the pen pressed alike. */
export function pathsOf(points, width) {
  const found = [];
  points.forEach((point, at) => {
    const here = `${point.x} ${point.y}`;
    const start = at ? middle(points[at - 1], point) : here;
    const end = at + 1 < points.length ? middle(point, points[at + 1]) : here;
    const wide = (WIDTHS[width] * (8 + 3 * point.pressure)) / 20;
    const last = found[found.length - 1];
    if (last?.width === wide) last.d += `Q${here} ${end}`;
    else found.push({ width: wide, d: `M${start}Q${here} ${end}` });
  });
  return found;
}
