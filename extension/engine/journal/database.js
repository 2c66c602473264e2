// @ts-check
// The journal's first store: a database (IndexedDB) with all that is in the log, and beside it what
// can be made again.  Of the object stores stand in the log too
//   entries      what happened, oldest first
//   answers      what recent events were answered: sent twice, answered twice, counted once
//   waiting      what a person did while Python could not start
//   writings     lines in a person's own words; one of them can be erased for good
//   erasures     ids of lines that were, so that no older copy brings them back
// and in the database alone
//   places       where the log ended with the last commit, and the last entry by then
//   checkpoints  the account up to an entry, so that years of entries need not be read to wake
//   wakes        how often the engine woke in which way, for the diagnostics page
//   harms        what was found damaged and mended, for the same page

import { ANSWERS_KEPT, ERASURES_KEPT } from "./contents.js";
import { open } from "./opening.js";

/** @import { Answer, Event, HarmDone, Wake } from "../../protocol.gen.js" */
/** @import { Commit, Line, Place, Stored, Words } from "./frames.js" */
/** @import { Contents } from "./contents.js" */
/** @import { Opened } from "./opening.js" */
/** @typedef {ReturnType<typeof makeDatabase>} Database */
/** @typedef {HarmDone["harm"]} Harm */
/** @typedef {Place & { last?: IDBValidKey }} Standing */
/**
 * @typedef {{ build: string, text: string, upto: IDBValidKey | undefined }} Checkpoint the account
 *   as text, and the key of the last entry in it
 */
/**
 * @typedef {{
 *   html?: string, checkpoint?: string, build?: string
 * }} Beside what the log does not keep of a commit; what its page looked like, until the next one
 */

const STORES = [
  "entries",
  "answers",
  "waiting",
  "writings",
  "erasures",
  "places",
  "checkpoints",
  "wakes",
  "harms",
];
const STRICT = /** @type {const} */ ({ durability: "strict" });

/** @returns {Promise<Database>} */
export async function openDatabase() {
  let closed = false;
  try {
    const db = await open(() => {
      closed = true;
    });
    return makeDatabase(db, () => closed);
  } catch (error) {
    throw refused(/** @type {DOMException} */ (error));
  }
}

/**
 * Firefox that never remembers history has no database at all.
 * @param {DOMException} error
 */
function refused(error) {
  if (error.name !== "InvalidStateError") return error;
  return Object.assign(new Error(error.message), { name: "RefusedError" });
}

/**
 * @param {Opened} db
 * @param {() => boolean} closed
 */
