/** A seat that was moved to another group listens to that group's wall: the page is made for one group. */
export function startGroup() {
  document.addEventListener("tutti:applied", () => {
    const now = document.querySelector("[data-seat-group]")?.dataset.seatGroup;
    if (now !== undefined && now !== document.body.dataset.group) location.reload();
  });
}
