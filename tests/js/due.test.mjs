import assert from "node:assert/strict";
import { test } from "node:test";
import { page, until } from "./page.mjs";
const { look } = await import("../../static/js/due.js");

test("a region is asked for once when its moment has come, and not before (R-GEN-6, R-GEN-7)", async () => {
  const soon = Date.now() + 60_000;
  page(`<div data-region="run" data-url="/run/"><p data-due="${Date.now() - 1}">half time</p></div>
    <div data-region="rest" data-url="/rest/"><p data-due="${soon}"></p><i></i></div>`);
  const asked = [];
  globalThis.fetch = async (url) => (asked.push(url), new Response(`<p data-due="${soon}">Time is up</p>`));
  look();
  look();
  await until(() => document.querySelector("p").textContent === "Time is up");
  look();
  assert.deepEqual(asked, ["/run/"]);
  assert.deepEqual(
    [...document.querySelectorAll("p")].map((one) => one.dataset.due),
    [String(soon), String(soon)],
  );
});
