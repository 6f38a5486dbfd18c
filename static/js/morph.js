import { Idiomorph } from "idiomorph";
import { isTouched } from "./fields.js";

const KEEPS_CHILDREN = "[data-keeps], [data-region]";

function copyAttributes(from, to) {
  for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
}

/** What stood there when somebody began to type belongs to what they type: `text_was` beside `text`. */
function typedOver(element) {
  return /_was$/.test(element.name) ? element.form?.elements.namedItem(element.name.slice(0, -4)) : null;
}

/** A list is one field, though each of its entries says by itself whether it is chosen. */
const fieldOf = (element) => (element.matches("option") ? (element.closest("select") ?? element) : element);

/** What a person has unfolded stays unfolded, whatever is pushed below it. */
const isUnfolded = (name, element) => name === "open" && element.matches("details");

/** What a person has picked stays in hand, whatever is pushed around it. */
const isInHand = (name) => name === "data-picking" || name === "data-adding";

/** Whether a field was a person's before this morph: what the server marks half-way through makes it no more so. */
function touchedBefore() {
  const known = new Map();
  return (field) => {
    if (!known.has(field)) known.set(field, isTouched(field));
    return known.get(field);
  };
}

/**
 * A form that leads elsewhere by now is another row's: what was typed or unfolded for the first does not pass to it.
 * A fold with a name of its own is no row's.
 */
function partWith(form, fresh) {
  if (!fresh.matches?.("form") || form.getAttribute("action") === fresh.getAttribute("action")) return;
  form.reset();
  const fold = form.closest("details");
  if (fold && !fold.id) fold.open = false;
}

/** Callbacks that leave what a person has typed, and children that come and go on their own. */
const careful = (isTheirs = touchedBefore()) => ({
  beforeAttributeUpdated: (name, element) =>
    !(
      /^(value|checked|selected)$/.test(name) &&
      [fieldOf(element), typedOver(element)].some((field) => field && isTheirs(field))
    ) &&
    !isUnfolded(name, element) &&
    !isInHand(name),
  /** What answers this person's last tap stays until the next one. */
  beforeNodeRemoved: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.matches("[data-stays]")),
  beforeNodeMorphed(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.matches("form")) partWith(old, fresh);
    if (!old.matches(KEEPS_CHILDREN)) return true;
    if (!fresh.matches?.(KEEPS_CHILDREN)) return true;
    copyAttributes(fresh, old);
    return false;
  },
});

/** The field that has the focus is left alone; a button that was just pressed is not, for its words may have changed. */
const options = () => ({
  ignoreActiveValue: Boolean(document.activeElement?.matches?.("input, textarea, select")),
  callbacks: careful(),
});

/** Makes `element` look like `fresh`, keeping focus and typed text. */
export function morph(element, fresh) {
  Idiomorph.morph(element, fresh, options());
}

/** Makes the content of `element` look like `nodes`. */
export function morphContent(element, nodes) {
  Idiomorph.morph(element, nodes, { ...options(), morphStyle: "innerHTML" });
}