function makeDatabase(db, closed) {
  return {
    /** Whether it has to be opened again. */
    closed,

    /** @returns {Promise<{ standing: Standing | undefined, last: IDBValidKey | undefined }>} */
    async standing() {
      const tx = db.transaction(["places", "entries"]);
      const [standing, last] = await Promise.all([
        tx.objectStore("places").get("log"),
        lastKey(tx.objectStore("entries")),
      ]);
      return { standing, last };
    },

    /** @returns {Promise<Contents & { gaps: boolean }>} all that the log should hold; and
     *   whether entries are missing between others */
    async contents() {
      const tx = db.transaction(["entries", "answers", "waiting", "writings", "erasures"]);
      const [first, last, entries, answers, waiting, writings, erased] = await Promise.all([
        firstKey(tx.objectStore("entries")),
        lastKey(tx.objectStore("entries")),
        tx.objectStore("entries").getAll(),
        tx.objectStore("answers").getAll(),
        tx.objectStore("waiting").getAll(),
        tx.objectStore("writings").getAll(),
        tx.objectStore("erasures").getAll(),
      ]);
      const given = answers.map(({ id, answer }) => /** @type {const} */ ([id, answer.effects]));
      // Keys are numbers in a row, also after a transaction that was refused.
      const gaps = entries.length > 0 && Number(last) - Number(first) + 1 !== entries.length;
      return { entries, answers: new Map(given), waiting, writings, erased, gaps };
    },

    /** @returns {Promise<Stored[]>} every entry, oldest first */
    entries: () => db.getAll("entries"),

    /** @returns {Promise<Line[]>} every line that was written and not erased */
    writings: () => db.getAll("writings"),

    /**
     * @param {IDBValidKey | undefined} key
     * @param {number} count
     * @returns {Promise<{ entries: Stored[], last: IDBValidKey | undefined }>} up to so many
     *   entries that came after a key, and the key of the last of them
     */
    async entriesAfter(key, count) {
      const range = key === undefined ? null : IDBKeyRange.lowerBound(key, true);
      const { store } = db.transaction("entries");
      const [entries, keys] = await Promise.all([
        store.getAll(range, count),
        store.getAllKeys(range, count),
      ]);
      return { entries, last: keys.at(-1) ?? key };
    },

    /** @param {string} id @returns {Promise<{ answer: Answer, healed?: boolean } | undefined>} */
    answerTo: (id) => db.getFromIndex("answers", "id", id),

    /** @returns {Promise<Event[]>} oldest first */
    waiting: () => db.getAll("waiting"),

    /** @returns {Promise<Checkpoint | undefined>} */
    checkpoint: () => db.get("checkpoints", "account"),

    /** @param {Checkpoint} checkpoint */
    keepCheckpoint: (checkpoint) => db.put("checkpoints", checkpoint, "account"),

    /** @returns {Promise<Wake[]>} */
    wakes: () => db.getAll("wakes"),

    /** @param {Wake} wake */
    countWake: (wake) => db.put("wakes", wake),

    /** @returns {Promise<HarmDone[]>} */
    harms: () => db.getAll("harms"),

    /**
     * Some commits and where the log ends with them, all or nothing.  Strict durability: on the disk
     * before it is acknowledged.  Refused if another engine has written since `before`.
     * @param {Commit[]} commits
     * @param {Standing} before
     * @param {Place} place
     * @param {Beside} [beside] what came with the last of them
     * @returns {Promise<Standing>}
     */
    async apply(commits, before, place, beside = {}) {
      const tx = db.transaction(STORES, "readwrite", STRICT);
      tx.done.catch(() => {});
      const now = await tx.objectStore("places").get("log");
      if (now && (now.sequence !== before.sequence || now.chain !== before.chain)) {
        tx.abort();
        throw new Error("another engine has written to the journal");
      }
      let { last } = before;
      for (const [nth, commit] of commits.entries()) {
        if (commit.erase) {
          last = undefined;
          for (const name of STORES) tx.objectStore(name).clear();
        }
        for (const entry of commit.append) last = await tx.objectStore("entries").add(entry);
        if (commit.words) await word(tx, commit.words);
        await settle(tx, commit, nth === commits.length - 1 ? beside.html : "");
      }
      const standing = { ...place, last };
      tx.objectStore("places").put(standing, "log");
      const { checkpoint: text, build } = beside;
      if (text) {
        tx.objectStore("checkpoints").put({ build, text, upto: last }, "account");
      }
      await tx.done;
      return standing;
    },

    /**
     * Put these contents in the place of what there is; all that was made of the old ones goes.
     * @param {Contents} contents
     * @param {Place} place where the log ends
     * @param {Harm | ""} harm that was done
     */
    async replace({ entries, answers, waiting, writings, erased }, place, harm) {
      const tx = db.transaction(STORES, "readwrite", STRICT);
      tx.done.catch(() => {});
      if (erased.length) await undraw(tx);
      const kept = new Map((await tx.objectStore("answers").getAll()).map((row) => [row.id, row]));
      for (const name of STORES) {
        if (name !== "harms" && name !== "wakes") tx.objectStore(name).clear();
      }
      for (const entry of entries) tx.objectStore("entries").add(entry);
      for (const event of waiting) tx.objectStore("waiting").add(event);
      for (const [id, effects] of answers) {
        tx.objectStore("answers").add(kept.get(id) ?? healed(id, effects));
      }
      for (const line of writings) tx.objectStore("writings").add(line);
      for (const id of erased) tx.objectStore("erasures").add(id);
      await stand(tx, place, harm);
      await tx.done;
    },

    /**
     * Say where the log ends, now that it holds the same.
     * @param {Place} place
     * @param {Harm | ""} harm that was done
     */
    async stand(place, harm) {
      const tx = db.transaction(STORES, "readwrite", STRICT);
      tx.done.catch(() => {});
      const standing = await stand(tx, place, harm);
      await tx.done;
      return standing;
    },
  };
}

