import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf } from "../../static/js/strokes.js";

const stroke = (...points) => points.map(([x, y]) => ({ x, y }));

test("strokes become lines between integers on a grid of 300 by 100", () => {
  const path = pathOf([stroke([16.8, 43.2], [27.6, 54]), stroke([360, 120], [0, 0])], 360, 120);
  assert.equal(path, "M14 36 L23 45 M300 100 L0 0");
});

test("points outside the pad stay on its edge", () => {
  assert.equal(pathOf([stroke([-5, -9], [999, 999])], 300, 100), "M0 0 L300 100");
});

test("points in one cell are one point, a dot is a line to itself", () => {
  assert.equal(pathOf([stroke([10, 10], [10.2, 10.1], [12, 10])], 300, 100), "M10 10 L12 10");
  assert.equal(pathOf([stroke([10, 10])], 300, 100), "M10 10 L10 10");
});

test("an empty pad is an empty path", () => {
  assert.equal(pathOf([], 300, 100), "");
  assert.equal(pathOf([[]], 300, 100), "");
});
