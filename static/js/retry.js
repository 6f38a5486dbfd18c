const FIRST = 250;
const LONGEST = 15_000;

/** Milliseconds to wait before the next try: full jitter, so that a room full of phones does not come back at once. */
export function pause(tries, longest = LONGEST) {
  return Math.random() * Math.min(longest, FIRST * 2 ** tries);
}

/** Milliseconds that a `Retry-After` header asks for, 0 without one. */
export function asked(header) {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Math.min(Math.max(0, wait || 0), 60_000);
}
