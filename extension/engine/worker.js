// @ts-check
// The engine: one event at a time through Python, committed to the journal before it is answered.

import build from "./build.gen.js";
import { inFull } from "./export.js";
import { failure } from "./failures.js";
import { openJournal } from "./journal.js";
import { distrust, wake } from "./wake.js";

/** @import { Failure } from "./failures.js" */
/** @import { Answer, Event } from "../protocol.gen.js" */
/** @import { Known } from "./wake.js" */
/** @typedef {Awaited<ReturnType<typeof wake>>} Awake */
/** @typedef {(Answer & { kept: boolean }) | { failed: Failure }} Reply `kept` says whether there is
 *   anything in this account by now */

const PREPARE_AFTER_MS = 2_000;

const journal = openJournal();

/** @type {Promise<Awake> | undefined} */
let engine;

/** The queue: every event waits for the one before it. */
let queue = Promise.resolve();

self.onmessage = ({ data: { question, event, known } }) => {
  queue = queue.then(async () => {
    const answer = event
      ? await answered(event, known).catch((error) => failed(event, error))
      : await awakened(known).then(nothing, nothing);
    self.postMessage({ question, answer });
  });
};

/**
 * @param {Event} event
 * @param {Known} known for a wake, if there has to be one
 * @returns {Promise<Reply>}
 */
async function answered(event, known) {
  const waking = awakened(known);
  waking.catch(() => {});
  const before = await journal.answerTo(event.stamp.id);
  const answer = before && !before.healed ? before.answer : await taken(await waking, event);
  return { ...answer, kept: await journal.holds() };
}

function nothing() {}

/**
 * The engine, which wakes if it has to.
 * @param {Known} known
 */
function awakened(known) {
  engine ??= awake(known);
  return engine;
}

/**
 * @param {Known} known
 * @returns {Promise<Awake>}
 */
async function awake(known) {
  try {
    const woken = await caughtUp(await wake(journal, known));
    if (woken.unprepared) setTimeout(prepare, PREPARE_AFTER_MS);
    return woken;
  } catch (error) {
    engine = undefined;
    throw error;
  }
}

/**
 * Let Python take what was kept while it could not start.
 * @param {Awake} woken
 */
async function caughtUp(woken) {
  try {
    for (const event of await journal.held()) {
      const answer = await taken(woken, event);
      if (!("failed" in answer)) await journal.release(event.stamp.id);
    }
    return woken;
  } catch (error) {
    console.info("interlude: what is kept must wait for another time", error);
    return wake(journal, { memo: "", kept: await journal.holds() });
  }
}

/**
 * @param {Awake} awake
 * @param {Event} event
 * @returns {Promise<Answer | { failed: Failure }>}
 */
async function taken({ handle, how }, event) {
  try {
    // An event that was kept, and sent again meanwhile, has been taken by now.
    const before = await journal.answerTo(event.stamp.id);
    if (before) return before.healed ? drawnAnew(before.answer, handle, event) : before.answer;
    const answer = handle(event);
    if (answer.error) return { failed: answer.error };
    await journal.commit(build.name, event.stamp.id, answer);
    return { ...answer, effects: await inFull(answer.effects, journal) };
  } catch (error) {
    // Python may be ahead of the journal now, or broken: the next event starts it afresh.
    engine = undefined;
    await distrust(how, error);
    throw error;
  }
}

/**
 * An answer that came back without its page: Python draws the page as it is now.
 * @param {Answer} answer
 * @param {Awake["handle"]} handle
 * @param {Event} event
 * @returns {Answer}
 */
function drawnAnew(answer, handle, event) {
  return event.kind === "acted"
    ? { ...answer, html: handle({ ...event, action: "open" }).html }
    : answer;
}

/**
 * What a person did in vain is kept where it says so.
 * @param {Event} event
 * @param {Error} error
 * @returns {Promise<{ failed: Failure }>}
 */
async function failed(event, error) {
  const failed = failure(error);
  if (!("keep" in event) || !event.keep || failed.code === "full") return { failed };
  try {
    await journal.hold(event);
    return { failed: { ...failed, kept: true } };
  } catch {
    return { failed };
  }
}

/** Have a snapshot made for the next wakes, out of the way of this one. */
function prepare() {
  const worker = new Worker(new URL("prepare.js", import.meta.url), { type: "module" });
  worker.onmessage = () => worker.terminate();
  worker.onerror = (error) => {
    // Unprevented it would count as an error of this worker too.
    error.preventDefault();
    console.info("interlude: no snapshot could be made", error.message);
    worker.terminate();
  };
}
