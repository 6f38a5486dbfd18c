const SHORT = 430;
const GAP = 12;
const FIELD = "textarea, input:not([type=radio], [type=checkbox], [type=hidden], [type=file])";
const root = document.documentElement;

/** How much of the page a keyboard lies over: iOS covers the page, Android mostly makes it smaller. */
const covered = (height, view) => Math.max(0, Math.round(height - view.offsetTop - view.height));

/** With the keyboard open little is seen: then the question, the paper and its button alone stay. */
function fit() {
  const view = window.visualViewport ?? { height: window.innerHeight, offsetTop: 0, scale: 1 };
  // Whoever has zoomed in looks at a part of the page on purpose.
  if (view.scale > 1.05) return;
  root.style.setProperty("--covered", `${covered(window.innerHeight, view)}px`);
  const field = document.activeElement;
  const isTyping = view.height < SHORT && field.matches(FIELD) && Boolean(field.closest("#compose"));
  if (isTyping === "typing" in root.dataset) return;
  if (!isTyping) return void delete root.dataset.typing;
  root.dataset.typing = "";
  document.querySelector(".prompt")?.scrollIntoView?.({ block: "start" });
}

/** The tap that sends leaves the focus where it is: the keyboard stays for the next note. */
function stay(event) {
  const { form } = event.target.closest?.("button") ?? {};
  const field = document.activeElement;
  if (form?.id === "compose" && field.form === form && field.matches("[data-enter-posts]")) event.preventDefault();
}

/** Where the bar of the step begins; a step that looks up has none to be seen. */
function aboveTheBar() {
  const bar = document.querySelector(".ph__act");
  return bar?.getClientRects().length ? bar.getBoundingClientRect().top : window.innerHeight;
}

/** A browser brings the caret of a field into sight, but not from behind the bar: all of the field stands above it. */
function clearOfTheBar({ target }) {
  if (!target.matches?.(FIELD) || target.closest(".ph__act")) return;
  const behind = target.getBoundingClientRect().bottom + GAP - aboveTheBar();
  if (behind > 0) window.scrollBy(0, behind);
}

/** A keyboard that makes the page smaller folds what stands above a field, which then is somewhere else. */
function staysInSight() {
  const field = document.activeElement;
  if (!field.matches(FIELD) || "typing" in root.dataset) return;
  const { top, bottom } = field.getBoundingClientRect();
  if (top < 0 || bottom > aboveTheBar()) field.scrollIntoView?.({ block: "center" });
}

let leaving = 0;

export function startKeyboard() {
  document.addEventListener("focusin", fit);
  document.addEventListener("focusin", clearOfTheBar);
  // A tap takes the focus first and clicks then: nothing may move under the finger in between.
  document.addEventListener("focusout", () => {
    clearTimeout(leaving);
    leaving = setTimeout(fit, 400);
  });
  document.addEventListener("mousedown", stay);
  for (const event of ["resize", "scroll"]) window.visualViewport?.addEventListener(event, fit);
  window.addEventListener("resize", fit);
  window.addEventListener("resize", staysInSight);
}
