/** Empties the one field that was filled in wrong, says beside it what is amiss, and stays until somebody types there. */
export function amiss(field, words) {
  field.value = "";
  const name = `${field.id}-amiss`;
  document.getElementById(name)?.remove();
  const line = Object.assign(document.createElement("p"), {
    id: name,
    className: "hint hint--bad",
    textContent: words,
  });
  line.setAttribute("role", "alert");
  line.setAttribute("data-stays", "");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", name);
  field.after(line);
  const settle = () => {
    line.remove();
    for (const attribute of ["aria-invalid", "aria-describedby"]) field.removeAttribute(attribute);
  };
  field.addEventListener("input", settle, { once: true });
  field.focus();
  field.scrollIntoView?.({ block: "center" });
  return true;
}
