const HUNG = ["wall", "draft"];

/** How the own notes stand, counted from the lists of this page and from what still waits to go. */
export function count(page = document) {
  const listed = [...page.querySelectorAll("#my-notes > [data-state]")];
  const aside = [...page.querySelectorAll("#kept-notes > [data-state]")];
  const room = listed.filter(({ dataset }) => HUNG.includes(dataset.state)).length;
  const phone = page.querySelectorAll("[data-outbox-list] > li").length;
  return { room, aside: listed.length - room + aside.length, phone };
}

function write(place, number) {
  place.hidden = !number;
  const figure = place.querySelector("b");
  if (figure.textContent !== String(number)) figure.textContent = String(number);
}

/** Of very many own notes the page lists the newest, and says how many more there are. */
function unlisted() {
  return Number(document.querySelector("#my-notes + [data-left-out]")?.dataset.leftOut ?? 0);
}

/** Says so beside the question: only where people write, and only what there is. */
export function showStanding() {
  const numbers = count();
  const isWriting = Boolean(document.getElementById("my-notes"));
  for (const line of document.querySelectorAll("[data-standing]")) {
    line.hidden = !isWriting || !Object.values(numbers).some(Boolean);
    for (const place of line.querySelectorAll("[data-standing-of]")) write(place, numbers[place.dataset.standingOf]);
  }
  const own = document.querySelector("[data-own-count]");
  const total = String(document.querySelectorAll("#my-notes > [data-state]").length + unlisted());
  if (own && own.textContent !== total) own.textContent = total;
}

/** A tap on it, or on another link within the page, leads down there, without a trace in the address. */
export function startStanding() {
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.("[data-standing], [data-within]");
    if (!line) return;
    event.preventDefault();
    document.querySelector(line.hash)?.scrollIntoView({ block: "start" });
  });
}
