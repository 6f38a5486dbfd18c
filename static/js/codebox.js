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

/** Says on the form's button how many digits are missing, once somebody has begun. */
function tell(input) {
  const button = input.form?.querySelector("[data-many]");
  if (!button) return;
  const { ready, one, many } = button.dataset;
  const left = DIGITS - input.value.length;
  const missing = left === 1 ? one : many.replace("{n}", left);
  button.textContent = left % DIGITS ? missing : ready;
}

export function startCodebox(root = document) {
  for (const box of root.querySelectorAll("[data-codebox]:not(.is-ready)")) {
    const input = box.querySelector("input");
    for (let number = 0; number < DIGITS; number++) {
      if (number === DIGITS / 2) box.append(document.createElement("i"));
      box.append(document.createElement("span"));
    }
    box.classList.add("is-ready");
    const show = () => (draw(box, input), tell(input));
    input.addEventListener("input", show);
    show();
  }
}
