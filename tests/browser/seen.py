"""What nobody should meet: words that are cut, letters too small for the back row, a page wider than a phone."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

SMALLEST = 24
"""Pixels of the smallest letters on a wall 1920 wide, which are scanned; what is read has 28 or more."""

CUT = """() => {
  const found = new Set();
  const name = (element) => element.tagName.toLowerCase() + [...element.classList].map((one) => `.${one}`).join("");
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && getComputedStyle(element).visibility !== "hidden" && !element.closest(".vh, svg");
  };
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own.length || !isSeen(element)) continue;
    const range = document.createRange();
    for (const node of own) {
      range.selectNodeContents(node);
      const words = range.getBoundingClientRect();
      if (words.right > innerWidth + 1 || words.bottom > innerHeight + 1 || words.left < -1 || words.top < -1) {
        found.add(`outside: ${name(element)} ${node.textContent.trim().slice(0, 40)}`);
      }
      for (let box = element; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === "visible" && style.overflowY === "visible") continue;
        const { left, right, top, bottom } = box.getBoundingClientRect();
        if (words.right > right + 2 || words.left < left - 2 || words.bottom > bottom + 4 || words.top < top - 4) {
          found.add(`cut by ${name(box)}: ${node.textContent.trim().slice(0, 40)}`);
          break;
        }
      }
    }
  }
  return [...found];
}"""

SMALL = """(smallest) => {
  const found = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(".vh, svg, script, template")) continue;
    const { width, height } = element.getBoundingClientRect();
    const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (hasWords && width && height && size < smallest - 0.1) {
      found.add(`${size} px: ${element.className} ${element.textContent.trim().slice(0, 30)}`);
    }
  }
  return [...found];
}"""

WIDE = """() => {
  // A phone zooms out where a page is too wide, and `innerWidth` grows with it: what it was asked for does not.
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide on ${clientWidth}`] : [];
}"""


STILL = "document.getAnimations().forEach((one) => { try { one.finish(); } catch {} })"


def violations(page: Any, context: Any = None) -> list[str]:
    """What assistive technology would stumble over, one text a place."""
    found = Axe().run(page, context).response["violations"]
    return [f"{rule['id']}: {place['target']} {rule['help']}" for rule in found for place in rule["nodes"]]


def faults_of_a_wall(page: Any) -> list[str]:
    """What cannot be read from the back row, or not at all."""
    page.evaluate(STILL)
    width = page.evaluate("innerWidth")
    return page.evaluate(CUT) + page.evaluate(SMALL, SMALLEST * width / 1920) + violations(page)


def faults_of_a_phone(page: Any) -> list[str]:
    page.evaluate(STILL)
    return page.evaluate(WIDE) + violations(page)
