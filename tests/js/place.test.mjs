import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ids, page } from "./page.mjs";
const { apply } = await import("../../static/js/place.js");

const note = (id, order, text = id, into = "wall") =>
  `<p id="${id}" data-into="${into}" data-order="${order}">${text}</p>`;

beforeEach(() =>
  page(
    `<main id="surface" data-step="write"><div id="wall">${note("n1", "001")}${note("n3", "003")}</div><div id="tray"></div></main>`,
  ),
);

test("a new element takes its place by order, at the front, between and at the end", () => {
  apply(note("n2", "002") + note("n0", "000") + note("n9", "009"));
  assert.deepEqual(ids("wall"), ["n0", "n1", "n2", "n3", "n9"]);
});

test("at most three notes land at once, the rest simply hang; who asked for rest sees none move", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const landing = () => [...document.querySelectorAll(".is-arriving")].map(({ id }) => id);
  apply(["a", "b", "c", "d", "e"].map((id, at) => note(id, `1${at}`)).join(""));
  assert.deepEqual(
    [ids("wall"), landing()],
    [
      ["n1", "n3", "a", "b", "c", "d", "e"],
      ["a", "b", "c"],
    ],
  );
  apply(note("f", "16"));
  assert.deepEqual(landing(), ["a", "b", "c"]);
  mock.timers.tick(1_000);
  apply(note("g", "17"));
  assert.deepEqual(landing(), ["g"]);
  mock.timers.tick(1_000);
  window.matchMedia = () => ({ matches: true });
  apply(note("h", "18"));
  assert.deepEqual(landing(), []);
  mock.timers.reset();
});

test("the same frame twice, or an older state late, changes nothing but the text", () => {
  apply(note("n2", "002", "two"));
  const page = document.body.innerHTML.replaceAll(' class="is-arriving"', "");
  apply(note("n2", "002", "two"));
  assert.equal(document.body.innerHTML.replaceAll(' class="is-arriving"', "").replaceAll(' class=""', ""), page);
});

test("an element keeps its node when its text changes, and moves when its order or container does", () => {
  const node = document.getElementById("n1");
  apply(note("n1", "004", "new"));
  assert.equal(document.getElementById("n1"), node);
  assert.deepEqual([ids("wall"), node.textContent], [["n3", "n1"], "new"]);
  apply(note("n1", "001", "new", "tray"));
  assert.deepEqual([ids("wall"), ids("tray")], [["n3"], ["n1"]]);
});

test("newest first where the container descends", () => {
  document.getElementById("wall").setAttribute("data-descending", "");
  apply(note("n9", "009"));
  assert.deepEqual(ids("wall"), ["n9", "n1", "n3"]);
});

test("what is gone is removed, and being gone twice is no error", () => {
  apply('<template id="n1" data-gone></template><template id="n1" data-gone></template>');
  assert.deepEqual(ids("wall"), ["n3"]);
});

test("a note may come before the column that holds it", () => {
  apply(note("n7", "007", "n7", "late") + '<section id="late" data-into="wall" data-order="009"></section>');
  assert.deepEqual([ids("wall"), ids("late")], [["n1", "n3", "late"], ["n7"]]);
});

test("an element of another surface is left out", () => {
  const before = document.body.innerHTML;
  apply(note("n7", "007", "n7", "elsewhere") + '<p id="stray">x</p>');
  assert.equal(document.body.innerHTML, before);
});

test("a container that keeps its children is morphed around them", () => {
  apply('<section id="c" data-into="wall" data-order="005"><h2>A</h2><div id="c-notes" data-keeps></div></section>');
  apply(note("n7", "007", "n7", "c-notes"));
  apply(
    '<section id="c" data-into="wall" data-order="005"><h2>B</h2><div id="c-notes" data-keeps data-count="1"></div></section>',
  );
  assert.deepEqual([ids("c-notes"), document.querySelector("#c h2").textContent], [["n7"], "B"]);
  assert.equal(document.getElementById("c-notes").dataset.count, "1");
});

test("at most three land at once, the rest appear", () => {
  apply([4, 5, 6, 7, 8].map((number) => note(`n${number}`, `00${number}`)).join(""));
  assert.deepEqual(ids("wall"), ["n1", "n3", "n4", "n5", "n6", "n7", "n8"]);
  assert.deepEqual(
    [...document.querySelectorAll(".is-arriving")].map(({ id }) => id),
    ["n4", "n5", "n6"],
  );
});

test("nothing lands where less motion is wished", () => {
  window.matchMedia = () => ({ matches: true });
  apply(note("n4", "004"));
  assert.equal(document.querySelectorAll(".is-arriving").length, 0);
});

test("another step replaces the surface and sets the mode of the page", () => {
  const answer = apply(
    '<main id="surface" data-whole data-step="look" data-mode="lookup"><p id="up">Look up</p></main>',
  );
  assert.deepEqual([answer.whole, ids("surface")], [true, ["up"]]);
  assert.equal(document.documentElement.dataset.mode, "lookup");
  apply('<main id="surface" data-whole data-step="write" data-mode=""></main>');
  assert.equal(document.documentElement.hasAttribute("data-mode"), false);
  assert.equal(document.getElementById("surface").hasAttribute("data-whole"), false);
});

test("a field of another step does not inherit what was typed", () => {
  apply('<main id="surface" data-whole data-step="a"><textarea></textarea></main>');
  document.querySelector("textarea").value = "half a thought";
  document.querySelector("textarea").focus();
  apply('<main id="surface" data-whole data-step="b"><textarea></textarea></main>');
  assert.equal(document.querySelector("textarea").value, "");
});

test("the same step keeps typed text, choices and personal regions", () => {
  const surface = (
    title,
  ) => `<main id="surface" data-whole data-step="a"><h1>${title}</h1><textarea id="t">server</textarea>
    <input id="i" value="one"><input id="c" type="checkbox"><div data-region="mine" data-url="/m/"></div></main>`;
  apply(surface("First"));
  document.getElementById("t").value = "typed";
  document.getElementById("i").value = "typed too";
  document.getElementById("c").checked = true;
  document.querySelector("[data-region]").innerHTML = "<p>mine</p>";
  apply(surface("Second"));
  const { value } = document.getElementById("t");
  assert.deepEqual(
    [
      document.querySelector("h1").textContent,
      value,
      document.getElementById("i").value,
      document.getElementById("c").checked,
    ],
    ["Second", "typed", "typed too", true],
  );
  assert.equal(document.querySelector("[data-region]").innerHTML, "<p>mine</p>");
});

test("pokes are collected and leave no trace on the page", () => {
  const before = document.body.innerHTML;
  const { pokes } = apply('<div data-poke="mine"></div><div data-poke="votes"></div><div data-poke="mine"></div>');
  assert.deepEqual([[...pokes], document.body.innerHTML], [["mine", "votes"], before]);
});
