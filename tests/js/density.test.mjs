import assert from "node:assert/strict";
import { test } from "node:test";

import { fit, most, waiting } from "../../static/js/density.js";
import { page } from "./page.mjs";

const shown = (list) => [...list.children].filter((note) => !note.classList.contains("is-off")).length;

/** A column of so many notes, in which `holds` of them are whole at the smallest size. */
function column(count, holds, kind = "pages") {
  page(
    `<section><div id="list" data-fit="${kind}">${'<article class="note--no"><div class="note__body"></div></article>'.repeat(count)}</div></section>`,
  );
  const list = document.getElementById("list");
  for (const body of list.querySelectorAll(".note__body")) {
    Object.defineProperty(body, "clientHeight", { get: () => 20 });
    Object.defineProperty(body, "scrollHeight", {
      get: () => (shown(list) > holds || list.dataset.density < 2 ? 40 : 20),
    });
  }
  fit(list);
  return [list.dataset.density, shown(list), list.parentElement.dataset.more];
}

test("the most that holds is found, and none where even one does not", () => {
  const upTo = (holds) => most(38, (many) => many <= holds);
  assert.deepEqual([0, 1, 5, 37, 38].map(upTo), [0, 1, 5, 37, 38]);
});

test("a column that is whole at the smallest size stands as it is", () => {
  assert.deepEqual(column(6, 6), ["2", 6, undefined]);
});

test("what is not whole even then waits for its turn, and the rest is counted", () => {
  assert.deepEqual(column(12, 6), ["2", 6, "+ 6"]);
  assert.deepEqual(column(12, 5), ["2", 5, "+ 7"]);
});

test("how many wait is said in the words of the wall", () => {
  page('<main data-in-turn="轮流显示"></main>');
  assert.equal(waiting(6), "+ 6 轮流显示");
});

test("a note that is too long by itself, or a list without pages, ends in an ellipsis", () => {
  assert.deepEqual(column(3, 0), ["3", 1, "+ 2"]);
  assert.deepEqual(column(12, 6, ""), ["3", 12, undefined]);
});

test("a page with a landing note comes at once, and the last one is as full as the others", () => {
  column(12, 5);
  const list = document.getElementById("list");
  const places = () => [...list.children].flatMap((note, place) => (note.matches(".is-off") ? [] : [place]));
  list.children[9].classList.add("is-arriving");
  fit(list);
  assert.deepEqual(places(), [7, 8, 9, 10, 11]);
});
