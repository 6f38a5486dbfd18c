import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { answering, ids, page, settled, until } from "./page.mjs";
const { Outbox } = await import("../../static/js/outbox.js");
const { startLive } = await import("../../static/js/live.js");

const BODY = `
  <p data-storage-warning hidden></p><b data-outbox-count></b><section data-outbox-some hidden><ul id="list" data-outbox-list></ul></section>
  <template data-outbox-item><li><i data-outbox-field></i><p data-outbox-text></p><p data-outbox-error data-otherwise="Kept here."></p>
    <button data-outbox-again></button><button data-outbox-drop></button></li></template>
  <form id="f" data-outbox action="/w/7/notes/"><input type="hidden" name="csrfmiddlewaretoken" value="x"><input type="hidden" name="wall" value="3">
    <input type="radio" name="column" value="W" checked><textarea id="text" name="text" data-clear></textarea><input name="evidence" value="Dec: 7" data-clear></form>
  <ul id="mine"></ul>`;
const KEPT = '<li id="note-1" data-into="mine" data-order="1">kept</li>';
const ok = (status = 201) => new Response(KEPT, { status });
let outbox;

async function open() {
  outbox = await Outbox.open("7");
  return outbox;
}

async function write(text) {
  document.getElementById("text").value = text;
  await outbox.take(document.getElementById("f"));
}

const shown = () =>
  [...document.querySelectorAll("#list li")].map((item) => [
    item.dataset.state,
    item.querySelector("[data-outbox-text]").textContent,
  ]);
const keys = (log) => log.filter(({ method }) => method === "POST").map(({ body }) => body.key);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  mock.method(Math, "random", () => 0.001);
  page(BODY, { data: { room: "7" } });
  await open();
});

/** What a reload does to the old page: its timers never fire. */
const unload = () => (outbox.sender.wake = () => {});

afterEach(() => (unload(), mock.restoreAll()));

test("a note is sent with its key and token, acknowledged, and what comes back is shown", async () => {
  const log = answering([ok()]);
  await write("Furnace lids leak");
  await until(() => outbox.unsent() === 0);
  const [{ method, url, body, token }] = log;
  assert.match(body.key, /^[0-9a-f]{32}$/);
  assert.deepEqual(
    { ...body, key: "" },
    { wall: "3", column: "W", text: "Furnace lids leak", evidence: "Dec: 7", key: "" },
  );
  assert.deepEqual([log.length, method, url, token], [1, "POST", "/w/7/notes/", "first"]);
  assert.deepEqual([shown(), ids("mine"), await outbox.store.all()], [[], ["note-1"], []]);
});

test("R-GEN-13: a note says for which seat it was kept, and waits while another one sits here", async () => {
  const elsewhere = new Response("", { status: 409, headers: { "X-Rule": "R-GEN-13" } });
  const log = answering([elsewhere, elsewhere, ok()]);
  await write("Furnace lids leak");
  await until(() => outbox.unsent() === 0);
  assert.deepEqual(
    log.map(({ seat }) => seat),
    ["7", "7", "7"],
  );
  assert.equal(new Set(keys(log)).size, 1);
});

test("fields are cleared only when the note is stored, and keep what was typed meanwhile", async () => {
  answering([new Error("offline")]);
  const field = document.getElementById("text");
  const put = outbox.store.put.bind(outbox.store);
  let during = "";
  mock.method(outbox.store, "put", async (item) => {
    await put(item);
    if (item.state !== "queued") return;
    during = field.value;
    field.value += " and more";
  });
  await write("First");
  assert.deepEqual([during, field.value], ["First", "and more"]);
});

test("each note has a key of its own, a retry has the same", async () => {
  const log = answering([
    new Error("offline"),
    new Response("", { status: 503 }),
    new Response("", { status: 429 }),
    ok(),
    ok(202),
  ]);
  await write("One");
  await write("Two");
  await until(() => outbox.unsent() === 0);
  const [first, ...rest] = keys(log);
  assert.deepEqual(rest.slice(0, 3), [first, first, first]);
  assert.equal(new Set(keys(log)).size, 2);
  assert.deepEqual(
    log.map(({ body }) => body.text),
    ["One", "One", "One", "One", "Two"],
  );
});

