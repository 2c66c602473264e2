// @ts-check
// What the journal holds, whichever store it is read from, and how two that differ become one.

/** @import { Effect, Event } from "../../protocol.gen.js" */
/** @import { Commit, Frame, Line, Stored } from "./frames.js" */
/**
 * @typedef {{
 *   entries: Stored[], answers: ReadonlyMap<string, Effect[]>, waiting: Event[],
 *   writings: Line[], erased: string[]
 * }} Contents oldest first; the answers by the events they were given to; of the lines that a person
 *   wrote and erased no more than their ids, so that an older copy cannot bring them back
 */

/** Of so many events the answer is remembered. */
export const ANSWERS_KEPT = 200;

/** Of so many lines it is known that they were erased. */
export const ERASURES_KEPT = 1_000;

/** So many entries go into one frame where a log is written anew. */
const TOGETHER = 100;

/** @type {Contents} */
export const NOTHING = { entries: [], answers: new Map(), waiting: [], writings: [], erased: [] };

/**
 * What a log holds: of its newest generation alone, for what is older was erased.
 * @param {Frame[]} frames
 * @returns {{ generation: number, contents: Contents, stale: boolean }} and whether words still stand
 *   in it that were erased
 */
export function contentsOf(frames) {
  const generation = frames.reduce((newest, frame) => Math.max(newest, frame.generation), -1);
  /** @type {Stored[]} */
  const entries = [];
  /** @type {Map<string, Effect[]>} */
  const answers = new Map();
  /** @type {Map<string, Event>} */
  const waiting = new Map();
  /** @type {Map<string, Line>} */
  const writings = new Map();
  /** @type {Set<string>} */
  const erased = new Set();
  for (const { commit } of frames.filter((frame) => frame.generation === generation)) {
    for (const entry of commit.append) entries.push(entry);
    if (commit.effects) answers.set(commit.id, commit.effects);
    if (commit.hold) waiting.set(commit.hold.stamp.id, commit.hold);
    else waiting.delete(commit.id);
    for (const id of commit.words?.forget ?? []) erased.add(id);
    for (const line of commit.words?.put ?? []) writings.set(line.id, line);
  }
  const stale = [...erased].filter((id) => writings.delete(id)).length > 0;
  const contents = {
    entries,
    answers: new Map([...answers].slice(-ANSWERS_KEPT)),
    waiting: [...waiting.values()],
    writings: [...writings.values()],
    erased: [...erased].slice(-ERASURES_KEPT),
  };
  return { generation, contents, stale };
}

/**
 * The commits that a log which holds these contents may begin with.
 * @param {Contents} contents
 * @returns {Iterable<Commit>}
 */
export function* commitsOf({ entries, answers, waiting, writings, erased }) {
  for (let nth = 0; nth < entries.length; nth += TOGETHER) {
    yield { id: "", append: entries.slice(nth, nth + TOGETHER) };
  }
  for (const [id, effects] of answers) yield { id, append: [], effects };
  for (const hold of waiting) yield { id: "", append: [], hold };
  if (writings.length || erased.length) {
    yield { id: "", append: [], words: { put: writings, forget: erased } };
  }
}

/**
 * All that either holds.  An event that was taken waits no longer, and a line that was erased is gone,
 * whatever the other says.
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
  const erased = new Set([...one.erased, ...other.erased]);
  const writings = new Map([...one.writings, ...other.writings].map((line) => [line.id, line]));
  for (const id of erased) writings.delete(id);
  return {
    entries,
    answers,
    waiting: [...waiting.values()],
    writings: [...writings.values()],
    erased: [...erased].slice(-ERASURES_KEPT),
  };
}

/**
 * Whether contents have all that others have, of which they are a part but for lines that were erased.
 * @param {Contents} part
 * @param {Contents} whole
 */
export function holdsAll(part, whole) {
  const held = new Set(part.waiting.map(({ stamp }) => stamp.id));
  const lines = new Set(part.writings.map(({ id }) => id));
  const erased = new Set(part.erased);
  return (
    part.entries.length === whole.entries.length &&
    [...whole.answers.keys()].every((id) => part.answers.has(id)) &&
    whole.waiting.every(({ stamp }) => held.has(stamp.id)) &&
    lines.size === whole.writings.length &&
    whole.writings.every(({ id }) => lines.has(id)) &&
    whole.erased.every((id) => erased.has(id))
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
