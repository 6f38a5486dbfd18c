import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { page } from "./page.mjs";
const { hear, reading, serverNow, tick } = await import("../../static/js/clock.js");

test("time left is rounded up, time over counts up", () => {
  assert.deepEqual([588_000, 587_001, 60_000, 999, 1, 0, -1, -999, -1_000, -65_000].map(reading), [
    "09:48",
    "09:48",
    "01:00",
    "00:01",
    "00:01",
    "00:00",
    "00:00",
    "00:00",
    "+0:01",
    "+1:05",
  ]);
});

test("the server's clock counts, as told by the message that travelled fastest", () => {
  mock.method(performance, "now", () => 5_000);
  hear(1_100_000 - 400);
  hear(1_100_000 - 20);
  hear(NaN);
  hear(1_100_000 - 900);
  assert.equal(serverNow(), 1_099_980);
  mock.restoreAll();
});

test("F17: a phone's clock that is set anew changes nothing", () => {
  mock.method(performance, "now", () => 5_000);
  hear(1_200_000);
  const before = serverNow();
  mock.timers.enable({ apis: ["Date"], now: Date.now() - 3 * 3_600_000 });
  assert.equal(serverNow(), before);
  hear(1_200_000 - 300);
  assert.equal(serverNow(), before);
  mock.timers.reset();
  mock.restoreAll();
});

test("timers, their bars and minutes show what is left; last minute, over and a quarter over have a class (R-GEN-6)", () => {
  mock.method(performance, "now", () => 6_000);
  const now = serverNow();
  page(`<time id="a" data-ends="${now + 61_000}"></time><time id="b" data-ends="${now + 60_000}"></time><time id="c" data-ends="${now - 5_000}"></time>
    <b id="d" data-ends="${now + 481_000}" data-unit="minutes"></b>
    <time id="f" data-starts="${now - 124_000}" data-ends="${now - 24_000}"></time>
    <time id="g" data-starts="${now - 125_000}" data-ends="${now - 25_000}"></time>
    <span id="e" class="bar" data-starts="${now - 75_000}" data-ends="${now + 25_000}"><i></i></span>`);
  tick();
  const read = (id) => document.getElementById(id).textContent;
  const isLast = (id) => document.getElementById(id).classList.contains("is-last");
  assert.deepEqual(["a", "b", "c", "d"].map(read), ["01:01", "01:00", "+0:05", "9"]);
  assert.deepEqual(["a", "b", "c"].map(isLast), [false, true, false]);
  const has = (name) => (id) => document.getElementById(id).classList.contains(name);
  assert.deepEqual(["b", "c", "f", "g"].map(has("is-up")), [false, true, true, true]);
  assert.deepEqual(["b", "c", "f", "g"].map(has("is-long")), [false, false, false, true]);
  assert.equal(document.getElementById("e").dataset.v, "75");
  mock.restoreAll();
});
