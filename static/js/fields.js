const FIELDS = "input, textarea, select";

/** What a list shows before anybody chooses: what the server marked, otherwise its first entry. */
function presetOf(list) {
  const options = [...list.options];
  const marked = options.filter((option) => option.defaultSelected);
  return marked.length || list.multiple ? marked : options.filter((option) => !option.disabled).slice(0, 1);
}

/** Whether a person has changed this field since the server wrote it. */
export function isTouched(field) {
  if (!field.matches?.(FIELDS)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== presetOf(field).includes(option));
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

/** Lists whose choice was sent show again what the server marked. */
export function resetLists(form) {
  for (const option of form.querySelectorAll("option")) option.selected = option.defaultSelected;
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
