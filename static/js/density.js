const DENSEST = 3;

const isClipped = (body) => body.scrollHeight > body.clientHeight + 1;

/** Steps a column of notes down until every text is whole; the last step clamps with an ellipsis, never mid-line. */
export function fit(list) {
  for (let density = 0; density <= DENSEST; density++) {
    list.dataset.density = String(density);
    const bodies = [...list.querySelectorAll(".note__body")];
    if (density === DENSEST) bodies.forEach(clamp);
    else if (!bodies.some(isClipped)) return;
  }
}

function clamp(body) {
  const text = body.querySelector(".note__text");
  if (!text) return;
  const line = parseFloat(getComputedStyle(text).lineHeight) || 1;
  const isStacked = (child) => child !== text && child.offsetLeft < text.offsetLeft + text.offsetWidth;
  const taken = [...body.children].filter(isStacked).reduce((sum, child) => sum + child.offsetHeight, 0);
  body.style.setProperty("--lines", String(Math.max(1, Math.floor((body.clientHeight - taken) / line))));
}

export function fitAll() {
  document.querySelectorAll("[data-fit]").forEach(fit);
}

export function startDensity() {
  fitAll();
  document.addEventListener("tutti:applied", fitAll);
  window.addEventListener("resize", fitAll);
  document.fonts?.ready.then(fitAll);
}
