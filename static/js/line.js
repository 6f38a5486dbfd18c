import { pause } from "./retry.js";

const SILENCE = 35_000;
const STALE = 20_000;
const REFUSED = 4403;
const RESTARTED = 1012;
// For about a minute a try costs nobody anything, and a room that is back is seen by all within these milliseconds.
const HOPEFUL = 1_000;
const HOPES = 120;

/**
 * A socket that comes back: after any close but a refusal, after silence, and when a sleeping phone wakes.
 * `spread`: milliseconds over which a room full of them comes back after the server said that it starts anew.
 */
export class Line {
  #socket = null;
  #silence = 0;
  #next = 0;
  #heard = 0;
  #stopped = false;
  failures = 0;

  constructor({ address, received, opened, closed, refused, spread = 0 }) {
    Object.assign(this, { address, received, opened, closed, refused, spread });
  }

  get isOpen() {
    return this.#socket?.readyState === 1;
  }

  connect() {
    if (this.#stopped) return;
    clearTimeout(this.#next);
    this.#drop();
    try {
      this.#socket = new WebSocket(this.address());
    } catch {
      return this.#failed();
    }
    const socket = this.#socket;
    this.#listen();
    socket.onopen = () => {
      this.failures = 0;
      this.#listen();
      this.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#listen();
      this.received(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      this.#socket = null;
      if (code === REFUSED) (this.stop(), this.refused());
      else this.#failed(code === RESTARTED ? this.spread : 0);
    };
  }

  send(message) {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  /** A phone that slept may hold a socket that looks open and is dead. Its clock may have been set meanwhile. */
  wake() {
    if (!this.#socket || Math.abs(Date.now() - this.#heard) > STALE) this.connect();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#next);
    this.#drop();
  }

  #listen() {
    this.#heard = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#drop();
      this.#failed();
    }, SILENCE);
  }

  #drop() {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #pause(spread) {
    if (spread) return Math.random() * spread;
    return this.failures > HOPES ? pause(this.failures) : pause(this.failures, HOPEFUL);
  }

  #failed(spread = 0) {
    clearTimeout(this.#silence);
    if (this.#stopped) return;
    this.closed(++this.failures);
    this.#next = setTimeout(() => this.connect(), this.#pause(spread));
  }
}
