/** Loads the script of a part when the part first comes: what one step needs, no other waits for. */
export function startParts() {
  const known = new Set();
  const load = () => {
    for (const { dataset } of document.querySelectorAll("[data-script]")) {
      if (known.has(dataset.script)) continue;
      known.add(dataset.script);
      const script = document.createElement("script");
      script.src = dataset.script;
      script.onerror = () => known.delete(dataset.script);
      document.head.append(script);
    }
  };
  document.addEventListener("tutti:applied", load);
  load();
}
