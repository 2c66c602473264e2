// @ts-check
// The journal: what happened, and beside it what a person wrote.  The engine's worker alone writes
// it.  It stands twice, in stores that
// share no file: a database (`journal/database.js`) and a log (`journal/log.js`).  Each commit is on
// the disk in both before it is acknowledged (`journal/commit.js`), and either store brings back the
// other (`journal/heal.js`).
//
// The log is open in one worker at a time.  An engine whose predecessor still has it waits; should it
// come to go on without, the database refuses whichever of the two did not write last.

import { eraseAll, write } from "./journal/commit.js";
import { openDatabase } from "./journal/database.js";
import { heal } from "./journal/heal.js";
import { openLog } from "./journal/log.js";

/** @import { Answer, Effect, Event, Health, Wake } from "../protocol.gen.js" */
/** @import { Stores } from "./journal/commit.js" */
/** @import { Checkpoint, Database } from "./journal/database.js" */
/** @import { Commit, Line, Stored } from "./journal/frames.js" */
/** @import { Log } from "./journal/log.js" */
/** @typedef {ReturnType<typeof openJournal>} Journal */
/**
 * @typedef {{
 *   openDatabase: () => Promise<Database>, openLog: () => Promise<Log | undefined>
 * }} Doors
 */

/** @param {Doors} doors to the two stores */
export function openJournal(doors = { openDatabase, openLog }) {
  /** @type {Promise<Stores>} */
  let opened = Promise.reject(new Error("the journal was not opened"));
  opened.catch(() => {});

  return {
    /**
     * Open both stores, or what is there of them, and mend what is damaged.  A worker may do so
     * again; what it had open stays open.
     * @param {string} build
     * @param {boolean} kept whether there was something in this account once
     */
    open(build, kept) {
      const before = opened.catch(() => undefined);
      opened = before.then((stores) => open(doors, stores, build, kept));
      return opened;
    },

    /** @returns {Promise<Health>} how the stores are */
    async health() {
      const { database, log } = await opened;
      return { harms: await database.harms(), single: log === undefined };
    },

    /** @returns {Promise<boolean>} whether there is anything in this account */
    async holds() {
      return (await opened).standing.last !== undefined;
    },

    /** @returns {Promise<Stored[]>} every entry, oldest first */
    async entries() {
      return (await opened).database.entries();
    },

    /** @returns {Promise<Line[]>} every line in a person's own words, in no order */
    async writings() {
      return (await opened).database.writings();
    },

    /**
     * @param {string} build
     * @returns {Promise<Checkpoint>} of this build; a blank one if there is none
     */
    async checkpoint(build) {
      return checkpointOf(build, (await opened).database);
    },

    /**
     * @param {IDBValidKey | undefined} key
     * @param {number} count
     */
    async entriesAfter(key, count) {
      return (await opened).database.entriesAfter(key, count);
    },

    /** @param {Checkpoint} checkpoint */
    async keepCheckpoint(checkpoint) {
      await (await opened).database.keepCheckpoint(checkpoint);
    },

    /**
     * @param {string} id
     * @returns {Promise<{ answer: Answer, healed?: boolean } | undefined>} what an event was
     *   answered; if that is `healed`, without its page
     */
    async answerTo(id) {
      return (await opened).database.answerTo(id);
    },

    /**
     * All of an answer, or nothing.
     * @param {string} build
     * @param {string} id
     * @param {Answer} answer
     */
    async commit(build, id, answer) {
      const { append, erase, put, forget } = answer;
      const stores = await opened;
      if (append.length || erase || put.length || forget.length) {
        /** @type {Commit} */
        const commit = {
          id,
          append: append.map((entry) => ({ ...entry })),
          effects: again(answer.effects),
        };
        if (put.length || forget.length) commit.words = { put, forget };
        // No other memo may ever be kept here.
        if (erase) commit.memo = answer.memo;
        const { html, checkpoint } = answer;
        await (erase ? eraseAll : write)(stores, commit, { html, checkpoint, build });
      }
    },

    /**
     * Keep an event until Python can take it.
     * @param {Event} event
     */
    async hold(event) {
      const stores = await opened;
      const waiting = await stores.database.waiting();
      if (waiting.some(({ stamp }) => stamp.id === event.stamp.id)) return;
      await write(stores, { id: "", append: [], hold: event });
    },

    /** @returns {Promise<Event[]>} the events kept so far, oldest first */
    async held() {
      return (await opened).database.waiting();
    },

    /**
     * @param {string} id of a held event that need not wait any longer
     */
    async release(id) {
      const stores = await opened;
      const waiting = await stores.database.waiting();
      if (!waiting.some(({ stamp }) => stamp.id === id)) return;
      await write(stores, { id, append: [] });
    },

    /** @returns {Promise<Wake[]>} how often the engine woke in which way */
    async wakes() {
      return (await opened).database.wakes();
    },

    /** @param {Wake} wake */
    async countWake(wake) {
      await (await opened).database.countWake(wake);
    },
  };
}

/**
 * @param {Doors} doors
 * @param {Stores | undefined} before
 * @param {string} build
 * @param {boolean} kept
 * @returns {Promise<Stores>}
 */
async function open({ openDatabase, openLog }, before, build, kept) {
  const opening = before?.log ?? openLog();
  try {
    const open = before && !before.database.closed();
    const database = open ? before.database : await openDatabase();
    const log = await opening;
    const wholly = (await checkpointOf(build, database)).text === "";
    const standing = await heal(database, log, { wholly, kept, chance: Math.random() });
    return { database, log, standing };
  } catch (error) {
    (await opening)?.close();
    throw error;
  }
}

/**
 * @param {string} build
 * @param {Database} database
 * @returns {Promise<Checkpoint>}
 */
async function checkpointOf(build, database) {
  const kept = await database.checkpoint();
  return kept?.build === build ? kept : { build, text: "", upto: undefined };
}

/**
 * The effects that an event which is sent again is answered with.  A `read` effect names a ticket,
 * and nothing here ever does.  So such an answer is not kept: Python gives it again, and the mark of
 * presence that may have come with it is in the journal by then.
 * @param {Effect[]} effects
 */
function again(effects) {
  return effects.some((effect) => effect.kind === "read") ? undefined : effects;
}
