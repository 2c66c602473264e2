// @ts-check
// The journal: an append-only store in IndexedDB, written by the engine's worker alone.  Pages
// may read it.  `answers` remembers what recent events were answered, so that an event sent twice
// is answered twice but counted once; `views` holds the last popup.

import { openDB } from "./idb.js";

/** @import { Answer, Entry } from "../protocol.gen.js" */

const ANSWERS_KEPT = 200;

export function openJournal() {
  const opening = openDB("interlude", 1, {
    upgrade(db) {
      db.createObjectStore("entries", { autoIncrement: true }).createIndex("id", "id", {
        unique: true,
      });
      db.createObjectStore("answers", { autoIncrement: true }).createIndex("id", "id", {
        unique: true,
      });
      db.createObjectStore("views");
    },
  });

  return {
    /** @returns {Promise<Entry[]>} every entry, oldest first */
    async entries() {
      return (await opening).getAll("entries");
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
     * @param {string} id
     * @param {Answer} answer
     */
    async commit(id, answer) {
      const changes = answer.append.length > 0 || answer.erase;
      if (!changes && !answer.popup) return;
      const db = await opening;
      const tx = db.transaction(["entries", "answers", "views"], "readwrite", {
        durability: "strict",
      });
      const [entries, answers, views] = ["entries", "answers", "views"].map((name) =>
        tx.objectStore(name),
      );
      /** @type {Promise<unknown>[]} */
      const writes = answer.erase ? [entries.clear(), answers.clear(), views.clear()] : [];
      for (const entry of answer.append) writes.push(entries.add(entry));
      if (answer.popup) writes.push(views.put(answer.popup, "popup"));
      if (changes) writes.push(remember(answers, id, answer));
      await Promise.all([...writes, tx.done]);
    },
  };
}

/**
 * Kept without `read` effects, since those name a ticket and the journal never does.
 * @param {import("./idb.js").IDBPObjectStore<unknown, string[], string, "readwrite">} answers
 * @param {string} id
 * @param {Answer} answer
 */
async function remember(answers, id, answer) {
  const effects = answer.effects.filter((effect) => effect.kind !== "read");
  const key = await answers.add({
    id,
    answer: { append: [], erase: false, effects, html: answer.html, popup: "" },
  });
  await answers.delete(IDBKeyRange.upperBound(Number(key) - ANSWERS_KEPT));
}
