import { serverNow } from "./clock.js";

const MINUTE = 60_000;
let told = "";

/** The question of a step in one breath, as the phone shows it. */
function question(surface) {
  const parts = surface.querySelectorAll(
    ".lookup__h, .lookup__q, .phone-rest h1, .prompt h1, .prompt [role=heading], h1",
  );
  const words = [...parts]
    .filter((part) => getComputedStyle(part).display !== "none")
    .map((part) => part.textContent.trim());
  return [...new Set(words)].slice(0, 2).join(". ");
}

function say(words) {
  const line = document.querySelector("[data-said]");
  if (words && line) line.textContent = words;
}

/** The step that is open: what phones show, or the head of the desk, bears it; at rest it is another one to the ear. */
function place() {
  const rests = document.querySelector("#surface .phone-rest") ? "rests" : "";
  return `${document.querySelector("[data-step]")?.dataset.step ?? ""} ${rests}`;
}

/** Who does not see that the room went on hears it once, when the new step has its question. */
function tell() {
  const surface = document.getElementById("surface");
  if (!surface || place() === told) return;
  const words = question(surface);
  if (!words) return;
  told = place();
  say(words);
}

/** The last minute is told when it begins, the end when it comes: once each, for a clock that was seen before it. */
function countDown() {
  let [last, ends] = [Infinity, ""];
  setInterval(() => {
    const clock = document.querySelector("#surface time[data-ends]");
    const left = clock ? Number(clock.dataset.ends) - serverNow() : Infinity;
    const words = document.querySelector("[data-said]")?.dataset;
    if (clock && clock.dataset.ends === ends && words) {
      if (last > MINUTE && left <= MINUTE && left > 0) say(words.lastMinute);
      if (last > 0 && left <= 0) say(words.timeIsUp);
    }
    [last, ends] = [left, clock?.dataset.ends ?? ""];
  }, 1000);
}

export function startTelling() {
  told = place();
  document.addEventListener("tutti:applied", tell);
  countDown();
}
