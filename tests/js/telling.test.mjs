import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

page("");
const { startTelling } = await import("../../static/js/telling.js");

const applied = () => document.dispatchEvent(new CustomEvent("tutti:applied", { detail: {} }));
const said = () => document.querySelector("[data-said]").textContent;

test("a new step is told once, and what only changes inside one is not", () => {
  page(`<p data-said="Sent"></p><main id="surface" data-step="swot.write.0"><h1>What helps?</h1></main>`);
  startTelling();
  applied();
  assert.equal(said(), "");
  const surface = document.getElementById("surface");
  surface.dataset.step = "swot.evidence.0";
  surface.innerHTML = "";
  applied();
  assert.equal(said(), "");
  surface.innerHTML = `<h1 class="lookup__h">Look up</h1><p class="lookup__q">How do we know?</p>`;
  applied();
  assert.equal(said(), "Look up. How do we know?");
  document.querySelector("[data-said]").textContent = "On the wall";
  applied();
  assert.equal(said(), "On the wall");
});
