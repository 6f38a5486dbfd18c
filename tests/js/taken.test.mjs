import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
const { noteTaken, wasTakenMeanwhile } = await import("../../static/js/taken.js");

afterEach(() => delete globalThis.sessionStorage);

const kept = (at) => {
  const values = new Map(at === undefined ? [] : [["tutti-taken", String(at)]]);
  globalThis.sessionStorage = {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => values.set(name, value),
  };
};

test("what was taken in after this page was asked for may be missing on it", () => {
  kept(performance.timeOrigin + 5);
  assert.equal(wasTakenMeanwhile(), true);
  kept();
  noteTaken();
  assert.equal(wasTakenMeanwhile(), true);
});

test("what was taken in long before, or never, is on the page", () => {
  kept(performance.timeOrigin - 60_000);
  assert.equal(wasTakenMeanwhile(), false);
  kept();
  assert.equal(wasTakenMeanwhile(), false);
});

test("without storage nothing is asked twice", () => {
  noteTaken();
  assert.equal(wasTakenMeanwhile(), false);
});
