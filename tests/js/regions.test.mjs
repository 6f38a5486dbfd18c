import assert from "node:assert/strict";
import { test } from "node:test";
import { page, settled, until } from "./page.mjs";
const { resetLists } = await import("../../static/js/fields.js");
const { letGo } = await import("../../static/js/still.js");
const { askAgain, fill, poke, refresh } = await import("../../static/js/regions.js");

const REGION = '<section data-region="mine" data-url="/w/7/mine/">CONTENT</section>';

test("a poked region is fetched and keeps focus and what was typed", async () => {
  page(REGION.replace("CONTENT", '<p id="left">3 left</p><textarea id="t"></textarea><input id="i">'), {
    surface: "console",
  });
  document.getElementById("t").value = "half a thought";
  document.getElementById("i").value = "typed, then left";
  document.getElementById("t").focus();
  globalThis.fetch = async () => new Response('<p id="left">2 left</p><textarea id="t"></textarea><input id="i">');
  poke(new Set(["mine"]));
  await until(() => document.getElementById("left").textContent === "2 left");
  assert.equal(document.activeElement.id, "t");
  assert.deepEqual(
    [document.getElementById("t").value, document.getElementById("i").value],
    ["half a thought", "typed, then left"],
  );
});

test("what comes while something is dragged is shown when it is let go of", async () => {
  page(`<div data-board data-dragging></div>${REGION.replace("CONTENT", "<p>as it lay</p>")}`, { surface: "console" });
  globalThis.fetch = async () => new Response("<p>as it lies</p>");
  const region = document.querySelector("[data-region]");
  await refresh(region);
  const shown = [region.textContent];
  letGo();
  assert.deepEqual([...shown, region.textContent], ["as it lay", "as it lies"]);
  assert.equal(document.querySelector("[data-dragging]"), null);
});

test("what stood there when somebody began to type is kept beside the typed words", async () => {
  const note = (text) =>
    `<form id="typed"><input type="hidden" name="text_was" value="${text}"><textarea name="text">${text}</textarea></form>
     <form id="idle"><input type="hidden" name="text_was" value="${text}"><textarea name="text">${text}</textarea></form>`;
  page(REGION.replace("CONTENT", note("first")), { surface: "console" });
  const fields = (id) => [...document.getElementById(id).elements].map((field) => field.value);
  document.querySelector("#typed textarea").value = "mine";
  globalThis.fetch = async () => new Response(note("theirs"));
  poke(new Set(["mine"]));
  await until(() => fields("idle")[1] === "theirs");
  assert.deepEqual(
    [fields("typed"), fields("idle")],
    [
      ["first", "mine"],
      ["theirs", "theirs"],
    ],
  );
});

test("a choice that nobody has sent yet stays chosen", async () => {
  const form = (left) =>
    `<p id="left">${left}</p><select><option value="">–</option><option value="a13">Visit</option></select>
     <select id="idle"><option value="">–</option><option value="a13" ${left === "2" ? "selected" : ""}>Visit</option></select>`;
  page(REGION.replace("CONTENT", form("3")), { surface: "console" });
  document.querySelector("select").value = "a13";
  globalThis.fetch = async () => new Response(form("2"));
  poke(new Set(["mine"]));
  await until(() => document.getElementById("left").textContent === "2");
  assert.deepEqual(
    [...document.querySelectorAll("select")].map((field) => field.value),
    ["a13", "a13"],
  );
});

test("a choice that was sent shows what the server kept, though somebody had chosen there before", async () => {
  const form = (kept) =>
    `<form><select><option value="">–</option>${["a13", "a14"].map((key) => `<option value="${key}" ${key === kept ? "selected" : ""}>${key}</option>`).join("")}</select></form>`;
  page(REGION.replace("CONTENT", form("")), { surface: "console" });
  const list = document.querySelector("select");
  const after = [];
  for (const kept of ["a13", "a14", ""]) {
    list.value = kept;
    resetLists(list.form);
    globalThis.fetch = async () => new Response(form(kept));
    poke(new Set(["mine"]));
    await until(() => ([...list.options].find((option) => option.defaultSelected)?.value ?? "") === kept);
    after.push(list.value);
  }
  assert.deepEqual(after, ["a13", "a14", ""]);
});

test("the answer may be the region itself", async () => {
  page(REGION.replace("CONTENT", "<p>old</p>"), { surface: "console" });
  globalThis.fetch = async () => new Response(REGION.replace("CONTENT", "<p>new</p>"));
  poke(new Set(["mine"]));
  await until(() => document.querySelector("p").textContent === "new");
  assert.equal(document.querySelectorAll("[data-region]").length, 1);
});

test("never two fetches of a region at once; pokes meanwhile ask once more", async () => {
  page(REGION.replace("CONTENT", "<p>0</p>"), { surface: "console" });
  const answers = [];
  let asked = 0;
  globalThis.fetch = () => (asked++, new Promise((done) => answers.push(done)));
  const region = document.querySelector("[data-region]");
  refresh(region);
  await until(() => asked === 1);
  for (let time = 0; time < 3; time++) refresh(region);
  await settled();
  assert.equal(asked, 1);
  answers[0](new Response("<p>1</p>"));
  await until(() => asked === 2);
  answers[1](new Response("<p>2</p>"));
  await until(() => document.querySelector("p").textContent === "2");
  await settled();
  assert.equal(asked, 2);
});

test("another poke and another region are not asked", async () => {
  page(REGION.replace("CONTENT", "<p>0</p>"), { surface: "console" });
  let asked = 0;
  globalThis.fetch = async () => (asked++, new Response(""));
  poke(new Set(["votes"]));
  await settled();
  assert.equal(asked, 0);
});

test("a region that the page left empty is filled; a failing server is asked again", async () => {
  page(REGION.replace("CONTENT", "") + REGION.replace("mine", "full").replace("CONTENT", "<b>there</b>"));
  const asked = [];
  globalThis.fetch = async (url) => {
    asked.push(url);
    return asked.length === 1 ? new Response("", { status: 503 }) : new Response("<p>filled</p>");
  };
  fill();
  await until(() => document.querySelector("p")?.textContent === "filled");
  assert.deepEqual(asked, ["/w/7/mine/", "/w/7/mine/"]);
});

test("an answer from before the last own note does not take it away again", async () => {
  page(REGION.replace("CONTENT", '<p id="notes">two</p>'), { surface: "console" });
  const seen = [];
  const answers = [];
  globalThis.fetch = () =>
    new Promise((done) => answers.push((text) => done(new Response(`<p id="notes">${text}</p>`))));
  document.addEventListener("tutti:applied", () => seen.push(document.getElementById("notes").textContent));
  const asked = refresh(document.querySelector("[data-region]"));
  await until(() => answers.length === 1);
  document.getElementById("notes").textContent = "two, three";
  askAgain();
  answers[0]("two");
  await until(() => answers.length === 2);
  answers[1]("two, three");
  await asked;
  assert.deepEqual(seen, ["two, three"]);
});
