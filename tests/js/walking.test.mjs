import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { page } from "./page.mjs";

page("");
const { startWalking } = await import("../../static/js/walking.js");
let undone;

/** Two columns of 200 px beside each other, their heads 40 px high, notes of 50 px below; under them a place of its own. */
const BOXES = {
  "head-1": [0, 0, 200, 40],
  n1: [0, 50, 200, 50],
  n2: [0, 110, 200, 50],
  "head-2": [220, 0, 200, 40],
  n3: [220, 50, 200, 90],
  loose: [0, 200, 420, 40],
};
const note = (id) => `<p data-pick="${id}"><span id="${id}" data-handle tabindex="0">${id}</span></p>`;
const column = (number, notes) =>
  `<section id="c${number}" data-column="${number}" tabindex="0"><header id="head-${number}"></header>${notes}</section>`;

function lie() {
  for (const [id, [left, top, width, height]] of Object.entries(BOXES)) {
    const box = { left, top, right: left + width, bottom: top + height };
    const element = document.getElementById(id);
    element.getBoundingClientRect = () => box;
    (element.closest("[tabindex]") ?? element).getClientRects = () => [box];
  }
}

const walk = (id, ...keys) => {
  document.getElementById(id).focus();
  for (const key of keys) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
  return document.activeElement.id;
};
const undo = (target) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));

beforeEach(() => {
  page(`<form data-undo><button type="button">Undo</button></form><div data-board>${column(1, note("n1") + note("n2"))}
    ${column(2, note("n3"))}<section id="loose" data-column="" tabindex="0"></section><input id="field"></div>`);
  undone = 0;
  document.querySelector("[data-undo] button").addEventListener("click", () => undone++);
  lie();
  startWalking();
});

test("arrows walk from note to note, to the head of its column and to what lies below", () => {
  const down = walk("n1", "ArrowDown");
  const up = walk("n1", "ArrowUp");
  assert.deepEqual([down, up, walk("n2", "ArrowDown")], ["n2", "c1", "loose"]);
});

test("arrows walk from column to column and stop where nothing lies", () => {
  assert.deepEqual(
    [walk("n2", "ArrowRight"), walk("c2", "ArrowLeft"), walk("n3", "ArrowRight"), walk("c1", "ArrowUp")],
    ["n3", "c1", "n3", "c1"],
  );
});

test("arrows in a field are the field's", () => {
  assert.equal(walk("field", "ArrowUp"), "field");
});

test("the keys that undo everywhere take the last move back, but not from a field", () => {
  undo(document.body);
  undo(document.getElementById("field"));
  assert.equal(undone, 1);
});
