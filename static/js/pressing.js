import { serverNow } from "./clock.js";

/** How long a press waits for its answer; afterwards it is neither repeated nor delivered late. */
const PATIENCE = 15_000;

const under = new WeakMap();

/** The form that a request of the desk belongs to; what only reads has none. */
const formOf = ({ elt, requestConfig }) => (requestConfig?.elt ?? elt)?.closest?.("form");

const buttonOf = ({ requestConfig }, form) =>
  requestConfig?.triggeringEvent?.submitter ?? form.querySelector("button:not([type=button])");

/** A second tap while the first is on its way would be another act, played on what the first one left. */
function once(event) {
  const form = formOf(event.detail);
  if (form && under.has(form)) event.preventDefault();
}

/** Meant for now: what a dead network delivers later, the room refuses. Told by the room's clock, where it is known. */
function limit({ detail }) {
  if (detail.verb !== "post") return;
  detail.timeout = PATIENCE;
  if (document.body.dataset.now) detail.headers["X-Until"] = String(Math.round(serverNow() + PATIENCE));
}

function gone({ detail }) {
  const form = formOf(detail);
  if (!form || detail.requestConfig?.verb !== "post") return;
  const button = buttonOf(detail, form);
  under.set(form, button);
  button?.setAttribute("aria-busy", "true");
}

function back({ detail }) {
  const form = formOf(detail);
  under.get(form)?.removeAttribute("aria-busy");
  under.delete(form);
}

/** Presses of the desk: one at a time a form, seen while it is on its way, and never played late. */
export function startPressing() {
  document.addEventListener("htmx:confirm", once);
  document.addEventListener("htmx:configRequest", limit);
  document.addEventListener("htmx:beforeSend", gone);
  document.addEventListener("htmx:afterRequest", back);
}
