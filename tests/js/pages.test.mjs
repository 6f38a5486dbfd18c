import assert from "node:assert/strict";
import { test } from "node:test";

import { turnOf } from "../../static/js/pages.js";

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
