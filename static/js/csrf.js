const TIMEOUT = 10_000;

export function token() {
  const pair = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : "";
}

/** `fetch` that gives up after ten seconds, so that a dead network does not hold the queue. */
export async function timed(url, options = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), TIMEOUT);
  try {
    return await fetch(url, { credentials: "same-origin", ...options, signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for this page once more: its answer carries a fresh cookie. */
export async function refreshToken() {
  await timed(location.href, { cache: "no-store", headers: { "X-Requested-With": "outbox" } });
}
