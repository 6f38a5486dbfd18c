import assert from "node:assert/strict";
import { test } from "node:test";

import { show, tellSum, turnOf } from "../../static/js/pages.js";
import { page } from "./page.mjs";

const at = (spot, page) => ({ spot, page });

test("a field that fits shows all, and each note is read large in its turn", () => {
  assert.deepEqual(turnOf(3, 8, at(0, 0)), { first: 0, last: 3, spot: 0, more: 0 });
  assert.deepEqual(turnOf(3, 8, at(4, 9)), { first: 0, last: 3, spot: 1, more: 0 });
});

test("what does not fit comes on even pages, and the count of the rest is told", () => {
  assert.deepEqual(turnOf(15, 11, at(0, 0)), { first: 0, last: 8, spot: 0, more: 7 });
  assert.deepEqual(turnOf(15, 11, at(0, 1)), { first: 8, last: 15, spot: 8, more: 8 });
  assert.deepEqual(turnOf(15, 11, at(0, 2)), { first: 0, last: 8, spot: 0, more: 7 });
});

test("a note that is read out brings its page and stays", () => {
  assert.deepEqual(turnOf(15, 11, at(5, 0), 12), { first: 8, last: 15, spot: 12, more: 8 });
});

test("an empty field is one empty page", () => {
  assert.deepEqual(turnOf(0, 11, at(3, 3)), { first: 0, last: 0, spot: 0, more: 0 });
});

test("the sign over a field says how many hang there now, whatever the page said first", () => {
  page(`<section><h2>Strengths <i data-hung>7</i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  const hang = (count) => {
    field.innerHTML = `<article class="note note--no"></article>`.repeat(count);
    show(field, at(0, 0));
    return document.querySelector("[data-hung]").textContent;
  };
  assert.deepEqual([hang(1), hang(14), hang(0)], ["1", "14", "0"]);
});

test("where notes are long a page holds fewer of them, and the next pages as many", () => {
  page(`<section><h2>Strengths <i data-hung></i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  field.innerHTML = `<article class="note note--no"><div class="note__body"></div></article>`.repeat(40);
  // A body is whole when no more than eight notes share the field.
  const shown = () => field.querySelectorAll(".note:not(.is-off)").length;
  for (const body of field.querySelectorAll(".note__body")) {
    Object.defineProperty(body, "scrollHeight", { get: () => (shown() > 8 ? 90 : 50) });
    Object.defineProperty(body, "clientHeight", { get: () => 50 });
  }
  const seen = [0, 1, 4].map((number) => (show(field, at(0, number)), [shown(), field.dataset.holds]));
  assert.deepEqual(seen, Array(3).fill([8, "8"]));
});

test("the line under the wall counts all fields, in the words for one note or for several", () => {
  const words = `<p data-sum><span hidden><b>1</b> note</span><span><b>7</b> notes</span></p>`;
  page(`<div id="S" data-pages></div><div id="W" data-pages></div>${words}`);
  const hang = (...counts) => {
    ["S", "W"].forEach((id, place) => {
      document.getElementById(id).innerHTML = `<article class="note note--no"></article>`.repeat(counts[place]);
    });
    tellSum();
    return [...document.querySelectorAll("[data-sum] > span")].filter((span) => !span.hidden).map((span) => span.textContent);
  };
  assert.deepEqual([hang(2, 3), hang(0, 1), hang(0, 0)], [["5 notes"], ["1 note"], ["0 notes"]]);
});

test("a field in which nothing changed is not measured again, one that lost its density is", () => {
  page(`<section><h2>Strengths <i data-hung></i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  field.innerHTML = `<article class="note note--no"><div class="note__body"></div></article>`;
  let measured = 0;
  Object.defineProperty(field.querySelector(".note__body"), "scrollHeight", { get: () => (measured++, 0) });
  const after = (change) => (change(), show(field, at(0, 0)), measured);
  const unchanged = () => {};
  const pushed = () => delete field.dataset.density;
  const reworded = () => (field.querySelector(".note__body").textContent = "Other words");
  assert.deepEqual([unchanged, unchanged, pushed, reworded, unchanged].map(after), [1, 1, 2, 3, 3]);
});
