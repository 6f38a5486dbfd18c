const WIDTH = 300;
const HEIGHT = 100;

const onGrid = (value, size, cells) => Math.min(cells, Math.max(0, Math.round((value / size) * cells)));

/** Strokes of points in pixels as an SVG path of integers on a grid of 300 × 100: "M14 36 L23 45 M…". */
export function pathOf(strokes, width, height) {
  const pieces = strokes.map((points) => {
    const cells = points.map(({ x, y }) => `${onGrid(x, width, WIDTH)} ${onGrid(y, height, HEIGHT)}`);
    const moved = cells.filter((cell, number) => cell !== cells[number - 1]);
    // A dot is a line to where it began: a round cap makes it visible.
    const [first, ...rest] = moved;
    return first === undefined ? "" : `M${first} ${(rest.length ? rest : [first]).map((cell) => `L${cell}`).join(" ")}`;
  });
  return pieces.filter(Boolean).join(" ");
}
