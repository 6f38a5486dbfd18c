const WHOLE = /<main\b[^>]*\sdata-whole\b/;

/**
 * Keeps a screen in step with its room: a frame is applied in order, ignored when it is known, and a gap is fetched.
 *
 * `apply(html, spread)` changes the page, `spread` as the frame says it; `fetchFrame(seq, epoch)` asks the server for what is missing.
 */
export class Feed {
  #fetching = null;
  #again = false;
  #held = false;

  constructor({ seq, epoch, apply, fetchFrame, moved = () => {} }) {
    Object.assign(this, { seq, epoch, apply, fetchFrame, moved });
  }

  /** A frame from the socket. Without `html` it says only where the room is. */
  receive(frame) {
    if (this.#held) this.#again = true;
    else if (frame.html && WHOLE.test(frame.html) && !this.#knows(frame)) this.#take(frame);
    else if (frame.epoch !== this.epoch || frame.from > this.seq) return this.catchUp();
    else if (frame.to > this.seq && (frame.html || frame.from < frame.to)) this.#take(frame);
    else if (frame.to > this.seq) return this.catchUp();
    return Promise.resolve();
  }

  /** Fetches what is missing; never two fetches at once, a wish in between is granted afterwards. */
  catchUp() {
    this.#again = true;
    if (this.#held) return Promise.resolve();
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  /** While something is dragged nothing may move under the finger. */
  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    return this.#again ? this.catchUp() : Promise.resolve();
  }

  async #fetch() {
    while (this.#again && !this.#held) {
      this.#again = false;
      const frame = await this.fetchFrame(this.seq, this.epoch);
      if (this.#held) this.#again = true;
      else if (frame && !this.#knows(frame)) this.#take(frame);
    }
  }

  #knows(frame) {
    return frame.epoch === this.epoch && frame.to <= this.seq;
  }

  #take(frame) {
    if (frame.html) this.apply(frame.html, frame.spread);
    this.seq = frame.to;
    this.epoch = frame.epoch;
    this.moved(this);
  }
}
