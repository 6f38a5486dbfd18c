import assert from "node:assert/strict";
import { test } from "node:test";
import { Feed } from "../../static/js/feed.js";

function feedAt(seq, answers = []) {
  const log = [];
  const feed = new Feed({
    seq,
    epoch: "e",
    apply: (html) => log.push(`apply ${html}`),
    fetchFrame: async (since, epoch) => {
      log.push(`fetch ${since} ${epoch}`);
      return answers.shift();
    },
  });
  return { feed, log };
}

const frame = (from, to, html, epoch = "e") => ({ from, to, epoch, ...(html ? { html } : {}) });

test("frames in order are applied once, a repeated one is ignored", async () => {
  const { feed, log } = feedAt(41);
  for (const one of [frame(41, 42, "a"), frame(41, 42, "a"), frame(42, 44, "b"), frame(40, 43, "old")])
    await feed.receive(one);
  assert.deepEqual([log, feed.seq], [["apply a", "apply b"], 44]);
});

test("an overlapping frame that reaches further is applied", async () => {
  const { feed, log } = feedAt(41);
  await feed.receive(frame(39, 43, "a"));
  assert.deepEqual([log, feed.seq], [["apply a"], 43]);
});

test("a gap is fetched, never guessed", async () => {
  const { feed, log } = feedAt(41, [frame(41, 47, "all")]);
  await feed.receive(frame(45, 46, "late"));
  assert.deepEqual([log, feed.seq], [["fetch 41 e", "apply all"], 47]);
});

test("a heartbeat of the same place asks nothing, one ahead fetches", async () => {
  const { feed, log } = feedAt(41, [frame(41, 42, "missed")]);
  await feed.receive(frame(41, 41));
  assert.deepEqual(log, []);
  await feed.receive(frame(42, 42));
  assert.deepEqual([log, feed.seq], [["fetch 41 e", "apply missed"], 42]);
});

test("a frame with nothing for this screen only moves the cursor", async () => {
  const { feed, log } = feedAt(41);
  await feed.receive(frame(41, 45));
  assert.deepEqual([log, feed.seq], [[], 45]);
});

test("another epoch is fetched with the known one and then adopted, even where the numbers are smaller", async () => {
  const { feed, log } = feedAt(41, [frame(0, 12, "restored", "f")]);
  await feed.receive(frame(41, 42, "x", "f"));
  assert.deepEqual([log, feed.seq, feed.epoch], [["fetch 41 e", "apply restored"], 12, "f"]);
});

test("a whole surface needs no fetch, whatever came before it", async () => {
  const { feed, log } = feedAt(41);
  const whole = '<main id="surface" data-whole></main>';
  await feed.receive(frame(0, 60, whole));
  await feed.receive(frame(0, 60, whole));
  await feed.receive(frame(0, 3, whole, "f"));
  assert.deepEqual([log, feed.seq, feed.epoch], [[`apply ${whole}`, `apply ${whole}`], 3, "f"]);
});

test("one fetch at a time: what comes meanwhile asks once more afterwards", async () => {
  let answer;
  const log = [];
  const feed = new Feed({
    seq: 1,
    epoch: "e",
    apply: (html) => log.push(html),
    fetchFrame: (since) => (log.push(since), new Promise((done) => (answer = done))),
  });
  const first = feed.receive(frame(5, 6, "x"));
  feed.receive(frame(6, 7, "y"));
  feed.receive(frame(7, 8, "z"));
  assert.deepEqual(log, [1]);
  answer(frame(1, 6, "to six"));
  await new Promise(setImmediate);
  assert.deepEqual(log, [1, "to six", 6]);
  answer(frame(6, 8, "to eight"));
  await first;
  assert.deepEqual([log, feed.seq], [[1, "to six", 6, "to eight"], 8]);
});

test("a failed fetch leaves the cursor and can be tried again", async () => {
  const { feed, log } = feedAt(41);
  const ask = feed.fetchFrame;
  feed.fetchFrame = () => Promise.reject(new Error("no network"));
  await assert.rejects(feed.receive(frame(50, 51, "x")));
  feed.fetchFrame = ask;
  await feed.catchUp();
  assert.deepEqual([log, feed.seq], [["fetch 41 e"], 41]);
});

test("a frame that cannot be applied does not move the cursor", async () => {
  const { feed } = feedAt(41);
  feed.apply = () => {
    throw new Error("broken");
  };
  assert.throws(() => feed.receive(frame(41, 42, "x")));
  assert.equal(feed.seq, 41);
});

test("nothing moves under a finger that drags; afterwards the screen catches up once", async () => {
  const { feed, log } = feedAt(41, [frame(41, 44, "all")]);
  feed.hold();
  await feed.receive(frame(41, 42, "a"));
  await feed.catchUp();
  assert.deepEqual(log, []);
  await feed.release();
  assert.deepEqual([log, feed.seq], [["fetch 41 e", "apply all"], 44]);
});
