import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { page, settled } from "./page.mjs";
import { FakeSocket, sockets } from "./socket.mjs";

const DATA = {
  socket: "/ws/w/7/?as=phone",
  changes: "/w/7/changes/?as=phone",
  seq: "41",
  epoch: "e",
  live: "",
  room: "7",
};
let asked,
  answer,
  states,
  number = 0;

/** Each test starts the page's script anew, as a load does. */
async function start(surface = "phone") {
  page('<p data-refused hidden></p><main id="surface"><ul id="wall"></ul></main>', { surface, data: DATA });
  document.addEventListener("tutti:live", ({ detail }) => states.push(detail.state));
  const live = await import(`../../static/js/live.js?${number++}`);
  live.startLive();
  await settled();
  return live;
}

const note = (id) => `<li id="${id}" data-into="wall" data-order="${id}">${id}</li>`;
const wall = () => [...document.querySelectorAll("#wall li")].map(({ id }) => id);
const nothing = () => Response.json({ from: 41, to: 41, epoch: "e", now: 0 });

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  mock.method(Math, "random", () => 0.5);
  sockets.length = 0;
  [asked, states, answer] = [[], [], nothing];
  globalThis.WebSocket = FakeSocket;
  globalThis.fetch = async (url) => (asked.push(`${url.pathname}${url.search}`), answer());
});
afterEach(() => (mock.timers.reset(), mock.restoreAll()));

test("an open socket is live, names what it has seen, and frames move the cursor of the page", async () => {
  await start();
  assert.equal(sockets[0].url, "ws://room.test/ws/w/7/?as=phone&since=41&epoch=e");
  sockets[0].open();
  sockets[0].say({ from: 41, to: 42, epoch: "e", html: note("n1") });
  assert.deepEqual([wall(), document.body.dataset.seq, document.body.dataset.live], [["n1"], "42", "live"]);
});

for (const [frame, questions] of [
  [{ from: 41, to: 41, epoch: "e", now: 0 }, []],
  [null, ["/w/7/changes/?as=phone&since=41&epoch=e"]],
]) {
  test(`what was missed is asked for once, where the room says nothing: ${JSON.stringify(frame)}`, async () => {
    await start();
    sockets[0].open();
    if (frame) sockets[0].say(frame);
    mock.timers.tick(20_000);
    await settled();
    assert.deepEqual(asked, questions);
  });
}

test("a gap on the socket is fetched from where the page stands", async () => {
  await start();
  sockets[0].open();
  await settled();
  answer = () => Response.json({ from: 41, to: 44, epoch: "e", html: note("n1") + note("n2"), now: 0 });
  sockets[0].say({ from: 43, to: 44, epoch: "e", html: note("n2") });
  await settled();
  const question = "/w/7/changes/?as=phone&since=41&epoch=e";
  assert.deepEqual([asked, wall(), document.body.dataset.seq], [[question], ["n1", "n2"], "44"]);
});

for (const [surface, period] of [
  ["phone", 10_000],
  ["projector", 3_000],
]) {
  test(`after three failed sockets a ${surface} polls every ${period} ms, and stops when it is live`, async () => {
    await start(surface);
    for (let time = 0; time < 3; time++) {
      sockets.at(-1).end(1006);
      if (time < 2) mock.timers.tick(2_000);
    }
    await settled();
    assert.deepEqual([states, asked.length], [["offline", "polling"], 1]);
    // The next sockets neither open nor fail, so that only the poll is counted.
    mock.timers.tick(period - 1);
    await settled();
    assert.equal(asked.length, 1);
    mock.timers.tick(1);
    await settled();
    assert.equal(asked.length, 2);
    sockets.at(-1).open();
    await settled();
    mock.timers.tick(period * 3);
    await settled();
    assert.deepEqual([states.at(-1), asked.length], ["live", 3]);
  });
}

test("a lost socket is offline at once, a new one live again", async () => {
  await start();
  sockets[0].open();
  sockets[0].end(1011);
  mock.timers.tick(250);
  sockets[1].open();
  assert.deepEqual(states, ["live", "offline", "live"]);
});

test("a network that comes back under an open socket is live with the first answer", async () => {
  const live = await start();
  sockets[0].open();
  await settled();
  window.dispatchEvent(new Event("offline"));
  await live.catchUp();
  assert.deepEqual(states, ["live", "offline", "live"]);
});

test("a refusal shows why, and nobody asks again", async () => {
  await start();
  sockets[0].end(4403);
  mock.timers.tick(60_000);
  window.dispatchEvent(new Event("online"));
  await settled();
  assert.equal(document.querySelector("[data-refused]").hidden, false);
  assert.deepEqual([sockets.length, asked.length, document.body.dataset.live], [1, 0, "refused"]);
});

test("a page that may no longer look is refused by the fetch as well", async () => {
  await start();
  answer = () => new Response("", { status: 403 });
  sockets[0].open();
  mock.timers.tick(1_500);
  await settled();
  assert.deepEqual([document.querySelector("[data-refused]").hidden, document.body.dataset.live], [false, "refused"]);
});

test("a failing server is asked again until it answers", async () => {
  await start();
  answer = () => new Response("", { status: 502 });
  sockets[0].open();
  mock.timers.tick(1_500);
  await settled();
  answer = () => Response.json({ from: 41, to: 42, epoch: "e", html: note("n1"), now: 0 });
  mock.timers.tick(1_000);
  await settled();
  assert.deepEqual([asked.length, wall()], [2, ["n1"]]);
});

test("the room hears how much waits on the phone", async () => {
  const live = await start();
  live.tellUnsent(1);
  sockets[0].open();
  live.tellUnsent(2);
  assert.deepEqual(sockets[0].sent, ['{"unsent":2}']);
});

test("a heartbeat is told to who reminds the room, a change and a poke are not", async () => {
  await start();
  let beats = 0;
  document.addEventListener("tutti:heartbeat", () => (beats += 1));
  sockets[0].open();
  await settled();
  sockets[0].say({ from: 41, to: 42, epoch: "e", html: note("n1"), now: 0 });
  sockets[0].say({ from: 42, to: 42, epoch: "e", poke: "run", now: 0 });
  assert.equal(beats, 0);
  sockets[0].say({ from: 42, to: 42, epoch: "e", now: 0 });
  assert.equal(beats, 1);
});

for (const [frame, wait] of [
  [{ spread: 42 }, 21],
  [{}, 150],
]) {
  test(`poked phones spread their questions as the frame says: ${JSON.stringify(frame)}`, async () => {
    await start();
    document.body.insertAdjacentHTML("beforeend", '<div data-region="mine" data-url="/w/7/mine/"><p></p></div>');
    let questions = 0;
    globalThis.fetch = async () => (questions++, new Response(""));
    sockets[0].say({ from: 41, to: 42, epoch: "e", html: '<div data-poke="mine"></div>', ...frame });
    mock.timers.tick(wait - 1);
    await settled();
    const early = questions;
    mock.timers.tick(1);
    await settled();
    assert.deepEqual([early, questions], [0, 1]);
  });
}
