import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

page("");
const { graphemes, startWriting } = await import("../../static/js/writing.js");
const { forget, restore, startDrafts } = await import("../../static/js/drafts.js");

const FORM = `<form id="f"><input type="radio" name="column" value="S" id="s"><label for="s" data-q="S">S</label>
  <div id="paper" data-follows="column" data-q="W"></div>
  <textarea id="t" name="text" data-enter-posts data-draft="note" data-limit="5"></textarea><b id="n" data-count-for="t"></b></form>`;

function start(data = { room: "7" }) {
  page(FORM, { data });
  let posted = 0;
  document.addEventListener("submit", (event) => (event.preventDefault(), posted++));
  startWriting();
  startDrafts();
  return { field: document.getElementById("t"), posts: () => posted };
}

const press = (field, options) => {
  const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...options });
  field.dispatchEvent(event);
  return event.defaultPrevented;
};

function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

test("Enter posts; Shift+Enter and the Enter that ends a composition do not", () => {
  const { field, posts } = start();
  assert.deepEqual([press(field, { isComposing: true }), posts()], [false, 0]);
  assert.deepEqual([press(field, { keyCode: 229 }), posts()], [false, 0]);
  assert.deepEqual([press(field, { shiftKey: true }), posts()], [false, 0]);
  assert.deepEqual([press(field, {}), posts()], [true, 1]);
});

test("without requestSubmit, as in Safari 15, Enter still posts", () => {
  const { field, posts } = start();
  field.form.requestSubmit = undefined;
  press(field, {});
  assert.equal(posts(), 1);
});

test("what a reader takes for one character counts as one", () => {
  assert.deepEqual(["", " ab ", "两个字", "é", "👩‍👩‍👧", "a\r\nb"].map(graphemes), [0, 2, 3, 1, 1, 3]);
});

test("the counter follows, and says when it is too long", () => {
  const { field } = start();
  type(field, "四个字了");
  const counter = document.getElementById("n");
  assert.deepEqual([counter.textContent, counter.className], ["4 / 5", ""]);
  type(field, "abcdef");
  assert.deepEqual([counter.textContent, counter.className], ["6 / 5", "is-over"]);
});

test("the paper takes the hue of the chosen field", () => {
  start();
  const paper = document.getElementById("paper");
  document.getElementById("s").click();
  assert.equal(paper.dataset.q, "S");
  paper.removeAttribute("data-q");
  document.dispatchEvent(new CustomEvent("tutti:applied"));
  assert.equal(paper.dataset.q, "S", "also after what is personal was shown anew");
});

test("a draft comes back after a reload and after the region was fetched anew, until it is forgotten", () => {
  const { field } = start();
  type(field, "half a thought");
  const stored = { ...localStorage };
  assert.deepEqual(stored, { "tutti:draft:7:note": "half a thought" });
  field.value = "";
  restore();
  assert.equal(field.value, "half a thought");
  forget(field);
  field.value = "";
  document.dispatchEvent(new CustomEvent("tutti:applied"));
  assert.equal(field.value, "");
});

test("a draft never overwrites what stands in the field, nor crosses rooms", () => {
  const { field } = start();
  type(field, "draft");
  field.value = "typed since";
  restore();
  assert.equal(field.value, "typed since");
  document.body.dataset.room = "8";
  field.value = "";
  restore();
  assert.equal(field.value, "");
});

test("emptying the field empties the draft", () => {
  const { field } = start();
  type(field, "x");
  type(field, "");
  assert.equal(localStorage.length, 0);
});

test("what another tab types or sends does not stay behind in this one, unless something else stands here", () => {
  const { field } = start();
  const elsewhere = (text) => {
    text ? localStorage.setItem("tutti:draft:7:note", text) : localStorage.clear();
    window.dispatchEvent(new window.Event("storage"));
  };
  elsewhere("typed there 🙂");
  assert.equal(field.value, "typed there 🙂");
  elsewhere("");
  assert.equal(field.value, "");
  type(field, "typed here");
  elsewhere("typed there");
  assert.equal(field.value, "typed there");
  field.value = "not stored, the phone is full";
  elsewhere("");
  assert.equal(field.value, "not stored, the phone is full");
});

test("what was typed before the script arrived is a draft", () => {
  const before = start().field;
  before.value = "typed on a slow line";
  startDrafts();
  assert.equal(localStorage.getItem("tutti:draft:7:note"), "typed on a slow line");
});
