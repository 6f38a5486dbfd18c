import { serverNow } from "./clock.js";

/** A struck bell: each partial with its loudness and the seconds in which it fades. */
const PARTIALS = [
  [523.25, 0.12, 2.6],
  [1046.5, 0.05, 1.7],
  [1568, 0.02, 1],
];
const LOOK = 500;

let audio = null;

function ring() {
  if (audio?.state !== "running") return;
  const now = audio.currentTime;
  for (const [pitch, loudness, seconds] of PARTIALS) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, now);
    volume.gain.exponentialRampToValueAtTime(loudness, now + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(now);
    tone.stop(now + seconds);
  }
}

/** What of a wall is worth a bell: `hears(before, now)` of two looks at it, each {step, ends, left} or `null`. */
export function hears(before, now) {
  if (!before || !now) return false;
  if (before.step !== now.step) return now.step.includes(".");
  return before.ends === now.ends && before.left > 0 && now.left <= 0;
}

function look() {
  const surface = document.getElementById("surface");
  if (!surface?.dataset.step) return null;
  const ends = Number(surface.querySelector("[data-ends]")?.dataset.ends);
  return { step: surface.dataset.step, ends, left: ends - serverNow() };
}

const isWanted = () => document.getElementById("surface")?.dataset.bell === "on";

/** The browser wants one click before a page may sound: until then a button says so. */
function offer() {
  const isSilent = audio.state !== "running" && isWanted();
  document.querySelectorAll("[data-bell-allow]").forEach((button) => (button.hidden = !isSilent));
}

export function startBell() {
  const Audio = window.AudioContext ?? window.webkitAudioContext;
  if (!Audio) return;
  audio = new Audio();
  let seen = look();
  const listen = () => {
    const now = look();
    if (isWanted() && hears(seen, now)) ring();
    seen = now;
    offer();
  };
  audio.addEventListener?.("statechange", offer);
  document.addEventListener("click", () => audio.resume());
  document.addEventListener("tutti:applied", listen);
  setInterval(listen, LOOK);
  offer();
}