test("notes leave in the order they were written, one at a time", async () => {
  let flying = 0;
  let most = 0;
  const texts = [];
  globalThis.fetch = async (_, { body }) => {
    most = Math.max(most, ++flying);
    texts.push(new URLSearchParams(body).get("text"));
    await settled();
    flying--;
    return ok();
  };
  for (const text of ["a", "b", "c"]) await write(text);
  await until(() => outbox.unsent() === 0);
  assert.deepEqual([texts, most], [["a", "b", "c"], 1]);
});

test("without network the note waits and says so", async () => {
  mock.method(Math, "random", () => 1);
  answering([new Error("offline")]);
  await write("One");
  await until(() => shown()[0]?.[0] === "kept");
  assert.deepEqual([shown(), outbox.unsent(), document.body.dataset.unsent], [[["kept", "One"]], 1, "1"]);
  assert.equal(document.querySelector("[data-outbox-some]").hidden, false);
});

test("a phone on which something waited reminds the room of it, one that never waited says nothing", async () => {
  const sent = [];
  globalThis.WebSocket = class {
    readyState = 1;
    send = (text) => sent.push(text);
    close() {}
  };
  globalThis.fetch = async () => {
    throw new Error("offline");
  };
  Object.assign(document.body.dataset, { socket: "/ws/w/7/", changes: "/w/7/changes/", seq: "1", epoch: "e" });
  mock.method(globalThis, "setInterval", () => 0);
  startLive();
  outbox.remind();
  assert.deepEqual(sent, []);
  await write("One");
  await until(() => sent.length === 1);
  outbox.remind();
  globalThis.fetch = async () => ok();
  outbox.sender.wake();
  await until(() => outbox.unsent() === 0);
  outbox.remind();
  document.dispatchEvent(new CustomEvent("tutti:refused"));
  assert.deepEqual(sent, ['{"unsent":1}', '{"unsent":1}', '{"unsent":0}', '{"unsent":0}']);
});

test("Retry-After is honoured", async () => {
  const log = answering([new Response("", { status: 429, headers: { "Retry-After": "1" } }), ok()]);
  const started = Date.now();
  await write("One");
  await until(() => outbox.unsent() === 0);
  assert.deepEqual([log.length, Date.now() - started >= 1000], [2, true]);
});

for (const [status, body, words] of [
  [422, "This text is too long.", "This text is too long."],
  [409, "<p>The step is <b>closed</b>.</p>", "The step is closed."],
  [413, "", "Kept here."],
]) {
  test(`a refusal ${status} keeps the text and shows the reason, and the next note still goes`, async () => {
    const log = answering([new Response(body, { status }), ok()]);
    await write("Refused");
    await write("Next");
    await until(() => outbox.unsent() === 0 && log.length === 2);
    await until(() => shown().length === 1);
    assert.deepEqual(
      [shown(), document.querySelector("[data-outbox-error]").textContent],
      [[["failed", "Refused"]], words],
    );
  });
}

test("what failed can be tried again with the same key", async () => {
  const log = answering([new Response("closed", { status: 409 }), ok()]);
  await write("Refused");
  await until(() => shown()[0]?.[0] === "failed");
  await outbox.again((await outbox.store.all())[0]);
  await until(() => shown().length === 0);
  assert.deepEqual([log.length, new Set(keys(log)).size], [2, 1]);
});

test("what failed comes into sight, but not under the hands of who writes something else meanwhile", async () => {
  const seen = [];
  Element.prototype.scrollIntoView = function () {
    seen.push(this.querySelector("[data-outbox-text]").textContent);
  };
  answering([new Response("No.", { status: 422 }), new Response("No.", { status: 422 })]);
  document.getElementById("text").focus();
  await write("one");
  await until(() => shown()[0]?.[0] === "failed");
  document.body.insertAdjacentHTML("beforeend", '<form action="/w/7/parked/"><input id="other"></form>');
  document.getElementById("other").focus();
  await write("two");
  await until(() => shown()[1]?.[0] === "failed");
  await settled();
  assert.deepEqual(seen, ["one"]);
});

test("what failed goes back into the field, before what stands there now", async () => {
  const form = document.getElementById("f");
  form.insertAdjacentHTML(
    "beforeend",
    `<input type="radio" name="lens" value="cost" checked><input type="radio" name="lens" value="basis">
      <select name="target"><option value="">–</option><option value="C4" selected>C4</option></select>`,
  );
  answering([new Response("closed", { status: 409 })]);
  await write("Refused");
  await until(() => shown()[0]?.[0] === "failed");
  document.getElementById("text").value = "Meanwhile";
  form.elements.lens.value = "basis";
  form.elements.target.value = "";
  await outbox.drop((await outbox.store.all())[0]);
  assert.deepEqual([document.getElementById("text").value, shown()], ["Meanwhile\nRefused", []]);
  assert.deepEqual([form.elements.lens.value, form.elements.target.value], ["cost", "C4"]);
});

