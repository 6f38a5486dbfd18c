import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { startWakeLock } from "../../static/js/wakelock.js";
import { page } from "./page.mjs";

test("a wall whose light the system took back asks for it anew, by itself", async () => {
  page("");
  Object.defineProperty(document, "hidden", { value: false, configurable: true });
  mock.timers.enable({ apis: ["setTimeout"] });
  const locks = [];
  const request = async () => (locks.push(document.createElement("i")), locks.at(-1));
  Object.defineProperty(globalThis, "navigator", { value: { wakeLock: { request } }, configurable: true });
  startWakeLock();
  await null;
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(locks.length, 1);
  locks[0].released = true;
  locks[0].dispatchEvent(new Event("release"));
  assert.equal(locks.length, 1);
  mock.timers.tick(60_000);
  assert.equal(locks.length, 2);
  mock.timers.reset();
});
