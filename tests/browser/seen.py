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
        const [aside, around] = [2, 4].map((slack) => slack + (parseFloat(style.overflowClipMargin) || 0));
        const isWide = words.right > right + aside || words.left < left - aside;
        // The box of a line of text is taller than its letters, in some fonts by much.
        const air = parseFloat(getComputedStyle(node.parentElement).fontSize) * 0.1;
        if (isWide || words.bottom > bottom + around + air || words.top < top - around - air) {
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

CALLED = """() => {
  const shown = [...document.querySelectorAll("#surface .note--no:not(.is-off) > .no")];
  return Math.round(Math.min(...shown.map((one) => parseFloat(getComputedStyle(one).fontSize))) * 1920 / innerWidth);
}"""
"""How tall the smallest number on a wall is, in pixels of one that is 1920 wide: numbers are called aloud."""

HUNG = """() => [...document.querySelectorAll("#surface :is([data-fit], [data-pages])")].map((list) => {
  const numbers = [...list.querySelectorAll(".note--no:not(.is-off) > .no")].map((one) => one.textContent);
  return [list.dataset.density, ...numbers];
})"""
"""Which numbers each list of a wall shows, and at which step of its letters."""

WIDE = """() => {
  // A phone zooms out where a page is too wide, and `innerWidth` grows with it: what it was asked for does not.
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide on ${clientWidth}`] : [];
}"""


RINGED = """() => {
  const here = document.activeElement;
  const around = [here, ...(here.labels ?? []), ...here.parentElement.children, here.closest(".compose")];
  return around.filter(Boolean).some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
}"""
"""Whether what has the focus, or the words and the row it belongs to, has a ring around it."""

COVERED = """() => {
  const here = document.activeElement.matches(".vh") ? document.activeElement.labels?.[0] : document.activeElement;
  const box = here?.getBoundingClientRect();
  if (!box?.width) return false;
  const { left, width, top, bottom } = box;
  const seen = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => document.elementFromPoint(left + width / 2, y));
  return !seen.some((one) => one && (here.contains(one) || one.contains(here)));
}"""
"""Whether something else lies over all of what has the focus."""

MOVING = """() => {
  const found = new Set();
  const lasts = (times) => times.split(", ").some((one) => parseFloat(one) > 0);
  for (const element of document.querySelectorAll("body, body *")) {
    for (const part of ["", "::before", "::after"]) {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element, part || null);
      const isMoving = (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
      if (isMoving) found.add(`moves: ${element.tagName} ${element.className}${part}`);
    }
  }
  return [...found];
}"""

BY_COLOUR_ALONE = """() => {
  const found = new Set();
  const line = ["borderStyle", "borderWidth", "outlineStyle", "outlineWidth", "textDecorationLine"];
  const shapes = ["display", "visibility", "content", "fontWeight", ...line];
  const shape = (element) =>
    [element, ...element.querySelectorAll("*")].flatMap((one) =>
      ["", "::before", "::after"].map((part) => {
        const style = getComputedStyle(one, part || null);
        return shapes.map((name) => style[name]).join();
      }),
    ).join();
  const differs = (element, set) => {
    const [one, other] = [true, false].map((isChosen) => (set(isChosen), shape(element)));
    if (one !== other || !element.getClientRects().length) return;
    found.add(`by colour alone: ${element.className} ${element.textContent.trim().slice(0, 30)}`);
  };
  // In a copy without names: the page itself is not touched, and no radio of a group lets go of another one.
  const surface = document.getElementById("surface");
  const copy = surface.cloneNode(true);
  copy.querySelectorAll("[name]").forEach((field) => field.removeAttribute("name"));
  surface.after(copy);
  for (const field of copy.querySelectorAll("input.vh:is([type=radio], [type=checkbox])")) {
    const label = copy.querySelector(`label[for="${field.id}"]`);
    if (label) differs(label, (isChosen) => (field.checked = isChosen));
  }
  for (const name of ["aria-pressed", "aria-selected"]) {
    for (const element of copy.querySelectorAll(`[${name}]:not([data-pick] *)`)) {
      differs(element, (isChosen) => element.setAttribute(name, String(isChosen)));
    }
  }
  copy.remove();
  return [...found];
}"""
"""What looks chosen only by its hue: in a copy each is chosen and let go, and its shape must tell."""

WAY_IN = """(code) => {
  const square = [...document.querySelectorAll(".qr")].some((one) => one.getBoundingClientRect().width);
  return square && document.body.innerText.replace(/\\s/g, "").includes(code) ? [] : ["shows no way in"];
}"""
"""Whether somebody who comes late finds the square and the code on this wall."""

REDS = """() => {
  const seen = [...document.querySelectorAll(".btn--primary")].filter((one) => one.getBoundingClientRect().width);
  return seen.length === 1 ? [] : [`${seen.length} primary buttons: ${seen.map((one) => one.innerText.trim())}`];
}"""
"""The one next step of a desk, and no other beside it."""

ZOOMING = """() => {
  const typed = "input:not([type=radio], [type=checkbox], [type=hidden], [type=file])";
  const small = (field) => parseFloat(getComputedStyle(field).fontSize) < 16;
  const fields = [...document.querySelectorAll(`textarea, select, ${typed}`)];
  return fields.filter(small).map((field) => `zooms: ${field.name} ${field.id}`);
}"""
"""Fields whose letters are so small that iOS would zoom into them."""

STILL = "document.getAnimations().forEach((one) => { try { one.finish(); } catch {} })"


def violations(page: Any, context: Any = None) -> list[str]:
    """What assistive technology would stumble over, one text a place."""
    found = Axe().run(page, context).response["violations"]
    return [f"{rule['id']}: {place['target']} {rule['help']}" for rule in found for place in rule["nodes"]]


def faults_of_senses(page: Any) -> list[str]:
    """What moves for those who asked for rest, and what a choice says to those who see two colours."""
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    found = page.evaluate(MOVING) + page.evaluate(BY_COLOUR_ALONE)
    page.emulate_media(reduced_motion="no-preference", forced_colors="none")
    return found


def faults_of_a_wall(page: Any) -> list[str]:
    """What cannot be read from the back row, or not at all."""
    page.evaluate(STILL)
    width = page.evaluate("innerWidth")
    return page.evaluate(CUT) + page.evaluate(SMALL, SMALLEST * width / 1920) + violations(page)


def faults_of_a_phone(page: Any) -> list[str]:
    page.evaluate(STILL)
    return page.evaluate(WIDE) + page.evaluate(ZOOMING) + violations(page)
