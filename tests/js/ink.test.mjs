import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { isNear, pathsOf, pointOf, read, write } from "../../static/js/ink.js";

const table = JSON.parse(await readFile("tests/workshops/vision/ink.json", "utf8"));
const box = { left: 10, top: 20, width: 600, height: 400 };
const at = (clientX, clientY, more = {}) =>
  pointOf({ clientX, clientY, pointerType: "touch", pressure: 0, ...more }, box);

test("a stroke looks as the server draws it", () => {
  for (const { points, width, paths } of table) {
    assert.deepEqual(
      pathsOf(read(points), width).map((path) => [path.width, path.d]),
      paths,
    );
    assert.equal(write(read(points)), points);
  }
});

test("a place on the screen is one on the sheet, and never beside it", () => {
  assert.deepEqual(at(310, 220), { x: 600, y: 400, pressure: 4 });
  assert.deepEqual(at(-50, 900), { x: 0, y: 800, pressure: 4 });
});

test("only a pen presses", () => {
  const pressed = (pressure, pointerType) => at(10, 20, { pressure, pointerType }).pressure;
  assert.deepEqual([pressed(1, "pen"), pressed(0.5, "pen"), pressed(0.01, "pen"), pressed(0, "pen")], [8, 4, 1, 4]);
  assert.deepEqual([pressed(1, "touch"), pressed(0.5, "mouse")], [4, 4]);
});

test("a finger that rests says nothing new", () => {
  assert.equal(isNear({ x: 0, y: 0 }, { x: 4, y: 5 }), true);
  assert.equal(isNear({ x: 0, y: 0 }, { x: 5, y: 5 }), false);
});
