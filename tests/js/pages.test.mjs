import assert from "node:assert/strict";
import { test } from "node:test";

import { fillingOf, pageOf, show, sizesOf, tellSum } from "../../static/js/pages.js";
import { page } from "./page.mjs";

const at = (from, spot = 0) => ({ from, spot });

test("a field that fits is one page, and what does not comes on even pages, smaller ones for long notes", () => {
  const holds = [11, 8, 5, 2, 1];
  assert.deepEqual(
    [3, 15, 40, 0].map((count) => sizesOf(count, holds, 1)),
    [[3, 2, 1], [8, 5, 2, 1], [11, 8, 5, 2, 1], [0]],
  );
});

test("a row that is not full is shared by those that stand in it, so that no place is empty", () => {
  const width = (count, large) => {
    const { isAlone, halves } = fillingOf(count, large);
    const first = isAlone ? 6 : large ? 4 : 2;
    return count ? first + halves * 3 + (count - 1 - halves) * 2 : 0;
  };
  for (let count = 1; count < 13; count++)
    for (const large of [0, 1]) assert.equal(width(count, large) % 6, 0, `${count} ${large}`);
});

test("a page begins where the last one ended, full to the end, and anew where notes have gone", () => {
  assert.deepEqual(
    [0, 8, 15].map((from) => pageOf(15, 8, from)),
    [
      { first: 0, last: 8 },
      { first: 7, last: 15 },
      { first: 0, last: 8 },
    ],
  );
});

test("the sign over a field says how many hang there now, whatever the page said first", () => {
  page(`<section><h2>Strengths <i data-hung>7</i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  const hang = (count) => {
    field.innerHTML = `<article class="note note--no"></article>`.repeat(count);
    show(field, at(0));
    return document.querySelector("[data-hung]").textContent;
  };
  assert.deepEqual([hang(1), hang(14), hang(0)], ["1", "14", "0"]);
  document.body.insertAdjacentHTML("beforeend", `<p><i data-earlier="S" data-count="2400"></i></p>`);
  assert.equal(hang(75), "2475");
});

test("a long note has a small page, the others as many as they can", () => {
  page(`<section><h2>Strengths <i data-hung></i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  field.innerHTML = Array.from(
    { length: 33 },
    (_, at) => `<article class="note note--no"><div class="note__body">${at}</div></article>`,
  ).join("");
  // The twelfth is whole where no more than two share the field, the others always.
  const shown = () => field.querySelectorAll(".note:not(.is-off)").length;
  const long = field.querySelectorAll(".note__body")[11];
  Object.defineProperty(long, "scrollHeight", { get: () => (long.closest(".is-off") || shown() <= 2 ? 0 : 90) });
  Object.defineProperty(long, "clientHeight", { get: () => 50 });
  const turn = at(0);
  const seen = [1, 2, 3, 4].map(
    () => (show(field, turn), (turn.from = turn.next), [shown(), turn.next, "tall" in field.dataset]),
  );
  assert.deepEqual(seen, [
    [11, 11, false],
    [2, 13, true],
    [11, 24, false],
    [11, 0, false],
  ]);
});

test("the line under the wall counts all fields, in the words for one note or for several", () => {
  const words = `<p data-sum><span hidden><b>1</b> note</span><span><b>7</b> notes</span></p>`;
  page(`<div id="S" data-pages></div><div id="W" data-pages></div>${words}`);
  const hang = (...counts) => {
    ["S", "W"].forEach((id, place) => {
      document.getElementById(id).innerHTML = `<article class="note note--no"></article>`.repeat(counts[place]);
    });
    tellSum();
    return [...document.querySelectorAll("[data-sum] > span")]
      .filter((span) => !span.hidden)
      .map((span) => span.textContent);
  };
  assert.deepEqual([hang(2, 3), hang(0, 1), hang(0, 0)], [["5 notes"], ["1 note"], ["0 notes"]]);
  document.body.insertAdjacentHTML("beforeend", `<i data-earlier="W" data-count="40"></i>`);
  assert.deepEqual(hang(2, 3), ["45 notes"]);
});

test("a field in which nothing changed is not measured again, though a push takes its density away", () => {
  page(`<section><h2>Strengths <i data-hung></i></h2><div id="S" data-pages></div></section>`);
  const field = document.getElementById("S");
  field.innerHTML = `<article class="note note--no"><div class="note__body"></div></article>`;
  let measured = 0;
  Object.defineProperty(field.querySelector(".note__body"), "scrollHeight", { get: () => (measured++, 0) });
  const after = (change) => (change(), show(field, at(0)), measured);
  const unchanged = () => {};
  const pushed = () => delete field.dataset.density;
  const reworded = () => (field.querySelector(".note__body").textContent = "Other words");
  assert.deepEqual([unchanged, unchanged, pushed, reworded, unchanged].map(after), [1, 1, 1, 2, 2]);
  assert.equal(field.dataset.density, "0");
});
