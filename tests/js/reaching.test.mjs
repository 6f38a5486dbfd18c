import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, page, until } from "./page.mjs";

page("");
const { startReaching } = await import("../../static/js/reaching.js");
const WORDS = `<template id="unreached" data-url="/healthz"><p class="unreached">No answer from the room.</p></template>`;
const FORM = `<form method="post" action="/w/7/deputy/"><input name="who"><button name="to" value="p03">Name</button></form>`;

/** Each sending that leaves the page, by the button that was tapped; `replies` are the room's, in order. */
function sendings(replies, width = 360) {
  page(`${FORM}${WORDS}`);
  Object.defineProperty(document.querySelector("form"), "offsetWidth", { value: width });
  const [asked, left] = [answering(replies), []];
  startReaching();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    left.push(event.submitter?.value);
  });
  return { asked, left, form: document.querySelector("form"), tap: () => document.querySelector("button").click() };
}

test("a form leaves the page once the room has answered, with the button that was tapped", async () => {
  const { asked, left, form, tap } = sendings([new Response("ok")]);
  tap();
  assert.deepEqual(left, []);
  await until(() => left.length);
  assert.deepEqual([left, asked.map(({ url }) => url)], [["p03"], ["/healthz"]]);
  assert.equal(form.querySelector(".unreached"), null);
});

test("where nobody answers it stays with what was typed, and can be tapped once more", async () => {
  const { left, form, tap } = sendings([new TypeError("no network"), new Response("ok")]);
  form.elements.who.value = "Wang Lei";
  tap();
  tap();
  await until(() => form.querySelector(".unreached"));
  assert.deepEqual([left, form.querySelectorAll(".unreached").length, form.elements.who.value], [[], 1, "Wang Lei"]);
  tap();
  await until(() => left.length);
  assert.deepEqual([left, form.querySelector(".unreached")], [["p03"], null]);
});

test("beside the one button of a narrow form there is no room: it is said apart, until the signal is back", async () => {
  const { form, tap } = sendings([new TypeError("no network")], 90);
  tap();
  await until(() => document.querySelector(".unreached"));
  assert.deepEqual(
    [form.querySelector(".unreached"), document.querySelectorAll("body > .unreached--apart").length],
    [null, 1],
  );
  window.dispatchEvent(new window.Event("online"));
  assert.equal(document.querySelector(".unreached"), null);
});

test("what sends by itself is not asked for", async () => {
  const { asked, tap } = sendings([new Response("ok")]);
  window.addEventListener("submit", (event) => event.preventDefault(), true);
  tap();
  assert.deepEqual(asked, []);
});
