import { refreshToken, timed, token } from "./csrf.js";
import { asked, pause } from "./retry.js";
import { noteTaken } from "./taken.js";

const KEPT = [200, 201, 202];
const AGAIN = [408, 425, 429];

function post(item) {
  return timed(item.url, {
    method: "POST",
    body: new URLSearchParams(item.fields),
    // A redirect is a login page or a venue's portal, never the room's word that it has the note.
    redirect: "manual",
    // Two people may use this browser one after the other: the server refuses what another seat has written.
    headers: { Accept: "text/html", "X-CSRFToken": token(), "X-Requested-With": "outbox", "X-Seat": item.room },
  });
}

/** Another person sits in this browser: what this seat has written waits until it is back. */
const isElsewhere = (reply) => reply.status === 409 && reply.headers.get("X-Rule") === "R-GEN-13";

/** Perhaps only the token has aged. What a rule refuses is not sent twice: a wrong PIN would count twice. */
const isRefusal = (reply) => (reply.status === 403 && !reply.headers.get("X-Rule")) || reply.type === "opaqueredirect";

/** Sends what waits, in order, one at a time and with the same key until the room has answered. */
export class Sender {
  #next = 0;
  #running = null;
  #again = false;

  constructor({ store, room, changed, kept }) {
    Object.assign(this, { store, room, changed, kept });
  }

  wake() {
    clearTimeout(this.#next);
    this.#again = true;
    this.#running ??= this.#work().finally(() => (this.#running = null));
    return this.#running;
  }

  async #work() {
    while (this.#again) {
      this.#again = false;
      const run = () => this.#run();
      // Two tabs of a phone take turns; without locks the server knows a repeated key.
      const wait = navigator.locks ? await navigator.locks.request(`tutti-outbox-${this.room}`, run) : await run();
      if (wait !== null && !this.#again) this.#next = setTimeout(() => this.wake(), wait);
    }
  }

  /** Sends until nothing waits; answers with the pause before the next try, or `null`. */
  async #run() {
    for (;;) {
      const item = (await this.store.all()).find(({ state }) => state !== "failed");
      if (!item) return null;
      const wait = await this.#send(item);
      if (wait !== null) return wait;
    }
  }

  async #send(item) {
    await this.changed({ ...item, state: "sending" });
    let reply = null;
    try {
      reply = await post(item);
      if (isRefusal(reply)) {
        await refreshToken();
        reply = await post(item);
      }
    } catch {
      reply = null;
    }
    if (reply && KEPT.includes(reply.status)) return this.#take(item, reply);
    if (!reply || reply.status >= 500 || AGAIN.includes(reply.status) || isElsewhere(reply))
      return this.#later(item, reply);
    const error = await reply.text().catch(() => "");
    await this.#mark({ ...item, state: "failed", error, field: reply.headers.get("X-Field") ?? "" });
    return null;
  }

  async #take(item, reply) {
    const html = await reply.text().catch(() => "");
    noteTaken();
    await this.store.remove(item.key);
    if (item.once) await this.#forgetTries(item.url);
    await this.kept(html);
    return null;
  }

  async #forgetTries(url) {
    const tries = (await this.store.all()).filter((one) => one.once && one.url === url && one.state === "failed");
    for (const { key } of tries) await this.store.remove(key);
  }

  async #later(item, reply) {
    await this.#mark({ ...item, state: "kept", tries: item.tries + 1 });
    return Math.max(pause(item.tries), asked(reply?.headers.get("Retry-After")));
  }

  async #mark(item) {
    await this.store.put(item);
    await this.changed(item);
  }
}