test("what failed stays where neither field nor clipboard takes it", async () => {
  answering([new Response("closed", { status: 409 })]);
  await write("Refused");
  await until(() => shown()[0]?.[0] === "failed");
  document.getElementById("f").remove();
  await outbox.drop((await outbox.store.all())[0]);
  assert.deepEqual(shown(), [["failed", "Refused"]]);
});

test("R-GEN-13: a wrong PIN is sent once, told at its field and asked for anew, and all the rest stays", async () => {
  const wrong = { status: 403, headers: { "X-Rule": "R-GEN-13", "X-Field": "pin" } };
  const log = answering([new Response("Not the PIN.", wrong), ok()]);
  const form = document.getElementById("f");
  form.insertAdjacentHTML("beforeend", '<input id="pin" name="pin">');
  const pin = document.getElementById("pin");
  pin.value = "1111";
  await write("My own words");
  await until(() => document.getElementById("pin-amiss"));
  const told = () => document.getElementById("pin-amiss")?.textContent;
  assert.deepEqual([told(), pin.value, pin.getAttribute("aria-invalid"), shown()], ["Not the PIN.", "", "true", []]);
  assert.deepEqual([document.getElementById("text").value, document.activeElement === pin], ["My own words", true]);
  pin.value = "2222";
  pin.dispatchEvent(new Event("input", { bubbles: true }));
  assert.deepEqual([told(), pin.getAttribute("aria-invalid")], [undefined, null]);
  await outbox.take(form);
  await until(() => outbox.unsent() === 0);
  assert.deepEqual(
    log.map(({ method, body }) => [method, body.pin, body.text]),
    [
      ["POST", "1111", "My own words"],
      ["POST", "2222", "My own words"],
    ],
  );
});

test("what a page has no field for is fetched, and what waits is not offered again as it was", async () => {
  answering([new Response("Type your PIN.", { status: 403, headers: { "X-Rule": "R-SIGN-1", "X-Field": "pin" } })]);
  await write("Mine");
  await until(() => shown()[0]?.[0] === "failed");
  assert.equal(document.querySelector("#list li").hasAttribute("data-asks"), true);
});

test("an old token is refreshed once, and the same key goes again with the new one", async () => {
  const fresh = () => ((document.cookie = "csrftoken=second"), new Response("page"));
  const log = answering([new Response("", { status: 403 }), fresh, ok()]);
  await write("One");
  await until(() => outbox.unsent() === 0);
  assert.deepEqual(
    log.map(({ method, token }) => [method, token]),
    [
      ["POST", "first"],
      ["GET", undefined],
      ["POST", "second"],
    ],
  );
  assert.deepEqual([new Set(keys(log)).size, log[1].url], [1, "http://room.test/w/7/"]);
});

test("a person who may not is told after one refresh", async () => {
  const log = answering([
    new Response("no", { status: 403 }),
    new Response("page"),
    new Response("Not your seat.", { status: 403 }),
  ]);
  await write("One");
  await until(() => shown()[0]?.[0] === "failed");
  assert.deepEqual([log.length, document.querySelector("[data-outbox-error]").textContent], [3, "Not your seat."]);
});

test("a redirect is no acknowledgement: the text stays", async () => {
  const login = () => {
    const reply = Object.defineProperty(new Response(""), "status", { value: 0 });
    return Object.defineProperty(reply, "type", { value: "opaqueredirect" });
  };
  const log = answering([login, new Response("login page"), login]);
  await write("One");
  await until(() => shown()[0]?.[0] === "failed");
  assert.deepEqual(shown(), [["failed", "One"]]);
  assert.deepEqual(
    log.map(({ method, redirect }) => [method, redirect]),
    [
      ["POST", "manual"],
      ["GET", undefined],
      ["POST", "manual"],
    ],
  );
});

test("a form's own key is used, and is not queued twice", async () => {
  answering([new Error("offline")]);
  mock.method(Math, "random", () => 1);
  const form = document.getElementById("f");
  form.insertAdjacentHTML("beforeend", '<input type="hidden" name="key" value="abc">');
  await write("One");
  assert.equal(form.elements.key.value, "");
  form.elements.key.value = "abc";
  await write("One");
  assert.deepEqual(
    (await outbox.store.all()).map(({ key, label }) => [key, label]),
    [["abc", "One"]],
  );
});