/**
 * @param {Writing} tx
 * @param {Place} place
 * @param {Harm | ""} harm
 * @returns {Promise<Standing>}
 */
async function stand(tx, place, harm) {
  const standing = { ...place, last: await lastKey(tx.objectStore("entries")) };
  tx.objectStore("places").put(standing, "log");
  if (harm) {
    const before = await tx.objectStore("harms").get(harm);
    tx.objectStore("harms").put({ harm, times: (before?.times ?? 0) + 1, last: Date.now() });
  }
  return standing;
}

/** @typedef {import("../idb.js").IDBPTransaction<unknown, string[], "readwrite">} Writing */

/** @typedef {{ key: IDBValidKey } | null} Cursor */

/** @param {{ openKeyCursor(): Promise<Cursor> }} entries */
async function firstKey(entries) {
  return (await entries.openKeyCursor())?.key;
}

/** @param {{ openKeyCursor(query: null, order: "prev"): Promise<Cursor> }} entries */
async function lastKey(entries) {
  return (await entries.openKeyCursor(null, "prev"))?.key;
}

/**
 * Erase lines, and keep others.  A page that was drawn before may show what is erased.
 * @param {Writing} tx
 * @param {Words} words
 */
async function word(tx, { put, forget }) {
  const [writings, erasures] = [tx.objectStore("writings"), tx.objectStore("erasures")];
  if (forget.length) await undraw(tx);
  for (const id of forget) {
    writings.delete(id);
    const added = await erasures.add(id);
    erasures.delete(IDBKeyRange.upperBound(Number(added) - ERASURES_KEPT));
  }
  for (const line of put) writings.put(line);
}

/**
 * Let go of all pages as they were drawn.  Python draws one again for an event that is sent again.
 * @param {Writing} tx
 */
async function undraw(tx) {
  let row = await tx.objectStore("answers").openCursor();
  while (row) {
    const { answer, ...rest } = row.value;
    row.update({ ...rest, answer: { ...answer, html: "" }, healed: true });
    row = await row.continue();
  }
}

/**
 * Remember what an event was answered, and hold it, or let it go.
 * @param {Writing} tx
 * @param {Commit} commit
 * @param {string} [html]
 */
async function settle(tx, commit, html) {
  const { id, effects, hold } = commit;
  const waiting = tx.objectStore("waiting");
  const key = await waiting.index("id").getKey(hold?.stamp.id ?? id);
  if (hold && key === undefined) waiting.add(hold);
  if (!hold && key !== undefined) waiting.delete(key);
  if (!effects) return;
  const answers = tx.objectStore("answers");
  const row =
    html === undefined
      ? healed(id, effects, commit.memo)
      : { id, answer: told(effects, html, commit.memo) };
  const added = await answers.add(row);
  answers.delete(IDBKeyRange.upperBound(Number(added) - ANSWERS_KEPT));
}

/**
 * The log does not keep what a page looked like, but for the last.
 * @param {string} id
 * @param {Answer["effects"]} effects
 * @param {string} [memo]
 */
function healed(id, effects, memo) {
  return { id, answer: told(effects, "", memo), healed: true };
}

/**
 * @param {Answer["effects"]} effects
 * @param {string} html
 * @param {string} [memo]
 * @returns {Answer}
 */
function told(effects, html, memo = "") {
  const nothing = { append: [], put: [], forget: [], erase: false, views: {}, card: "" };
  return {
    ...nothing,
    checkpoint: "",
    whole: false,
    effects,
    html,
    memo,
    noted: "",
    silent_until: null,
  };
}
