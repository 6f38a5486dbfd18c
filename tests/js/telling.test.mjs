import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { page } from "./page.mjs";

page("");
mock.timers.enable({ apis: ["setInterval", "Date"] });
const { startTelling } = await import("../../static/js/telling.js");

const applied = () => document.dispatchEvent(new CustomEvent("tutti:applied", { detail: {} }));
const said = () => document.querySelector("[data-said]").textContent;
const SAID = `<p data-said="Sent" data-last-minute="One minute left" data-time-is-up="Time is up"></p>`;

test("a new step is told once, and what only changes inside one is not", () => {
  page(`${SAID}<main id="surface" data-step="swot.write.0"><h1>What helps?</h1></main>`);
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

test("at the desk, too, the step is told that the room went on to", () => {
  const panel = (step, title) => `<header data-step="${step}"><h1>${title}</h1></header>`;
  page(`${SAID}<main id="surface"><div id="run">${panel("swot.write", "SWOT: Write")}</div></main>`);
  startTelling();
  const heard = [
    ["swot.write", "SWOT: Write"],
    ["swot.evidence", "SWOT: Facts"],
  ].map(([step, title]) => {
    document.getElementById("run").innerHTML = panel(step, title);
    applied();
    return said();
  });
  assert.deepEqual(heard, ["", "SWOT: Facts"]);
});

test("that the room rests is told, and where it goes on", () => {
  page(`${SAID}<main id="surface" data-step="swot.write.0"><h1>What helps?</h1></main>`);
  startTelling();
  const surface = document.getElementById("surface");
  const shown = [`<section class="phone-rest"><h1>The wall is paused.</h1></section>`, `<h1>What helps?</h1>`];
  const heard = shown.map((html) => ((surface.innerHTML = html), applied(), said()));
  assert.deepEqual(heard, ["The wall is paused.", "What helps?"]);
});

test("the last minute and the end are told once each, and a clock that was over already is not", () => {
  const clock = (left) => `<time data-ends="${Date.now() + left}"></time>`;
  page(`${SAID}<main id="surface" data-step="swot.write.0"><h1>What helps?</h1>${clock(62_000)}</main>`);
  startTelling();
  const heard = [];
  for (const seconds of [1, 2, 30, 31]) {
    mock.timers.tick(seconds * 1000);
    heard.push(said());
    document.querySelector("[data-said]").textContent = "";
  }
  assert.deepEqual(heard, ["", "One minute left", "", "Time is up"]);
  document.querySelector("time").dataset.ends = Date.now() - 5000;
  mock.timers.tick(3000);
  assert.equal(said(), "");
});
