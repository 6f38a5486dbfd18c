const DIGITS = 8;

/** Lays the digits of the one real input into eight boxes. */
function draw(box, input) {
  const digits = input.value.replace(/\D/g, "").slice(0, DIGITS);
  if (input.value !== digits) input.value = digits;
  const boxes = box.querySelectorAll("span");
  boxes.forEach((place, number) => {
    place.textContent = digits[number] ?? "";
    place.classList.toggle("is-at", number === Math.min(digits.length, DIGITS - 1));
  });
}

export function startCodebox(root = document) {
  for (const box of root.querySelectorAll("[data-codebox]:not(.is-ready)")) {
    const input = box.querySelector("input");
    for (let number = 0; number < DIGITS; number++) {
      if (number === DIGITS / 2) box.append(document.createElement("i"));
      box.append(document.createElement("span"));
    }
    box.classList.add("is-ready");
    input.addEventListener("input", () => draw(box, input));
    draw(box, input);
  }
}
