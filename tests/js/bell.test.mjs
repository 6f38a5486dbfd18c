import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";
page("");
const { hears } = await import("../../static/js/bell.js");

const at = (step, left, ends = 1000) => ({ step, left, ends });

test("the bell rings when a step opens and when its time is up, and only then", () => {
  const cases = [
    ["another step", at("swot.write.0", 5), at("swot.vote.0", 9), true],
    ["the first look", null, at("swot.write.0", 5), false],
    ["time is up", at("swot.write.0", 1), at("swot.write.0", 0), true],
    ["time was up before", at("swot.write.0", -1), at("swot.write.0", -2), false],
    ["a minute taken away", at("swot.write.0", 30, 1000), at("swot.write.0", -30, 940), false],
    ["the day is over", at("close.photo.0", 5), at("over", NaN), false],
    ["a step without minutes", at("a.b.0", NaN, NaN), at("a.b.0", NaN, NaN), false],
  ];
  assert.deepEqual(
    cases.map(([name, before, now]) => [name, hears(before, now)]),
    cases.map(([name, , , rings]) => [name, rings]),
  );
});
