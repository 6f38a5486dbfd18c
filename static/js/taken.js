const NAME = "tutti-taken";
const MARGIN = 1_000;

/** An answer to something sent was taken in just now, by the page of this tab that stands at the moment. */
export function noteTaken() {
  try {
    sessionStorage.setItem(NAME, String(Date.now()));
  } catch {
    // Without storage the list of own things is as old as the page, until the next push.
  }
}

/** Whether the page before this one took something in while this one was being fetched, which it may not show. */
export function wasTakenMeanwhile() {
  try {
    return Number(sessionStorage.getItem(NAME)) + MARGIN >= performance.timeOrigin;
  } catch {
    return false;
  }
}
