import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

page("");
const { count, showStanding } = await import("../../static/js/standing.js");

const LINE = `<a data-standing hidden>${["room", "aside", "phone"]
  .map((place) => `<span data-standing-of="${place}" hidden><b></b></span>`)
  .join("")}</a>`;
const LISTS = `<span data-own-count>7</span>
  <ul id="my-notes"><li data-state="wall"></li><li data-state="draft"></li><li data-state="held"></li></ul>
  <ul id="kept-notes"><li data-state="late"></li></ul>
  <ul data-outbox-list><li></li><li></li></ul>`;

test("each own note is counted once where it stands", () => {
  page(LINE + LISTS);
  assert.deepEqual(count(), { room: 2, aside: 2, phone: 2 });
  showStanding();
  const line = document.querySelector("[data-standing]");
  assert.deepEqual(
    [...line.querySelectorAll("b")].map((figure) => figure.textContent),
    ["2", "2", "2"],
  );
  assert.equal(line.hidden, false);
  assert.equal(document.querySelector("[data-own-count]").textContent, "3");
  document.getElementById("my-notes").insertAdjacentHTML("afterend", `<p data-left-out="40"></p>`);
  showStanding();
  assert.equal(document.querySelector("[data-own-count]").textContent, "43");
});

test("what is nowhere is not said, and nothing where nobody writes", () => {
  page(`${LINE}<ul id="my-notes"><li data-state="wall"></li></ul>`);
  showStanding();
  const places = [...document.querySelectorAll("[data-standing-of]")].map(({ hidden }) => hidden);
  assert.deepEqual(places, [false, true, true]);
  page(`${LINE}<ul data-outbox-list><li></li></ul>`);
  showStanding();
  assert.equal(document.querySelector("[data-standing]").hidden, true);
});
