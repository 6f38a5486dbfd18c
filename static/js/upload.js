import { refreshToken, token } from "./csrf.js";
import { show } from "./live.js";
import { newKey } from "./queue.js";
import { pause } from "./retry.js";

const LONGEST = 2048;
const SMALL_ENOUGH = 900_000;
const PATIENCE = 90_000;
const KEPT = [200, 201, 202];

/** A photo of a phone has ten times the bytes that a wall needs: made small here, a weak network carries it too. */
export async function smaller(file) {
  if (file.size <= SMALL_ENOUGH) return file;
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    // A kind that this browser cannot draw: the server can.
    return file;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function say(form, words) {
  const line = form.querySelector("[data-upload-state]");
  if (line) line.textContent = words;
  return line;
}

async function post(form, file) {
  const body = new FormData(form);
  body.set("picture", file, file.name ?? "photo.jpg");
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(form.action, {
      method: "POST",
      body,
      redirect: "manual",
      signal: patience.signal,
      credentials: "same-origin",
      headers: { Accept: "text/html", "X-CSRFToken": token(), "X-Requested-With": "upload" },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Sends until the room has answered; the same key makes a lost answer harmless. */
async function deliver(form, file) {
  for (let tries = 0; form.isConnected; tries++) {
    const reply = await post(form, file).catch(() => null);
    if (reply && reply.status < 500 && reply.status !== 429) {
      if (reply.status !== 403 || tries) return reply;
      await refreshToken().catch(() => {});
    } else {
      say(form, form.querySelector("[data-upload-state]")?.dataset.waiting ?? "");
      await new Promise((done) => setTimeout(done, pause(tries)));
    }
  }
  return null;
}

async function send(form) {
  const [file] = form.elements.namedItem("picture").files;
  if (!file || form.dataset.busy) return;
  form.dataset.busy = "1";
  const key = form.elements.namedItem("key");
  key.value ||= newKey();
  const line = say(form, form.querySelector("[data-upload-state]")?.dataset.sending ?? "");
  const reply = await deliver(form, await smaller(file));
  delete form.dataset.busy;
  key.value = "";
  if (!reply) return;
  const html = await reply.text().catch(() => "");
  if (KEPT.includes(reply.status)) {
    say(form, line?.dataset.done ?? "");
    form.reset();
    look(form);
    show(html);
  } else if (line) {
    // The words are the server's own; what they hold is text and a link.
    line.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }
}

/** The chosen photo as it will hang. */
function look(form) {
  const image = form.querySelector("[data-upload-look]");
  const [file] = form.elements.namedItem("picture").files;
  if (!image) return;
  if (image.src) URL.revokeObjectURL(image.src);
  // A kind that this browser cannot show, such as HEIC, is sent all the same: it hangs as the server made it.
  image.onerror = () => (image.hidden = true);
  image.hidden = !file;
  if (file) image.src = URL.createObjectURL(file);
  else image.removeAttribute("src");
}

export function startUpload() {
  document.addEventListener("change", ({ target }) => {
    const form = target.closest?.("form[data-upload]");
    if (form && target.type === "file") look(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-upload]")) return;
    event.preventDefault();
    send(event.target);
  });
}
