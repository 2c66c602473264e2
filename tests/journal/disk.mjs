// A disk with the journal's two stores on it, which can be damaged, and on which everything stops at
// a write that a test names.  The database does in memory what extension/engine/journal/database.js
// does in a browser; the log is the extension's own, over a file in memory.

const ANSWERS_KEPT = 200;
const ERASURES_KEPT = 1_000;

export class Killed extends Error {}

export class Disk {
  /** @param {URL} engine where the extension's modules are */
  constructor(engine) {
    this.engine = engine;
    this.database = empty();
    /** What a power cut leaves of the file, and what it holds. */
    this.flushed = new Uint8Array();
    this.file = new Uint8Array();
    this.writes = 0;
    this.killAt = Number.POSITIVE_INFINITY;
    this.dead = false;
    /** An error that the file answers each write with, and the database. */
    this.refuses = { file: undefined, database: undefined };
    /** The write of the file that fails, and none after it. @type {number | undefined} */
    this.failsAt = undefined;
  }

  /** A new process on the same disk. @param {"process" | "power" | "torn"} death of the one before */
  restart(death = "process") {
    if (death === "power") this.file = this.flushed.slice();
    if (death === "torn" && this.file.length > this.flushed.length) {
      const half = (this.file.length + this.flushed.length) >> 1;
      this.file = this.file.slice(0, half);
    }
    this.flushed = this.file.slice();
    this.dead = false;
    this.writes = 0;
    this.killAt = Number.POSITIVE_INFINITY;
  }

  /** A write is about to happen. */
  step(fails = false) {
    if (fails && this.writes + 1 === this.failsAt) {
      this.writes += 1;
      throw new DOMException("broken", "InvalidStateError");
    }
    if (this.dead) throw new Killed();
    this.writes += 1;
    if (this.writes >= this.killAt) {
      this.dead = true;
      throw new Killed();
    }
  }

  /** As journal.js opens them. */
  async doors() {
    const { makeLog } = await import(new URL("journal/log.js", this.engine).href);
    return {
      openDatabase: async () => this.openDatabase(),
      openLog: async () => (this.refuses.file ? undefined : makeLog(this.handle())),
    };
  }

  handle() {
    const disk = this;
    return {
      getSize: () => disk.file.length,
      read(into, { at }) {
        const found = disk.file.subarray(at, at + into.length);
        into.set(found);
        return found.length;
      },
      write(from, { at }) {
        disk.step(true);
        if (disk.refuses.file) throw disk.refuses.file;
        const longer = new Uint8Array(Math.max(disk.file.length, at + from.length));
        longer.set(disk.file);
        longer.set(from, at);
        disk.file = longer;
        return from.length;
      },
      truncate(size) {
        disk.step(true);
        const cut = new Uint8Array(size);
        cut.set(disk.file.subarray(0, size));
        disk.file = cut;
      },
      flush() {
        disk.step(true);
        disk.flushed = disk.file.slice();
      },
      close() {},
    };
  }

  /** One transaction: all of it on the disk, or nothing. */
  change(how) {
    this.step();
    const changed = structuredClone(this.database);
    const result = how(changed);
    if (this.refuses.database) throw this.refuses.database;
    this.database = changed;
    this.step();
    return result;
  }

  openDatabase() {
    const last = (db) => db.entries.at(-1)?.key;
    const stand = (db, place, harm) => {
      db.place = { ...place, last: last(db) };
      if (harm) db.harms.set(harm, (db.harms.get(harm) ?? 0) + 1);
      return db.place;
    };
    return {
      closed: () => false,
      standing: async () => ({ standing: this.database.place, last: last(this.database) }),
      contents: async () => ({
        entries: this.database.entries.map(({ entry }) => entry),
        answers: new Map(this.database.answers.map(({ id, answer }) => [id, answer.effects])),
        waiting: this.database.waiting,
        writings: this.database.writings,
        erased: this.database.erased,
        gaps: this.database.entries.some(
          ({ key }, nth, all) => nth && key !== all[nth - 1].key + 1,
        ),
      }),
      entries: async () => this.database.entries.map(({ entry }) => entry),
      writings: async () => this.database.writings,
      answerTo: async (id) => this.database.answers.find((row) => row.id === id),
      waiting: async () => this.database.waiting,
      checkpoint: async () => this.database.checkpoint,
      harms: async () =>
        [...this.database.harms].map(([harm, times]) => ({ harm, times, last: 0 })),
      keepPopup: async () => {},
      apply: async (commits, before, place, { html = "" } = {}) =>
        this.change((db) => {
          const now = db.place;
          if (now && (now.sequence !== before.sequence || now.chain !== before.chain))
            throw new Error("another engine has written to the journal");
          for (const { id, append, effects, erase, hold, words } of commits) {
            if (erase) Object.assign(db, empty(), { next: db.next });
            for (const entry of append) add(db, entry);
            if (words) word(db, words);
            if (hold) db.waiting.push(hold);
            else db.waiting = db.waiting.filter(({ stamp }) => stamp.id !== id);
            if (effects) db.answers.push({ id, answer: { effects, html } });
            db.answers = db.answers.slice(-ANSWERS_KEPT);
          }
          return stand(db, place, "");
        }),
      replace: async ({ entries, answers, waiting, writings, erased }, place, harm) =>
        this.change((db) => {
          const { harms, next } = db;
          Object.assign(db, empty(), { harms, next, waiting, writings, erased });
          for (const entry of entries) add(db, entry);
          db.answers = [...answers].map(([id, effects]) => ({ id, answer: { effects, html: "" } }));
          stand(db, place, harm);
        }),
      stand: async (place, harm) => this.change((db) => stand(db, place, harm)),
    };
  }
}

function empty() {
  return {
    entries: [],
    next: 1,
    answers: [],
    waiting: [],
    writings: [],
    erased: [],
    place: undefined,
    harms: new Map(),
    checkpoint: undefined,
  };
}

function word(db, { put, forget }) {
  if (forget.length) {
    db.answers = db.answers.map(({ id, answer }) => ({
      id,
      answer: { ...answer, html: "" },
      healed: true,
    }));
  }
  db.writings = [...db.writings.filter(({ id }) => !forget.includes(id)), ...put];
  db.erased = [...db.erased, ...forget].slice(-ERASURES_KEPT);
}

function add(db, entry) {
  if (db.entries.some((one) => one.entry.id === entry.id)) throw new Error(`twice: ${entry.id}`);
  db.entries.push({ key: db.next, entry });
  db.next += 1;
}
