// @ts-check
// A commit is in both stores or in none.  It goes to the log first: from its end a frame can be taken
// away again, should the database refuse.  What a kill leaves in the log alone was not acknowledged;
// the next start brings it into the database together with its answer, so an event that is sent again
// counts once.
//
// An erasure of everything is a commit of a new generation.  It is in the log before anything is
// deleted, and what is of an older generation is never brought back.
//
// A line that is erased is named in the log before it is deleted from the database.  Its words still
// stand further up in the file, so that is written anew, from the database, before anybody is told.

import { commitsOf } from "./contents.js";
import { alone } from "./heal.js";
import { BEGINNING } from "./log.js";

/** @import { Beside, Database, Standing } from "./database.js" */
/** @import { Commit, Place } from "./frames.js" */
/** @import { Log } from "./log.js" */
/** @typedef {{ database: Database, log: Log | undefined, standing: Standing }} Stores */

/**
 * A commit in both stores, or in none.
 * @param {Stores} stores
 * @param {Commit} commit
 * @param {Beside} [beside]
 */
export async function write(stores, commit, beside) {
  const place = logged(stores, stores.standing, commit, beside);
  if (!commit.words?.forget.length) return inBoth(stores, place, commit, beside);
  // Until the file is written anew, the database says that it was left behind.
  await inBoth(stores, alone(place.generation, place.sequence), commit, beside);
  await writeAnew(stores);
}

/**
 * The log in the place of itself, without what was erased.
 * @param {Stores} stores
 */
async function writeAnew(stores) {
  const { database, log, standing } = stores;
  if (!log) return;
  try {
    const place = log.begin(standing.generation, commitsOf(await database.contents()));
    stores.standing = await database.stand(place, "");
  } catch (error) {
    goOnWithout(stores, error);
  }
}

/**
 * The one commit after which nothing else is left, not even in the file.
 * @param {Stores} stores
 * @param {Commit} commit
 * @param {Beside} beside
 */
export async function eraseAll(stores, commit, beside) {
  const before = stores.standing;
  // Later than any before it, also than one that this database does not know of.
  const generation = Math.max(before.generation + 1, Math.floor(Date.now() / 1000));
  const erasing = { ...commit, erase: true };
  logged(stores, { ...BEGINNING, generation, end: before.end }, erasing, beside);
  // Until the file is as short as it should be, the database says that it was left behind.
  await inBoth(stores, alone(generation, 1), erasing, beside);
  if (stores.log) {
    stores.standing = await stores.database.stand(stores.log.begin(generation, [erasing]), "");
  }
}

/**
 * What is in the log at a place, in the database too; or in neither.
 * @param {Stores} stores
 * @param {Place} place
 * @param {Commit} commit
 * @param {Beside} [beside]
 */
async function inBoth(stores, place, commit, beside) {
  const { database, log, standing } = stores;
  try {
    stores.standing = await database.apply([commit], standing, place, beside);
  } catch (error) {
    log?.cut(standing.end);
    throw error;
  }
}

/**
 * A commit in the log, on the disk.  A log that fails is done without until the next start; but a
 * full disk is full for both.
 * @param {Stores} stores
 * @param {Place} after
 * @param {Commit} commit
 * @param {Beside} [beside]
 * @returns {Place}
 */
function logged(stores, after, commit, { html = "" } = {}) {
  const { log } = stores;
  if (log) {
    try {
      return log.append(after, commit, html);
    } catch (error) {
      if (/** @type {Error} */ (error).name === "QuotaExceededError") {
        log.cut(after.end);
        throw error;
      }
      goOnWithout(stores, error);
    }
  }
  return alone(after.generation, after.sequence + 1);
}

/**
 * The next start heals a log that failed.
 * @param {Stores} stores
 * @param {unknown} error
 */
function goOnWithout(stores, error) {
  console.info("interlude: the journal goes on without its second store", error);
  stores.log?.close();
  stores.log = undefined;
}
