import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";
const { startDesk } = await import("../../static/js/desk.js");

const TEMPLATE =
  '<template data-refusal data-gone="It is not there any more." data-otherwise="Once more."><p data-stays><span data-words></span></p></template>';
const gate = (words) => `<div class="gate" data-s="stop"><span>${words}<small>Type one row.</small></span></div>`;

function desk(...stops) {
  page(`${TEMPLATE}<form id="next" data-refusals></form><div id="gates">${stops.map(gate).join("")}</div>`);
  startDesk();
  return document.getElementById("next");
}

const alert = (words) => `<p role="alert">${words}</p>`;

function refused(form, words, { status = 409, html = alert(words) } = {}) {
  const xhr = { status, responseText: html, getResponseHeader: () => null };
  const detail = { xhr, requestConfig: { elt: form }, target: null };
  document.dispatchEvent(new CustomEvent("htmx:beforeSwap", { detail }));
}

function pushed(...stops) {
  document.getElementById("gates").innerHTML = stops.map(gate).join("");
  document.dispatchEvent(new CustomEvent("tutti:applied", { detail: { region: "run" } }));
}

const told = () => [...document.querySelectorAll("[data-stays]")].map((message) => message.textContent);

test("a stop is told beside its button until the room has mended it", () => {
  refused(desk("No action yet.", "No owner yet."), "No action yet.");
  const shown = [told()];
  pushed("No action yet.");
  shown.push(told());
  pushed("No owner yet.");
  assert.deepEqual([...shown, told()], [["No action yet."], ["No action yet."], []]);
});

test("a stop that the page learns of later goes with it too", () => {
  refused(desk(), "No action yet.");
  pushed("No action yet.");
  const shown = told();
  pushed();
  assert.deepEqual([shown, told()], [["No action yet."], []]);
});

test("what is no condition stays until the next tap", () => {
  refused(desk("No action yet."), "Somebody else was quicker.");
  pushed();
  assert.deepEqual(told(), ["Somebody else was quicker."]);
});

test("a page that was made for phones is not poured into the desk", () => {
  const shown = [404, 500].map((status) => {
    refused(desk(), "", { status, html: "<!doctype html><main>合 Tutti. Scan the square on the wall.</main>" });
    return told();
  });
  assert.deepEqual(shown, [["It is not there any more."], ["Once more."]]);
});

test("Next that asks for a reason goes to its field, and then on to the next Next", () => {
  desk();
  const folded = '<details><summary>Comes later</summary><input name="who"></details>';
  const next = (asked) => `<form id="next">${asked}<button class="btn--primary" name="next"></button></form>`;
  const asks = next(`<details data-reasons>${folded}<input name="reason"></details>`);
  page(`<section data-region="run">${asks}</section>`);
  startDesk();
  const answer = (status, responseText, rule) => {
    const xhr = { status, responseText, getResponseHeader: () => rule };
    const [elt, target] = [document.getElementById("next"), document.querySelector("[data-region]")];
    document.dispatchEvent(new CustomEvent("htmx:beforeSwap", { detail: { xhr, requestConfig: { elt }, target } }));
    return document.activeElement.name;
  };
  assert.deepEqual([answer(409, asks, "R-OPEN-1"), answer(200, next(""), null)], ["reason", "next"]);
});

test("a gate leads to the place that mends it, unfolded, at its first empty field", () => {
  desk("No source yet.");
  document.body.insertAdjacentHTML(
    "beforeend",
    `<div class="gate"><a href="#deed-7">Show it</a></div>
     <details id="rows"><details id="deed-7"><input name="text" value="Level"><input name="source"></details></details>`,
  );
  document.querySelector(".gate a").click();
  const open = [...document.querySelectorAll("details")].map((place) => [place.id, place.open]);
  assert.deepEqual(
    [open, document.activeElement.name],
    [
      [
        ["rows", true],
        ["deed-7", true],
      ],
      "source",
    ],
  );
});

test("what hangs below its button closes by Escape and by a tap elsewhere, not by one within", () => {
  page(`${TEMPLATE}<details data-hangs open><summary>Hide</summary><input id="why"></details><p id="else"></p>`);
  startDesk();
  const [hanging, why] = [document.querySelector("[data-hangs]"), document.getElementById("why")];
  const shown = [];
  why.click();
  shown.push(hanging.open);
  document.getElementById("else").click();
  shown.push(hanging.open);
  hanging.open = true;
  why.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  shown.push(hanging.open);
  assert.deepEqual(shown, [true, false, false]);
});
