import assert from "node:assert/strict";
import { test } from "node:test";

import { fit, leavesOf } from "../../static/js/density.js";
import { page } from "./page.mjs";

const shown = (list) => [...list.children].filter((note) => !note.classList.contains("is-off")).length;

/** A column of so many notes, in which `holds` of them are whole at the smallest size. */
function column(count, holds, kind = "pages") {
  page(`<section><div id="list" data-fit="${kind}">${'<article class="note--no"><div class="note__body"></div></article>'.repeat(count)}</div></section>`);
  const list = document.getElementById("list");
  for (const body of list.querySelectorAll(".note__body")) {
    Object.defineProperty(body, "clientHeight", { get: () => 20 });
    Object.defineProperty(body, "scrollHeight", { get: () => (shown(list) > holds || list.dataset.density < 2 ? 40 : 20) });
  }
  fit(list);
  return [list.dataset.density, shown(list), list.parentElement.dataset.more];
}

test("notes come on pages as even as can be, in their order", () => {
  assert.deepEqual(leavesOf([1, 2, 3, 4, 5, 6, 7], 3), [[1, 2, 3], [4, 5, 6], [7]]);
  assert.deepEqual(leavesOf([1, 2, 3, 4], 3), [
    [1, 2],
    [3, 4],
  ]);
});

test("a column that is whole at the smallest size stands as it is", () => {
  assert.deepEqual(column(6, 6), ["2", 6, undefined]);
});

test("what is not whole even then waits for its turn, and the rest is counted", () => {
  assert.deepEqual(column(12, 6), ["2", 6, "+ 6"]);
  assert.deepEqual(column(12, 5), ["2", 4, "+ 8"]);
});

test("a note that is too long by itself, or a list without pages, ends in an ellipsis", () => {
  assert.deepEqual(column(3, 0), ["3", 3, undefined]);
  assert.deepEqual(column(12, 6, ""), ["3", 12, undefined]);
});
