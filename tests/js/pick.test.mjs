import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { page } from "./page.mjs";

page("");
const { startPicking } = await import("../../static/js/pick.js");
const { morphContent } = await import("../../static/js/morph.js");
let posted;

const place = (name, notes) => `<section id="${name}" data-place tabindex="0"><div data-drop>${notes}</div>
  <form action="/${name}/"><input type="hidden" name="note"><input type="hidden" name="before"><button class="place__go">Here</button></form></section>`;
const note = (id) => `<p id="${id}" data-pick="${id}" tabindex="0" aria-pressed="false">${id}</p>`;
const seat = (id) => `<p data-pick="${id}"><span id="${id}" data-handle tabindex="0" aria-pressed="false">${id}</span>
  <button id="host-${id}">hosts</button></p>`;
const board = (left, right) => `<div id="board" data-board>${place("left", left)}${place("right", right)}</div>`;
const pushed = (markup) => {
  const fresh = document.createElement("div");
  fresh.innerHTML = markup;
  morphContent(document.body, [...fresh.childNodes]);
  document.dispatchEvent(new CustomEvent("tutti:applied"));
};
const pressedNow = () => [...document.querySelectorAll("[aria-pressed=true]")].map(({ id }) => id);
const tap = (id) => document.getElementById(id).click();
const press = (id, key) =>
  document.getElementById(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

const open = (body) => {
  page(body);
  posted = [];
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    posted.push([form.getAttribute("action"), form.elements.note.value, form.elements.before.value]);
  });
  startPicking();
};

beforeEach(() => open(board(note("n1") + note("n2"), note("n3"))));

test("a tap picks, a tap on a place sends its form", () => {
  tap("n1");
  assert.equal(document.getElementById("n1").getAttribute("aria-pressed"), "true");
  tap("right");
  assert.deepEqual([posted, document.querySelectorAll(".is-selected").length], [[["/right/", "n1", ""]], 0]);
});

test("a tap on another note places before it", () => {
  tap("n1");
  tap("n3");
  assert.deepEqual(posted, [["/right/", "n1", "n3"]]);
});

test("the button of a place sends once", () => {
  tap("n1");
  document.querySelector("#right button").click();
  assert.deepEqual(posted, [["/right/", "n1", ""]]);
});

test("who has one left to place need not pick it, and who has two must", () => {
  const hand = (notes) => `<div id="board" data-board><div data-hand>${notes}</div>${place("right", note("n9"))}</div>`;
  open(hand(note("n1") + note("n2")));
  tap("right");
  open(hand(note("n1")));
  tap("n9");
  tap("n9");
  tap("right");
  assert.deepEqual(posted, [["/right/", "n1", ""]]);
});

test("a second tap or Escape lets go, and a place without a note sends nothing", () => {
  tap("n1");
  tap("n1");
  tap("right");
  tap("n2");
  press("n2", "Escape");
  tap("right");
  assert.deepEqual(posted, []);
});

test("Enter picks and places", () => {
  press("n1", "Enter");
  press("right", "Enter");
  assert.deepEqual(posted, [["/right/", "n1", ""]]);
});

test("what somebody holds stays in hand over a push, and goes where it is put", () => {
  tap("n1");
  pushed(board(note("n2") + note("n1"), note("n3") + note("n4")));
  assert.deepEqual([pressedNow(), document.querySelectorAll(".is-selected").length], [["n1"], 1]);
  tap("right");
  assert.deepEqual(posted, [["/right/", "n1", ""]]);
});

test("what somebody else took away meanwhile is let go", () => {
  tap("n1");
  pushed(board(note("n2"), note("n3")));
  tap("right");
  assert.deepEqual([pressedNow(), posted], [[], []]);
});

test("a thing with buttons of its own is picked by its handle, and its buttons do what they say", () => {
  document.body.innerHTML = board(seat("s1") + seat("s2"), "");
  press("s1", "Enter");
  assert.deepEqual(pressedNow(), ["s1"]);
  tap("host-s2");
  assert.deepEqual(pressedNow(), ["s1"]);
  tap("right");
  assert.deepEqual([pressedNow(), posted], [[], [["/right/", "s1", ""]]]);
});

const bar = `<div data-picked hidden><b data-picked-count></b><form action="/bar/"><input type="hidden" name="note"><input name="before" type="hidden">
  <select name="column"></select><button>Move</button></form><button type="button" id="more" data-pick-more></button></div>`;
const several = () =>
  open(`<div id="board" data-board>${place("left", note("n1") + note("n2"))}${place("right", note("n3"))}${bar}</div>`);
const tapWith = (id, key) =>
  document.getElementById(id).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, [key]: true }));

test("several are picked with a modifier and go together", () => {
  several();
  tap("n1");
  tapWith("n3", "shiftKey");
  tapWith("n2", "ctrlKey");
  tapWith("n3", "ctrlKey");
  const shown = document.querySelector("[data-picked]");
  assert.deepEqual([shown.hidden, shown.textContent.includes("2"), pressedNow()], [false, true, ["n1", "n2"]]);
  document.querySelector("[data-picked] button").click();
  tap("right");
  assert.deepEqual(posted, [
    ["/bar/", "n1 n2", ""],
    ["/right/", "n1 n2", ""],
  ]);
  assert.equal(shown.hidden, true);
});

test("what the bar moved is let go, what was refused stays in hand", () => {
  several();
  tap("n1");
  const form = document.querySelector("[data-picked] form");
  const answered = (successful) =>
    form.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true, detail: { successful } }));
  answered(false);
  assert.deepEqual(pressedNow(), ["n1"]);
  answered(true);
  assert.deepEqual(pressedNow(), []);
});

test("after the button for several each tap picks one more, on a finger's screen too", () => {
  several();
  tap("n1");
  tap("more");
  tap("n3");
  assert.deepEqual([pressedNow().sort(), posted], [["more", "n1", "n3"], []]);
});

test("on a board that moves one at a time a modifier picks no second one", () => {
  tap("n1");
  tapWith("n2", "shiftKey");
  assert.deepEqual(posted, [["/left/", "n1", "n2"]]);
});
