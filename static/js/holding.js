import { serverNow } from "./clock.js";

const PATIENCE = 10_000;

function toggle(isHeld) {
  document.querySelectorAll("[data-offline-line]").forEach((line) => (line.hidden = !isHeld));
  document.querySelectorAll("[data-online-line]").forEach((line) => (line.hidden = isHeld));
}

/** Wall and console keep their last picture; after ten seconds without the room they say since when. */
export function startHolding() {
  let timer = 0;
  document.addEventListener("tutti:live", ({ detail }) => {
    clearTimeout(timer);
    if (!["offline", "refused"].includes(detail.state)) return toggle(false);
    const since = new Date(serverNow());
    timer = setTimeout(() => {
      const text = [since.getHours(), since.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
      document.querySelectorAll("[data-offline-time]").forEach((time) => (time.textContent = text));
      toggle(true);
    }, PATIENCE);
  });
}
