// @ts-check
// The journal: an append-only store in IndexedDB, written by the engine's worker alone.  Pages
// may read it.  Beside the entries stand
//   answers      what recent events were answered: sent twice, answered twice, counted once
//   views        the popup as it stood after the last commit
//   checkpoints  the account up to an entry, so that years of entries need not be read to wake
//   waiting      what a person did while Python could not start
//   wakes        how often the engine woke in which way, for the diagnostics page

import { openDB } from "./idb.js";

/** @import { Answer, Event, Wake } from "../protocol.gen.js" */
/** @typedef {Record<string, unknown>} Stored an entry in the shape of its day; Python knows them all */
/**
 * @typedef {{ build: string, text: string, upto: IDBValidKey | undefined }} Checkpoint the account
 *   as text, and the key of the last entry in it
 */

const ANSWERS_KEPT = 200;
const STORES = ["entries", "answers", "views", "checkpoints", "waiting", "wakes"];
const UNIQUE = { unique: true };
const STRICT = /** @type {const} */ ({ durability: "strict" });

/** Each step brings a database of the version before it to its own; none is ever changed again. */
const STEPS = [
  (/** @type {import("./idb.js").IDBPDatabase} */ db) => {
    db.createObjectStore("entries", { autoIncrement: true }).createIndex("id", "id", UNIQUE);
    db.createObjectStore("answers", { autoIncrement: true }).createIndex("id", "id", UNIQUE);
    db.createObjectStore("views");
  },
  (/** @type {import("./idb.js").IDBPDatabase} */ db) => {
    db.createObjectStore("checkpoints");
    db.createObjectStore("waiting", { autoIncrement: true }).createIndex("id", "stamp.id", UNIQUE);
    db.createObjectStore("wakes", { keyPath: ["how", "why"] });
  },
];

export function openJournal() {
  const opening = openDB("interlude", STEPS.length, {
    upgrade(db, version) {
      for (const step of STEPS.slice(version)) step(db);
    },
    blocking(_, __, event) {
      // A newer build waits to change the shape; whoever reads here is of an older one.
      /** @type {IDBDatabase} */ (event.target).close();
    },
  });
  opening.catch(() => {});

  return {
    /** @returns {Promise<Stored[]>} every entry, oldest first */
    async entries() {
      return (await opening).getAll("entries");
    },

    /**
     * @param {string} build
     * @returns {Promise<Checkpoint>} of this build; a blank one if there is none
     */
    async checkpoint(build) {
      const kept = await (await opening).get("checkpoints", "account");
      return kept?.build === build ? kept : { build, text: "", upto: undefined };
    },

    /**
     * @param {IDBValidKey | undefined} key
     * @param {number} count
     * @returns {Promise<{ entries: Stored[], last: IDBValidKey | undefined }>} up to so many
     *   entries that came after a key, and the key of the last of them
     */
    async entriesAfter(key, count) {
      const range = key === undefined ? null : IDBKeyRange.lowerBound(key, true);
      const { store } = (await opening).transaction("entries");
      const [entries, keys] = await Promise.all([
        store.getAll(range, count),
        store.getAllKeys(range, count),
      ]);
      return { entries, last: keys.at(-1) ?? key };
    },

    /** @param {Checkpoint} checkpoint */
    async keepCheckpoint(checkpoint) {
      await (await opening).put("checkpoints", checkpoint, "account");
    },

    /** @param {string} id @returns {Promise<Answer | undefined>} */
    async answerTo(id) {
      return (await (await opening).getFromIndex("answers", "id", id))?.answer;
    },

    /** @returns {Promise<string | undefined>} the popup as it stood after the last commit */
    async popup() {
      return (await opening).get("views", "popup");
    },

    /**
     * All of an answer, or nothing.  Strict durability: on the disk before it is acknowledged.
     * @param {string} build
     * @param {string} id
     * @param {Answer} answer
     */
    async commit(build, id, answer) {
      const changes = answer.append.length > 0 || answer.erase;
      if (!changes && !answer.popup) return;
      const tx = (await opening).transaction(STORES, "readwrite", STRICT);
      const [entries, answers, views, checkpoints, waiting] = STORES.map((name) =>
        tx.objectStore(name),
      );
      /** @type {Promise<unknown>[]} */
      const writes = answer.erase ? STORES.map((name) => tx.objectStore(name).clear()) : [];
      for (const entry of answer.append) writes.push(entries.add(entry));
      if (answer.popup) writes.push(views.put(answer.popup, "popup"));
      if (answer.checkpoint) {
        const upto = await lastKey(entries);
        writes.push(checkpoints.put({ build, text: answer.checkpoint, upto }, "account"));
      }
      if (changes && !reads(answer)) writes.push(remember(answers, id, answer));
      writes.push(letGo(waiting, id));
      const written = Promise.all([...writes, tx.done]);
      // Only a picture: a full disk must not keep anybody from looking.
      await (changes ? written : written.catch(() => {}));
    },

    /**
     * Keep an event until Python can take it.
     * @param {Event} event
     */
    async hold(event) {
      const tx = (await opening).transaction("waiting", "readwrite", STRICT);
      if (!(await tx.store.index("id").getKey(event.stamp.id))) await tx.store.add(event);
      await tx.done;
    },

    /** @returns {Promise<Event[]>} the events kept so far, oldest first */
    async held() {
      return (await opening).getAll("waiting");
    },

    /**
     * @param {string} id of a held event that need not wait any longer
     */
    async release(id) {
      const tx = (await opening).transaction("waiting", "readwrite", STRICT);
      await letGo(tx.store, id);
      await tx.done;
    },

    /** @returns {Promise<Wake[]>} how often the engine woke in which way */
    async wakes() {
      return (await opening).getAll("wakes");
    },

    /** @param {Wake} wake */
    async countWake(wake) {
      await (await opening).put("wakes", wake);
    },
  };
}

/** @typedef {import("./idb.js").IDBPObjectStore<unknown, string[], string, "readwrite">} Store */

/**
 * @param {{ openKeyCursor(query: null, order: "prev"): Promise<{ key: IDBValidKey } | null> }} entries
 */
async function lastKey(entries) {
  return (await entries.openKeyCursor(null, "prev"))?.key;
}

/**
 * @param {Pick<Store, "delete"> & { index(name: "id"): { getKey(id: string): Promise<any> } }} waiting
 * @param {string} id
 */
async function letGo(waiting, id) {
  const key = await waiting.index("id").getKey(id);
  if (key !== undefined) await waiting.delete(key);
}

/**
 * A `read` effect names a ticket, and nothing here ever does.  So such an answer is not kept: Python
 * gives it again, and the mark of presence that may have come with it is in the journal by then.
 * @param {Answer} answer
 */
function reads(answer) {
  return answer.effects.some((effect) => effect.kind === "read");
}

/**
 * @param {Store} answers
 * @param {string} id
 * @param {Answer} answer
 */
async function remember(answers, id, answer) {
  const { effects, html } = answer;
  // An erased memo is an empty one; no other may ever be kept here.
  const memo = answer.erase ? answer.memo : "";
  const key = await answers.add({
    id,
    answer: {
      append: [],
      erase: false,
      effects,
      html,
      popup: "",
      checkpoint: "",
      memo,
      whole: false,
    },
  });
  await answers.delete(IDBKeyRange.upperBound(Number(key) - ANSWERS_KEPT));
}
