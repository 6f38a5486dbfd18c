/** A socket whose other end is the test: each that is opened stands in `sockets`. */
export const sockets = [];

export class FakeSocket {
  readyState = 0;
  sent = [];
  constructor(url) {
    this.url = url;
    sockets.push(this);
  }
  open() {
    this.readyState = 1;
    this.onopen();
  }
  say(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
  end(code) {
    this.readyState = 3;
    this.onclose({ code });
  }
  send(text) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
}
