import assert from "node:assert/strict";
import { test } from "node:test";

import { show, turnOf } from "../../static/js/pages.js";
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
