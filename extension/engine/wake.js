// @ts-check
// Wakes the engine: Python from its snapshot, or the plain way where anything about the snapshot is
// not as expected; then the account from the journal.

import { boot, resume } from "./boot.js";
import build from "./build.gen.js";
import { discard, find } from "./snapshot.js";

/** @import { Answer, Event, Opened, Wake } from "../protocol.gen.js" */
/** @import { Failure } from "./failures.js" */
/** @import { Journal } from "./journal.js" */
/** @import { Checkpoint } from "./journal/database.js" */
/** @typedef {{ memo: string, kept: boolean }} Known what the broker sends with an event */
/** @typedef {import("./boot.js").Python} Python */
/** @typedef {(event: Event) => Answer & { error?: Failure }} Handle */
/** @typedef {{ python: Python } & Pick<Wake, "how" | "why">} Start */

/** Of ten years of entries, how many are in Python's memory at once. */
const SLICE = 5_000;

/**
 * A device that keeps no snapshot is to be left in peace: after so many starts without one, for the
 * same reason, another attempt is made only now and then.
 */
const ATTEMPTS = 10;
const NOW_AND_THEN = 20;

/**
 * @param {Journal} journal
 * @param {Known} known
 * @returns {Promise<{ handle: Handle, how: Wake["how"], unprepared: boolean }>} how Python woke, and
 *   whether a snapshot should be made for the next time
 */
export async function wake(journal, { memo, kept }) {
  const opening = journal.open(build.name, kept);
  const [{ python, how, why }] = await Promise.all([started(), opening]);
  const api = python.pyimport("interlude.api");
  /** @type {Handle} */
  const handle = (event) => JSON.parse(api.handle(JSON.stringify(event)));
  const wakes = await counted(journal, how, why);
  try {
    const [health, writings] = await Promise.all([journal.health(), journal.writings()]);
    const known = { wakes, memo, health, writings };
    await open(handle, journal, await journal.checkpoint(build.name), known);
  } catch (error) {
    await distrust(how, error);
    throw error;
  }
  return { handle, how, unprepared: how === "plain" && worthwhile(wakes.at(-1)) };
}

/**
 * After an error of Python's, a memory that may be at fault is not used again.
 * @param {Wake["how"]} how
 * @param {unknown} error
 */
export async function distrust(how, error) {
  if (how === "snapshot" && !(error instanceof DOMException)) await discard();
}

/** @param {Wake | undefined} wake */
function worthwhile(wake) {
  if (!wake || wake.why === "other_build") return true;
  return wake.times <= ATTEMPTS || wake.times % NOW_AND_THEN === 0;
}

/** @returns {Promise<Start>} */
async function started() {
  const found = await find(build.name).catch(() => /** @type {const} */ ("missing"));
  if (typeof found === "string") return { python: await boot(), how: "plain", why: found };
  try {
    const python = await resume(found);
    return { python, how: "snapshot", why: "" };
  } catch (error) {
    console.info("interlude: the snapshot could not be used", error);
    await discard();
    return { python: await boot(), how: "plain", why: reason(error) };
  }
}

/**
 * Let Python read what came after a checkpoint, a slice at a time.  If it refuses, it says why to
 * whatever is asked next.
 * @param {Handle} handle
 * @param {Journal} journal
 * @param {Checkpoint} checkpoint
 * @param {Pick<Opened, "wakes" | "memo" | "health" | "writings">} known
 */
async function open(handle, journal, { text, upto }, known) {
  const { entries, last } = await journal.entriesAfter(upto, SLICE);
  const answer = handle({
    kind: "opened",
    stamp: {
      id: "opened",
      now: { at: Date.now(), offset: 0 },
      seed: 0,
      in_an_hour: null,
      languages: [],
    },
    build: `${build.version}+${build.name.slice(0, 8)}`,
    ...known,
    checkpoint: text,
    journal: entries,
  });
  const { name } = build;
  if (answer.whole) return open(handle, journal, { build: name, text: "", upto: undefined }, known);
  const reached = { build: name, text: answer.checkpoint, upto: last };
  if (answer.checkpoint) await journal.keepCheckpoint(reached).catch(() => {});
  if (answer.checkpoint && entries.length === SLICE) await open(handle, journal, reached, known);
}

/**
 * All wakes so far, this one last.
 * @param {Journal} journal
 * @param {Wake["how"]} how
 * @param {Wake["why"]} why
 */
async function counted(journal, how, why) {
  const wakes = await journal.wakes();
  const same = wakes.find((wake) => wake.how === how && wake.why === why);
  const counted = { how, why, times: (same?.times ?? 0) + 1, last: Date.now() };
  // Only a count: a full disk must not keep Python from waking.
  journal.countWake(counted).catch(() => {});
  return [...wakes.filter((wake) => wake !== same), counted];
}

/**
 * @param {unknown} error
 * @returns {Wake["why"]}
 */
function reason(error) {
  const { cause } = /** @type {{ cause?: unknown }} */ (error);
  return cause === "damaged" || cause === "slow" ? cause : "failed";
}