test("a tap that the room refuses says what was tapped, and can be left", async () => {
  document.body.insertAdjacentHTML(
    "beforeend",
    `<form id="tap" action="/w/7/fist/"><label for="three"> 3 </label><input type="radio" id="three" name="value" checked>
      <textarea name="reason"></textarea><button> Show my <b>hand</b> </button></form>`,
  );
  answering([new Response("Hands are down.", { status: 409 })]);
  const form = document.getElementById("tap");
  await outbox.take(form, form.querySelector("button"));
  await until(() => shown()[0]?.[0] === "failed");
  assert.deepEqual(shown(), [["failed", "Show my hand · 3"]]);
  assert.equal(document.querySelector("#list li").hasAttribute("data-tap"), true);
  form.remove();
  await outbox.drop((await outbox.store.all())[0]);
  assert.deepEqual([shown(), await outbox.store.all()], [[], []]);
});

test("a double tap is one note", async () => {
  answering([new Error("offline")]);
  mock.method(Math, "random", () => 1);
  document.getElementById("text").value = "One";
  await Promise.all([outbox.take(document.getElementById("f")), outbox.take(document.getElementById("f"))]);
  assert.equal((await outbox.store.all()).length, 1);
});

test("after a reload the queue goes on with the same keys, in order", async () => {
  mock.method(Math, "random", () => 1);
  const before = answering([new Error("offline")]);
  await write("One");
  await write("Two");
  await outbox.sender.wake();
  unload();
  page(BODY, { data: { room: "7" } });
  const log = answering([ok()]);
  await open();
  assert.deepEqual(shown(), [
    ["kept", "One"],
    ["queued", "Two"],
  ]);
  await outbox.sender.wake();
  assert.deepEqual(
    log.map(({ body }) => body.text),
    ["One", "Two"],
  );
  assert.equal(keys(log)[0], keys(before)[0]);
  assert.deepEqual(shown(), []);
});

test("F17: notes leave in the order they were written, whatever the phone's clock does between them and a reload", async () => {
  const down = () => new Error("offline");
  answering([down(), down()]);
  const now = Date.now();
  for (const [text, clock] of [
    ["One", now],
    ["Two", now - 3_600_000],
  ]) {
    mock.method(Date, "now", () => clock);
    await write(text);
  }
  await until(() => shown()[0][0] === "kept");
  unload();
  mock.method(Date, "now", () => now - 86_400_000);
  page(BODY, { data: { room: "7" } });
  const log = answering([down(), ok(), ok(), ok()]);
  await open();
  await write("Three");
  await until(() => outbox.unsent() === 0);
  const said = log.filter(({ method }) => method === "POST").map(({ body }) => body.text);
  assert.deepEqual(said.slice(-3), ["One", "Two", "Three"]);
});

test("another workshop's notes are not sent from here", async () => {
  mock.method(Math, "random", () => 1);
  answering([new Error("offline")]);
  await write("One");
  const other = await Outbox.open("8");
  assert.deepEqual([await other.store.all(), (await outbox.store.all()).length], [[], 1]);
});

test("where nothing can be stored the note is kept in memory, and the page says so", async () => {
  globalThis.indexedDB = undefined;
  page(BODY, { data: { room: "7" } });
  await open();
  mock.method(Math, "random", () => 1);
  answering([new Error("offline")]);
  await write("One");
  await until(() => shown()[0]?.[0] === "kept");
  assert.deepEqual([shown(), document.querySelector("[data-storage-warning]").hidden], [[["kept", "One"]], false]);
});

test("of what can be given once, a second tap without a signal waits alone, in sight, and with the newer words", async () => {
  answering([new Error("offline"), new Error("offline")]);
  mock.method(Math, "random", () => 1);
  const form = document.getElementById("f");
  form.setAttribute("data-outbox-once", "");
  const brought = [];
  window.Element.prototype.scrollIntoView = function () {
    brought.push(this.dataset.key);
  };
  await write("First");
  await until(() => shown()[0]?.[0] === "kept");
  await write("Second");
  await until(() => brought.length === 2);
  assert.deepEqual(shown(), [["kept", "Second"]]);
  delete window.Element.prototype.scrollIntoView;
});
