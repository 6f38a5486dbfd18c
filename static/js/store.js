const NAME = "tutti";
const TABLE = "outbox";

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "key" });
  return done(request);
}

/** Resolves when the disk has it, not when the browser has heard of it. */
function commit(database, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite", { durability: "strict" });
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
    change(transaction.objectStore(TABLE));
  });
}

const inOrder = (items) => items.sort((one, other) => one.turn - other.turn || one.created - other.created);

/** What waits to be sent from one room. Where nothing can be stored it lives in memory, and `warn` is called. */
export class Store {
  #database = null;
  #memory = new Map();

  static async open(room, warn) {
    const store = new Store();
    Object.assign(store, { room, warn });
    try {
      store.#database = await open();
    } catch {
      warn();
    }
    return store;
  }

  async all() {
    const stored = this.#database
      ? await done(this.#database.transaction(TABLE).objectStore(TABLE).getAll()).catch(() => [])
      : [];
    const kept = stored.filter((item) => item.room === this.room && !this.#memory.has(item.key));
    return inOrder([...kept, ...this.#memory.values()]);
  }

  async put(item) {
    try {
      await commit(this.#database, (table) => table.put(item));
      this.#memory.delete(item.key);
    } catch {
      this.#memory.set(item.key, item);
      this.warn();
    }
  }

  async remove(key) {
    this.#memory.delete(key);
    if (this.#database) await commit(this.#database, (table) => table.delete(key)).catch(() => {});
  }
}
