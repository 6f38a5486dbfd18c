import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

page("");
const { startPressing } = await import("../../static/js/pressing.js");

const BODY = `<form id="a"><button type="button">Out of time</button><button>Next</button></form><form id="b"></form>`;

function desk(data = { now: "1" }) {
  page(BODY, { data });
  startPressing();
  const [form, other] = document.forms;
  return { form, other, button: form.lastElementChild };
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
const goes = (form) => tell("htmx:confirm", { elt: form });
const sent = (form) => tell("htmx:beforeSend", { requestConfig: { elt: form, verb: "post" } });
const answered = (form) => tell("htmx:afterRequest", { elt: form, requestConfig: { elt: form, verb: "post" } });

test("a second tap waits for the answer of the first, another form does not", () => {
  const { form, other } = desk();
  const before = goes(form);
  sent(form);
  const meanwhile = [goes(form), goes(other)];
  answered(form);
  assert.deepEqual([before, meanwhile, goes(form)], [true, [false, true], true]);
});

test("the button that was pressed is busy until its answer is here", () => {
  const { form, button } = desk();
  sent(form);
  const meanwhile = button.getAttribute("aria-busy");
  answered(form);
  assert.deepEqual([meanwhile, button.getAttribute("aria-busy")], ["true", null]);
});

test("a press says until when it is meant, where the room's clock is known", () => {
  const said = [{ now: "1" }, {}].map((data) => {
    const { form } = desk(data);
    const detail = { elt: form, verb: "post", headers: {} };
    tell("htmx:configRequest", detail);
    return [detail.timeout, /^[0-9]{13}$/.test(detail.headers["X-Until"])];
  });
  assert.deepEqual(said, [
    [15_000, true],
    [15_000, false],
  ]);
});

test("what only reads is neither limited nor busy", () => {
  const { form, button } = desk();
  const detail = { elt: form, verb: "get", headers: {} };
  tell("htmx:configRequest", detail);
  tell("htmx:beforeSend", { requestConfig: { elt: form, verb: "get" } });
  assert.deepEqual([detail, button.getAttribute("aria-busy")], [{ elt: form, verb: "get", headers: {} }, null]);
});
