const AGAIN = 30_000;

let lock = null;

async function hold() {
  if (document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    // A system may take it back in the middle of the day: nobody touches a wall to ask anew.
    lock.addEventListener("release", () => setTimeout(hold, AGAIN), { once: true });
  } catch {
    // Without HTTPS, or on a low battery, the wall may fall asleep: nothing depends on it.
  }
}

export function startWakeLock() {
  if (!navigator.wakeLock) return;
  hold();
  document.addEventListener("visibilitychange", hold);
}
