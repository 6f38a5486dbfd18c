async function hold() {
  if (document.hidden) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // Without HTTPS, or on a low battery, the wall may fall asleep: nothing depends on it.
  }
}

export function startWakeLock() {
  if (!navigator.wakeLock) return;
  hold();
  document.addEventListener("visibilitychange", hold);
}
