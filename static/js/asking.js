/* What must be chosen asks in our words, beside the choice, instead of in a bubble of the browser's own language. */

const wordsFor = (field) => document.getElementById(field.dataset.asks ?? "");

export function startAsking() {
  document.addEventListener(
    "invalid",
    (event) => {
      const words = wordsFor(event.target);
      if (!words) return;
      event.preventDefault();
      words.hidden = false;
      words.scrollIntoView({ block: "center" });
    },
    true,
  );
  document.addEventListener("change", (event) => {
    const words = wordsFor(event.target);
    if (words) words.hidden = true;
  });
}
