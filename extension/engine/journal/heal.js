// @ts-check
// The two stores, brought to hold the same.
//
// As long as the log ends where the database says, and there with the frame it names, they do: that
// costs a wake one frame to read, and a part of the file that chance chooses, however many years
// there are.  A log that goes on from there has what a kill kept from the database (the log is
// written first), and the database follows.  Anything else, and a start at which all entries are
// read anyway, has both read wholly and united; then whichever lacks something is written anew,
// the database in one transaction, and the log only once the database holds all.  So a kill at any
// point leaves one store that is whole, and the next start begins again.
//
// A generation begins with each erasure of everything.  What is of an older one was erased and never
// comes back.  Of a line that was erased its id stands in both, and a log in which its words still
// stand is written anew.

import { commitsOf, contentsOf, holdsAll, NOTHING, united } from "./contents.js";
import { BEGINNING } from "./log.js";

/** @import { Frame, Place } from "./frames.js" */
/** @import { Database, Harm, Standing } from "./database.js" */
/** @import { Log } from "./log.js" */

/** The generation of a store that knows of none: whatever the other holds is good beside it. */
export const UNKNOWN = -1;

/**
 * @param {Database} database
 * @param {Log | undefined} log nothing where the browser refuses it: then the database serves alone
 * @param {{ wholly?: boolean, kept?: boolean, chance: number }} options whether all is to be read;
 *   whether there was something in this account once, as its mark elsewhere says; and a number
 *   from 0 up to 1 to choose a part of the log by
 * @returns {Promise<Standing>} where the two stand now
 */
export async function heal(database, log, { wholly, kept, chance }) {
  const { standing, last } = await database.standing();
  const lost = kept && !standing && last === undefined && !log?.read(BEGINNING).frames.length;
  if (lost) {
    log?.cut(0);
    return database.stand(alone(log ? 0 : UNKNOWN, 0), "lost");
  }
  if (!log) return { ...(standing ?? alone(UNKNOWN, 0)), last };
  const followed = standing?.last === last && (await caughtUp(database, log, standing));
  return followed && !wholly && log.sample(chance) ? followed : together(database, log);
}

/**
 * A place for a database that goes on without a log: no log ends there.
 * @param {number} generation
 * @param {number} sequence
 * @returns {Place}
 */
export function alone(generation, sequence) {
  return { ...BEGINNING, generation, sequence };
}

/**
 * Have the database follow a log that goes on where it stands.
 * @param {Database} database
 * @param {Log} log
 * @param {Standing} [standing]
 * @returns {Promise<Standing | undefined>} nothing where it does not
 */
async function caughtUp(database, log, standing = { ...BEGINNING }) {
  const leftBehind = standing.generation === UNKNOWN || (standing.sequence && !standing.end);
  if (leftBehind || log.size() < standing.end || !log.has(standing)) return undefined;
  const { frames, html, end, broken } = log.read(standing);
  if (broken) return undefined;
  if (log.size() > end) log.cut(end);
  const last = frames.at(-1);
  if (!last) return standing;
  const commits = frames.map((frame) => frame.commit);
  const erases = commits.some(({ words }) => words?.forget.length);
  const place = erases ? alone(last.generation, last.sequence) : placeOf(last);
  let now = await database.apply(commits, standing, place, html ? { html } : {});
  // One that was not acknowledged may come of a kill.  More were, so the database has lost them.
  if (frames.length > 1) now = await database.stand(now, "database");
  return erases ? undefined : now;
}

/**
 * @param {Database} database
 * @param {Log} log
 * @returns {Promise<Standing>}
 */
async function together(database, log) {
  const { standing, last } = await database.standing();
  const found = log.read(BEGINNING);
  const read = contentsOf(found.frames);
  const known = standing?.generation ?? UNKNOWN;
  const generation = Math.max(known, read.generation, 0);
  const outdated = known !== UNKNOWN && known < generation;
  const stored = outdated ? { ...NOTHING, gaps: false } : await database.contents();
  const logged = read.generation === generation ? read.contents : NOTHING;
  const all = united(stored, logged);
  const databaseLacks = stored.gaps || !holdsAll(stored, all);
  const logLacks = !holdsAll(logged, all);
  const sound = !found.broken && !read.stale && !logLacks && oldest(found.frames) === generation;
  const end = sound ? placeOf(found.frames.at(-1) ?? alone(generation, 0)) : undefined;
  if (end && log.size() > found.end) log.cut(found.end);
  const replaces = databaseLacks || outdated;
  if (standing && !replaces && end?.end === standing.end && end.chain === standing.chain) {
    return { ...standing, last };
  }
  // A log that never held the account, or was left behind, is written without a word.
  const leftBehind = !standing?.end || known !== generation;
  const damaged = (read.generation === generation && found.broken) || (logLacks && !leftBehind);
  const done = harm(databaseLacks && !outdated, damaged);
  if (replaces) await database.replace(all, end ?? alone(generation, 1), done);
  const place = end ?? log.begin(generation, commitsOf(all));
  return database.stand(place, replaces ? "" : done);
}

/** @param {Frame[]} frames */
function oldest(frames) {
  return frames.length ? frames[0].generation : 0;
}

/**
 * @param {boolean} database
 * @param {boolean} log
 * @returns {Harm | ""}
 */
function harm(database, log) {
  if (database && log) return "both";
  if (database) return "database";
  return log ? "log" : "";
}

/**
 * @param {Place} frame
 * @returns {Place}
 */
function placeOf({ generation, sequence, chain, start, end }) {
  return { generation, sequence, chain, start, end };
}
