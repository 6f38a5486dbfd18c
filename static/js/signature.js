import SignaturePad from "signature_pad";
import { pathOf } from "./strokes.js";

function fitCanvas(canvas, pad) {
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  const { width, height } = canvas.getBoundingClientRect();
  if (!width || width === pad.width) return;
  const strokes = pad.toData();
  const scale = pad.width ? width / pad.width : 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.width = width;
  pad.height = height;
  const scaled = strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
  }));
  pad.fromData(scaled);
}

function setMode(box, mode) {
  box.dataset.mode = mode;
  const typed = box.querySelector(".sigpad-typed input");
  typed.disabled = mode !== "typed";
  typed.required = mode === "typed";
  for (const button of box.querySelectorAll("[data-sigpad-mode]")) button.hidden = button.dataset.sigpadMode === mode;
  if (mode === "typed") typed.focus();
}

function start(box) {
  box.dataset.ready = "";
  const canvas = box.querySelector("canvas");
  const path = box.querySelector("[data-sigpad-path]");
  const ink = getComputedStyle(canvas).color;
  const pad = new SignaturePad(canvas, { minDistance: 2, minWidth: 1, maxWidth: 2.6, penColor: ink });
  const missing = box.querySelector("[data-sigpad-missing]");
  const write = () => {
    const strokes = box.dataset.mode === "typed" ? [] : pad.toData().map(({ points }) => points);
    path.value = pathOf(strokes, pad.width, pad.height);
    canvas.parentElement.classList.remove("is-missing");
    if (missing) missing.hidden = true;
  };
  const replace = (strokes) => (pad.fromData(strokes), write());
  pad.addEventListener("endStroke", write);
  box.querySelector("[data-sigpad-clear]").addEventListener("click", () => (pad.clear(), write()));
  box.querySelector("[data-sigpad-undo]").addEventListener("click", () => replace(pad.toData().slice(0, -1)));
  for (const button of box.querySelectorAll("[data-sigpad-mode]")) {
    button.addEventListener("click", () => (setMode(box, button.dataset.sigpadMode), fitCanvas(canvas, pad), write()));
  }
  fitCanvas(canvas, pad);
  // A pad behind a fold has no size before somebody opens it.
  if (window.ResizeObserver) new ResizeObserver(() => fitCanvas(canvas, pad)).observe(canvas);
  else document.addEventListener("toggle", () => fitCanvas(canvas, pad), true);
  window.addEventListener("resize", () => fitCanvas(canvas, pad));
}

function startAll() {
  document.querySelectorAll("[data-sigpad]:not([data-ready])").forEach(start);
}

/** A form with an empty pad is not sent: the pad says so, before the outbox takes the form. */
function guard(event) {
  const box = [...event.target.elements].map((field) => field.closest("[data-sigpad]")).find(Boolean);
  if (!box || box.dataset.mode === "typed" || box.querySelector("[data-sigpad-path]").value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.querySelector(".sigpad").classList.add("is-missing");
  const missing = box.querySelector("[data-sigpad-missing]");
  if (missing) missing.hidden = false;
  box.scrollIntoView?.({ block: "center" });
}

export function startSignature() {
  document.addEventListener("submit", guard, true);
  document.addEventListener("tutti:applied", startAll);
  startAll();
}
