import { newKey } from "./queue.js";

/**
 * Gives each press of a desk's button a key of its own, kept until the server has answered: when the answer is lost,
 * the second press is the same act and not another one.
 */
class Keys {
  #kept = new WeakMap();

  of(form) {
    if (!this.#kept.has(form)) this.#kept.set(form, newKey());
    return this.#kept.get(form);
  }

  answered(form) {
    this.#kept.delete(form);
  }
}

export function startKeys(keys = new Keys()) {
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const form = detail.elt.closest("form");
    if (form && detail.verb === "post" && !detail.parameters.key) detail.parameters.key = keys.of(form);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.elt.closest?.("form");
    if (form && detail.xhr?.status) keys.answered(form);
  });
}
