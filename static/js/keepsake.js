// The own sheet as one picture: drawn here, so that a room that signs at once waits for no server, and a long press
// saves it in WeChat too.
const WIDTH = 1080;
const SCALE = WIDTH / 360;
const EDGE = 24;
const INK = "#211A15";
const SOFT = "#4A4036";
const FAINT = "#655A4D";
const RED = "#9A2E17";
const SEAL = "#A3331B";
const STAVE = "#CDBFA5";
const PAPER = "#FFFDF8";
// A Chinese line may break between any two characters, but none begins with a closing mark.
const PIECES =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef][，。、；：！？）”’》」]*|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu;

/** Breaks words into lines of at most `width`; a piece is [text, colour] and, where it stays on one line if it can,
 * true; the parts of a line are [text, colour, x]. */
function linesOf(pieces, width, measure) {
  const lines = [[]];
  let used = 0;
  const put = (text, colour) => {
    const size = measure(text.trimEnd());
    if (used && used + size > width) {
      lines.push([]);
      used = 0;
    }
    if (used || text.trim()) {
      lines[lines.length - 1].push([text, colour, used]);
      used += measure(text);
    }
  };
  for (const [words, colour, whole] of pieces) {
    for (const piece of whole ? [words] : (words.match(PIECES) ?? [])) {
      if (measure(piece.trimEnd()) <= width) put(piece, colour);
      else for (const character of piece) put(character, colour);
    }
  }
  return lines;
}

const wordsOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

/** The words of an element, what is emphasised in red. */
function piecesOf(element, colour) {
  const emphasis = element.querySelector("em");
  if (!emphasis) return [[wordsOf(element), colour]];
  const all = wordsOf(element);
  const last = wordsOf(emphasis);
  return [
    [all.slice(0, all.length - last.length), colour],
    [last, RED, true],
  ];
}

class Sheet {
  constructor(card) {
    this.card = card;
    this.fonts = getComputedStyle(document.documentElement);
    this.canvas = document.createElement("canvas");
    this.pen = this.canvas.getContext("2d");
    this.y = 0;
  }

  font(kind, size, weight = 400) {
    const family = this.fonts.getPropertyValue(`--font-${kind}`).trim() || kind;
    this.pen.font = `${weight} ${size}px ${family}`;
  }

  part(name) {
    return this.card.querySelector(`[data-draws="${name}"]`);
  }

  text(element, kind, size, colour, { weight = 400, height = 1.4, indent = 0, room = 0 } = {}) {
    if (!element || !wordsOf(element)) return;
    this.font(kind, size, weight);
    const width = 360 - 2 * EDGE - indent - room;
    const top = this.y;
    for (const line of linesOf(piecesOf(element, colour), width, (words) => this.pen.measureText(words).width)) {
      this.y += size * height;
      for (const [words, ink, x] of line) this.write(words, EDGE + indent + x, this.y, ink);
    }
    return top;
  }

  write(words, x, y, colour) {
    this.pen.fillStyle = colour;
    this.pen.fillText(words, x, y - 4);
  }

  seal() {
    const { pen } = this;
    pen.save();
    pen.translate(360 - EDGE - 29, EDGE + 29);
    pen.rotate(-0.07);
    pen.fillStyle = SEAL;
    pen.fillRect(-29, -29, 58, 58);
    pen.strokeStyle = pen.fillStyle = "#FFFBF4";
    pen.lineWidth = 1.5;
    pen.strokeRect(-25, -25, 50, 50);
    this.font("serif", 21, 700);
    pen.textAlign = "center";
    pen.fillText("合", 0, -2);
    pen.fillText("奏", 0, 20);
    pen.restore();
  }

  hand() {
    const top = this.y + 14;
    const { pen } = this;
    pen.strokeStyle = STAVE;
    pen.lineWidth = 1;
    for (let line = 0; line < 5; line++) {
      pen.beginPath();
      pen.moveTo(0, top + 34 + line * 9.6);
      pen.lineTo(360, top + 34 + line * 9.6);
      pen.stroke();
    }
    pen.fillStyle = "#3A3027";
    pen.fillRect(360 - EDGE - 7, top + 34, 1, 39);
    pen.fillRect(360 - EDGE - 3, top + 34, 3, 39);
    const strokes = this.card.querySelector(".ink path")?.getAttribute("d");
    pen.save();
    pen.translate(EDGE, top);
    if (strokes) {
      pen.scale(0.84, 0.84);
      pen.strokeStyle = INK;
      pen.lineWidth = 2.8;
      pen.lineCap = pen.lineJoin = "round";
      pen.stroke(new Path2D(strokes));
    } else {
      this.font("serif", 28);
      pen.fillStyle = INK;
      pen.fillText(wordsOf(this.card.querySelector(".ink")), 0, 62, 290);
    }
    pen.restore();
    this.y = top + 88;
  }

  foot() {
    const y = this.y;
    this.text(this.part("name"), "sans", 15, INK, { weight: 600, room: 130 });
    this.text(this.part("where"), "sans", 13, FAINT, { room: 130 });
    const left = this.y;
    this.y = y + 2;
    this.pen.textAlign = "right";
    for (const name of ["version", "fixed"]) {
      this.font("sans", 13);
      this.y += 18;
      this.write(wordsOf(this.part(name)), 360 - EDGE, this.y, FAINT);
    }
    this.pen.textAlign = "left";
    this.y = Math.max(left, this.y);
  }

  compose() {
    this.y = EDGE;
    this.seal();
    this.text(this.part("occasion"), "serif", 17, INK, { weight: 600, height: 1.3, room: 70 });
    this.text(this.part("organisation"), "sans", 13, FAINT, { room: 70 });
    this.text(this.part("date"), "sans", 13, FAINT, { room: 70 });
    this.y = Math.max(this.y, EDGE + 62) + 12;
    for (const element of this.card.querySelectorAll(
      '[data-draws="promise"], [data-draws="need"], [data-draws="remark"]',
    )) {
      if (element.dataset.draws === "promise") {
        this.text(element, "serif", 25, INK, { height: 1.32 });
      } else if (element.dataset.draws === "remark") {
        this.text(element, "serif", 15, SOFT);
      } else {
        const top = this.text(element, "sans", 15, SOFT, { indent: 14 });
        this.pen.fillStyle = STAVE;
        this.pen.fillRect(EDGE, top + 4, 3, this.y - top);
      }
      this.y += 12;
    }
    this.hand();
    this.foot();
    return Math.max(this.y + EDGE, 420);
  }

  /** Composed twice: once for its height, once on paper of that height. */
  picture() {
    const height = this.compose();
    Object.assign(this.canvas, { width: WIDTH, height: Math.ceil(height * SCALE) });
    this.pen.scale(SCALE, SCALE);
    this.pen.fillStyle = PAPER;
    this.pen.fillRect(0, 0, 360, height);
    this.compose();
    return this.canvas.toDataURL("image/png");
  }
}

function draw(card) {
  card.dataset.drawn = "";
  const image = new Image();
  image.className = "keepsake__picture";
  image.alt = wordsOf(card);
  image.src = new Sheet(card).picture();
  card.before(image);
  card.hidden = true;
  document.querySelectorAll("[data-keepsake-hint]").forEach((hint) => (hint.hidden = false));
}

function drawAll() {
  document.querySelectorAll("[data-keepsake]:not([data-drawn])").forEach(draw);
}

export function startKeepsake() {
  document.addEventListener("tutti:applied", drawAll);
  drawAll();
}
