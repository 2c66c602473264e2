// @ts-check
// What the journal holds, whichever store it is read from, and how two that differ become one.

/** @import { Effect, Event } from "../../protocol.gen.js" */
/** @import { Commit, Frame, Stored } from "./frames.js" */
/**
 * @typedef {{
 *   entries: Stored[], answers: ReadonlyMap<string, Effect[]>, waiting: Event[]
 * }} Contents oldest first; the answers by the events they were given to
 */

/** Of so many events the answer is remembered. */
export const ANSWERS_KEPT = 200;

/** So many entries go into one frame where a log is written anew. */
const TOGETHER = 100;

/** @type {Contents} */
export const NOTHING = { entries: [], answers: new Map(), waiting: [] };

/**
 * What a log holds: of its newest generation alone, for what is older was erased.
 * @param {Frame[]} frames
 * @returns {{ generation: number, contents: Contents }}
 */
export function contentsOf(frames) {
  const generation = frames.reduce((newest, frame) => Math.max(newest, frame.generation), -1);
  /** @type {Stored[]} */
  const entries = [];
  /** @type {Map<string, Effect[]>} */
  const answers = new Map();
  /** @type {Map<string, Event>} */
  const waiting = new Map();
  for (const { commit } of frames.filter((frame) => frame.generation === generation)) {
    for (const entry of commit.append) entries.push(entry);
    if (commit.effects) answers.set(commit.id, commit.effects);
    if (commit.hold) waiting.set(commit.hold.stamp.id, commit.hold);
    else waiting.delete(commit.id);
  }
  const newest = [...answers].slice(-ANSWERS_KEPT);
  const contents = { entries, answers: new Map(newest), waiting: [...waiting.values()] };
  return { generation, contents };
}

/**
 * The commits that a log which holds these contents may begin with.
 * @param {Contents} contents
 * @returns {Iterable<Commit>}
 */
export function* commitsOf({ entries, answers, waiting }) {
  for (let nth = 0; nth < entries.length; nth += TOGETHER) {
    yield { id: "", append: entries.slice(nth, nth + TOGETHER) };
  }
  for (const [id, effects] of answers) yield { id, append: [], effects };
  for (const hold of waiting) yield { id: "", append: [], hold };
}

/**
 * All that either holds.  An event that was taken waits no longer, whatever the other says.
 * @param {Contents} one
 * @param {Contents} other
 * @returns {Contents}
 */
export function united(one, other) {
  const entries = woven(one.entries, other.entries);
  const answers = new Map([...new Map([...one.answers, ...other.answers])].slice(-ANSWERS_KEPT));
  const taken = new Set(entries.map(nameOf));
  const waiting = new Map([...one.waiting, ...other.waiting].map((held) => [held.stamp.id, held]));
  for (const id of waiting.keys()) if (answers.has(id) || taken.has(id)) waiting.delete(id);
  return { entries, answers, waiting: [...waiting.values()] };
}

/**
 * Whether contents have all that others have, of which they are a part.
 * @param {Contents} part
 * @param {Contents} whole
 */
export function holdsAll(part, whole) {
  const held = new Set(part.waiting.map(({ stamp }) => stamp.id));
  return (
    part.entries.length === whole.entries.length &&
    [...whole.answers.keys()].every((id) => part.answers.has(id)) &&
    whole.waiting.every(({ stamp }) => held.has(stamp.id))
  );
}

/**
 * Two lists with gaps, of which each keeps the order of the whole: what only the other has comes
 * right before what both have next.
 * @param {Stored[]} one
 * @param {Stored[]} other
 */
function woven(one, other) {
  const inOne = new Set(one.map(nameOf));
  const missing = other.some((entry) => !inOne.has(nameOf(entry)));
  if (!missing) return one;
  const places = new Map(other.map((entry, nth) => [nameOf(entry), nth]));
  /** @type {Stored[]} */
  const all = [];
  let next = 0;
  /** @param {number} end */
  function takeUntil(end) {
    for (; next < end; next += 1) {
      if (!inOne.has(nameOf(other[next]))) all.push(other[next]);
      inOne.add(nameOf(other[next]));
    }
  }
  for (const entry of one) {
    takeUntil((places.get(nameOf(entry)) ?? -1) + 1);
    all.push(entry);
  }
  takeUntil(other.length);
  return all;
}

/**
 * What an entry is known by; one that is damaged, by all of it.
 * @param {Stored} entry
 */
function nameOf(entry) {
  return typeof entry.id === "string" ? entry.id : JSON.stringify(entry);
}
