const MINUTE = 60_000;
const SAMPLES = 8;
const offsets = [];

/**
 * Learns the server's clock from a stamp it sent. The largest difference is the one that travelled fastest.
 * Held against the time since the page began, for the phone's own clock may be set anew meanwhile.
 */
export function hear(now) {
  if (!Number.isFinite(now)) return;
  offsets.push(now - performance.now());
  if (offsets.length > SAMPLES) offsets.shift();
}

export function serverNow() {
  return offsets.length ? performance.now() + Math.max(...offsets) : Date.now();
}

/** "09:48" before the end, "+1:05" after it. */
export function reading(left) {
  const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return left > 0 || seconds === 0 ? `${String(minutes).padStart(2, "0")}:${rest}` : `+${minutes}:${rest}`;
}

/** The last minute, time is up, and a quarter over it (R-GEN-6). */
function show(element, now) {
  const left = Number(element.dataset.ends) - now;
  const long = Number(element.dataset.ends) - Number(element.dataset.starts);
  element.classList.toggle("is-last", left > 0 && left <= MINUTE);
  element.classList.toggle("is-up", left <= 0);
  element.classList.toggle("is-long", long > 0 && -left >= long / 4);
  if (element.classList.contains("bar")) {
    const share = long > 0 ? Math.round(((long - left) / long) * 100) : 0;
    const filled = String(Math.min(100, Math.max(0, share)));
    if (element.dataset.v !== filled) element.dataset.v = filled;
    return;
  }
  write(element, element.dataset.unit === "minutes" ? String(Math.max(0, Math.ceil(left / MINUTE))) : reading(left));
}

/** What already stands there is left alone, so that a resting screen paints nothing. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function tick() {
  const now = serverNow();
  for (const element of document.querySelectorAll("[data-ends]")) show(element, now);
  for (const element of document.querySelectorAll("[data-until]")) element.hidden = now > Number(element.dataset.until);
}

export function startClock() {
  hear(Number(document.body.dataset.now || NaN));
  tick();
  setInterval(tick, 250);
  document.addEventListener("tutti:applied", tick);
}
