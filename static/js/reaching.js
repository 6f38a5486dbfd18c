import { timed } from "./csrf.js";
import { submit } from "./fields.js";

const WORDS = ".unreached";
// A form of one button in a row has no room for a sentence.
const ROOM = 260;

async function isThere(address) {
  try {
    return (await timed(address, { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Once more as it was sent: with the button that was tapped. */
const again = (form, button) => (button ? button.click() : submit(form));

const forget = () => document.querySelectorAll(WORDS).forEach((said) => said.remove());

function say(form, content) {
  const said = content.querySelector(WORDS);
  const isNarrow = form.offsetWidth < ROOM;
  said.classList.toggle("unreached--apart", isNarrow);
  (isNarrow ? document.body : form).append(said);
  if (!isNarrow) said.scrollIntoView?.({ block: "nearest" });
}

/**
 * A form that leaves the page leaves it to an error page of the browser where nobody answers, and takes along what was
 * typed. The room is asked first whether it is there; if not, that is said in our words beside the button.
 */
export function startReaching() {
  const words = document.getElementById("unreached");
  const reached = new WeakSet();
  const asking = new WeakSet();
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (!words || event.defaultPrevented || form.method !== "post" || reached.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking.has(form)) return;
    asking.add(form);
    forget();
    const isReached = await isThere(words.dataset.url);
    asking.delete(form);
    if (isReached) return (reached.add(form), again(form, submitter));
    say(form, words.content.cloneNode(true));
  });
  window.addEventListener("online", forget);
}
