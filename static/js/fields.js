const FIELDS = "input, textarea, select";

/** Whether a person has changed this field since the server wrote it. */
export function isTouched(field) {
  if (!field.matches?.(FIELDS)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

/** Sends a form as a tap on its button would; Safari 15 has no `requestSubmit`. */
export function submit(form) {
  if (form.requestSubmit) return form.requestSubmit();
  const button = form.querySelector("[type=submit], button:not([type])");
  if (button) return button.click();
  const event = new Event("submit", { bubbles: true, cancelable: true });
  if (form.dispatchEvent(event)) form.submit();
}

/** Tells whoever counts, colours or stores a field that its value was set by script. */
export function announce(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
