const KEY_BYTES = 16;

/** 128 random bits as hex: the room knows a repeated note by them. Works without HTTPS. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

let last = 0;

/** A number above those of all that wait, in this page and stored: a phone's clock may be set back between two notes. */
export function nextTurn(waiting) {
  last = Math.max(last, ...waiting.map(({ turn }) => turn)) + 1;
  return last;
}

function labelField(form) {
  const name = form.dataset.outboxLabel;
  return name ? form.elements.namedItem(name) : form.querySelector("textarea, input[type=text], input:not([type])");
}

const said = (element) =>
  (element?.getAttribute("aria-label") ?? element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** What somebody tapped, in the words that stood there: the button, then what was chosen for it. */
function tapped(form, submitter) {
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")].map(({ labels }) => labels?.[0]);
  return [submitter ?? form.querySelector("button"), ...chosen].map(said).filter(Boolean).join(" · ");
}

/** What a form says, as it will be sent: its own key in it, the CSRF token not, because that one ages. */
export function itemOf(form, submitter, room) {
  const data = new FormData(form);
  if (submitter?.name) data.set(submitter.name, submitter.value);
  data.delete("csrfmiddlewaretoken");
  const key = data.get("key") || newKey();
  data.set("key", key);
  const written = labelField(form)?.value.trim() ?? "";
  return {
    key,
    room,
    url: submitter?.getAttribute("formaction") || form.getAttribute("action") || location.pathname,
    fields: [...data].filter(([, value]) => typeof value === "string"),
    // What shows where it was made, as a stroke does, is listed only once the room refuses it.
    quiet: form.hasAttribute("data-outbox-quiet"),
    // What can be given once, as a signature: refused tries are moot when one of them got through.
    once: form.hasAttribute("data-outbox-once"),
    label: written || tapped(form, submitter),
    // A tap has no words to copy or to put back.
    isTap: !written,
    wall: data.get("wall") ?? "",
    column: data.get("column") ?? "",
    created: Date.now(),
    tries: 0,
    state: "queued",
  };
}
