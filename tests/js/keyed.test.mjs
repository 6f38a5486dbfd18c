import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

page("");
const { startKeys } = await import("../../static/js/keyed.js");

const tell = (name, elt, more) => document.dispatchEvent(new CustomEvent(name, { detail: { elt, ...more } }));

function pressed(form) {
  const parameters = {};
  tell("htmx:configRequest", form, { verb: "post", parameters });
  return parameters.key;
}

test("a press keeps its key until it was answered, and the next press gets another", () => {
  page(`<form id="a"></form><form id="b"></form>`);
  startKeys();
  const [a, b] = document.forms;
  const first = pressed(a);
  assert.match(first, /^[0-9a-f]{32}$/);
  assert.notEqual(pressed(b), first);
  tell("htmx:afterRequest", a, { xhr: { status: 0 } });
  assert.equal(pressed(a), first);
  tell("htmx:afterRequest", a, { xhr: { status: 200 } });
  assert.notEqual(pressed(a), first);
});

test("reading sends no key", () => {
  page(`<form id="a"></form>`);
  startKeys();
  const parameters = {};
  tell("htmx:configRequest", document.forms[0], { verb: "get", parameters });
  assert.deepEqual(parameters, {});
});
