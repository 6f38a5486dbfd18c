let told = "";

/** The question of a step in one breath, as the phone shows it. */
function question(surface) {
  const parts = surface.querySelectorAll(".lookup__h, .lookup__q, .phone-rest h1, .prompt h1, .prompt [role=heading], h1");
  const words = [...parts].filter((part) => getComputedStyle(part).display !== "none").map((part) => part.textContent.trim());
  return [...new Set(words)].slice(0, 2).join(". ");
}

/** Who does not see that the room went on hears it once, when the new step has its question. */
function tell() {
  const surface = document.getElementById("surface");
  const step = surface?.dataset.step ?? "";
  if (step === told) return;
  const words = surface ? question(surface) : "";
  const line = document.querySelector("[data-said]");
  if (!words || !line) return;
  told = step;
  line.textContent = words;
}

export function startTelling() {
  told = document.getElementById("surface")?.dataset.step ?? "";
  document.addEventListener("tutti:applied", tell);
}
