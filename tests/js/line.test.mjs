import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Line } from "../../static/js/line.js";
import { FakeSocket, sockets } from "./socket.mjs";

let log, line;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  mock.method(Math, "random", () => 0.5);
  sockets.length = 0;
  log = [];
  globalThis.WebSocket = FakeSocket;
  line = new Line({
    address: () => `ws://room.test/?n=${sockets.length}`,
    received: (frame) => log.push(frame.to),
    opened: () => log.push("open"),
    closed: (failures) => log.push(`lost ${failures}`),
    refused: () => log.push("refused"),
  });
});
afterEach(() => (mock.timers.reset(), mock.restoreAll()));

test("any close but a refusal is followed by a new socket after a growing pause", () => {
  line.connect();
  sockets[0].open();
  sockets[0].end(1000);
  mock.timers.tick(249);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  assert.equal(sockets.length, 2);
  sockets[1].end(4001);
  mock.timers.tick(499);
  assert.equal(sockets.length, 2);
  mock.timers.tick(1);
  assert.deepEqual([sockets.length, log], [3, ["open", "lost 1", "lost 2"]]);
});

test("after a restart of the server a hall full of phones comes back over some seconds, a wall at once", () => {
  for (const [spread, wait] of [
    [6_000, 3_000],
    [undefined, 250],
  ]) {
    line = new Line({ ...line, spread });
    line.connect();
    const before = sockets.length;
    sockets.at(-1).end(1012);
    mock.timers.tick(wait - 1);
    assert.equal(sockets.length, before);
    mock.timers.tick(1);
    assert.equal(sockets.length, before + 1);
    line.stop();
  }
});

test("for a minute the pause never exceeds a second, then fifteen", () => {
  Math.random.mock.mockImplementation(() => 1);
  line.connect();
  const tries = (times, pause) => {
    for (let time = 0; time < times; time++) {
      const before = sockets.length;
      sockets.at(-1).end(1006);
      mock.timers.tick(pause - 1);
      assert.equal(sockets.length, before);
      mock.timers.tick(1);
      assert.equal(sockets.length, before + 1);
    }
  };
  tries(1, 500);
  tries(119, 1_000);
  tries(3, 15_000);
});

test("a refusal ends it, and nothing wakes it again", () => {
  line.connect();
  sockets[0].open();
  sockets[0].end(4403);
  mock.timers.tick(60_000);
  line.wake();
  assert.deepEqual([sockets.length, log], [1, ["open", "refused"]]);
});

test("35 seconds of silence are a lost socket, a message starts them anew", () => {
  line.connect();
  sockets[0].open();
  mock.timers.tick(34_000);
  sockets[0].say({ to: 1 });
  mock.timers.tick(34_000);
  assert.deepEqual([sockets.length, log], [1, ["open", 1]]);
  mock.timers.tick(1_000);
  assert.deepEqual([log, sockets[0].readyState], [["open", 1, "lost 1"], 3]);
  mock.timers.tick(250);
  assert.equal(sockets.length, 2);
});

test("a socket that never opens is given up as well", () => {
  line.connect();
  mock.timers.tick(35_000);
  assert.deepEqual([log, sockets[0].readyState], [["lost 1"], 3]);
});

test("waking replaces a socket that was silent for more than 20 seconds, and keeps a fresh one", () => {
  line.connect();
  sockets[0].open();
  mock.timers.tick(20_000);
  line.wake();
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  line.wake();
  assert.deepEqual([sockets.length, sockets[0].readyState], [2, 3]);
});

test("F17: a clock that was set back while the phone slept hides no dead socket", () => {
  line.connect();
  sockets[0].open();
  sockets[0].say({ to: 1 });
  mock.method(Date, "now", () => -3_600_000);
  line.wake();
  assert.equal(sockets.length, 2);
});

test("a browser that makes no socket fails like a lost one", () => {
  globalThis.WebSocket = class {
    constructor() {
      throw new Error("blocked");
    }
  };
  line.connect();
  mock.timers.tick(250);
  mock.timers.tick(500);
  assert.deepEqual([log, line.failures], [["lost 1", "lost 2", "lost 3"], 3]);
});

test("messages go only through an open socket", () => {
  line.connect();
  line.send({ unsent: 1 });
  sockets[0].open();
  line.send({ unsent: 2 });
  assert.deepEqual(sockets[0].sent, ['{"unsent":2}']);
});
