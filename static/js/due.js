import { serverNow } from "./clock.js";
import { refresh } from "./regions.js";

/** A region says by `data-due` when time alone changes what it shows: then it is asked for once. */
export function look() {
  for (const element of document.querySelectorAll("[data-region] [data-due]")) {
    if (Number(element.dataset.due) > serverNow()) continue;
    delete element.dataset.due;
    refresh(element.closest("[data-region]"));
  }
}

export function startDue() {
  setInterval(look, 1000);
}
