import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page.mjs";

const { morphContent } = await import("../../static/js/morph.js");

const row = (name) => `<li data-note="${name}"><details><summary>Hide</summary>
  <form action="/notes/${name}/hiding/"><input name="reason" value=""><button>Hide</button></form></details></li>`;

const pushed = (markup) => {
  const fresh = document.createElement("div");
  fresh.innerHTML = markup;
  morphContent(document.getElementById("list"), [...fresh.childNodes]);
};

const unfold = (name) => {
  const fold = document.querySelector(`[data-note="${name}"] details`);
  fold.open = true;
  fold.querySelector("input").value = "about a person";
  fold.querySelector("button").focus();
};

const shown = () =>
  [...document.querySelectorAll("li")].map((one) => [
    one.dataset.note,
    one.querySelector("details").open,
    one.querySelector("input").value,
  ]);

test("what was unfolded and typed for one row stays while others come", () => {
  page(`<ul id="list">${row("1")}${row("2")}</ul>`);
  unfold("1");
  pushed(row("1") + row("2") + row("3"));
  assert.deepEqual(shown(), [
    ["1", true, "about a person"],
    ["2", false, ""],
    ["3", false, ""],
  ]);
});

test("it does not pass to the row that takes its place", () => {
  page(`<ul id="list">${row("1")}${row("2")}</ul>`);
  unfold("1");
  pushed(row("2"));
  assert.deepEqual(shown(), [["2", false, ""]]);
});

test("what lies behind look up stays open when another form comes first in it", () => {
  const photo = '<form action="/pictures/"><button>Hang it</button></form>';
  page(
    `<div id="list"><details class="lookup__behind" id="behind-1" open><summary>Our picture</summary>${photo}</details></div>`,
  );
  pushed(`<details class="lookup__behind" id="behind-1"><summary>Our picture</summary>
    <form action="/pictures/1/down/"><button>Take it down</button></form>${photo}</details>`);
  assert.equal(document.querySelector("details").open, true);
});

test("of two things behind look up the second does not open when the first is gone", () => {
  const behind = (name, rest = "") => `<details class="lookup__behind" id="${name}"${rest}><summary>${name}</summary>
    <form action="/${name}/"><button>Send</button></form></details>`;
  page(`<div id="list">${behind("change", " open")}${behind("promise")}</div>`);
  pushed(behind("promise"));
  assert.deepEqual(
    [...document.querySelectorAll("details")].map(({ id, open }) => [id, open]),
    [["promise", false]],
  );
});
