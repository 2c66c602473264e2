// @ts-check
// The engine: one event at a time through Python, committed to the journal before it is answered.

import { boot } from "./boot.js";
import { openJournal } from "./journal.js";

/** @import { Answer, Event } from "../protocol.gen.js" */

const PLAIN_WORDS =
  "Interlude cannot answer. Close and open the browser to start it afresh. What went wrong:";

const journal = openJournal();

/** @type {Promise<(text: string) => string> | undefined} */
let python;

/** The queue: every event waits for the one before it. */
let queue = Promise.resolve();

self.onmessage = ({ data: { question, event } }) => {
  queue = queue.then(async () => {
    const answer = await answered(event).catch((error) => ({
      failed: `${PLAIN_WORDS} ${error.message ?? error}`,
    }));
    self.postMessage({ question, answer });
  });
};

/**
 * @param {Event} event
 * @returns {Promise<Answer>}
 */
async function answered(event) {
  const { id } = event.stamp;
  const before = await journal.answerTo(id);
  if (before) return before;
  python ??= wake();
  try {
    const answer = ask(await python, event);
    await journal.commit(id, answer);
    return answer;
  } catch (error) {
    // Python may be ahead of the journal now, or broken: the next event starts it afresh.
    python = undefined;
    throw error;
  }
}

async function wake() {
  const handle = await boot();
  const stamp = { id: "opened", now: { at: Date.now(), offset: 0 }, seed: 0 };
  ask(handle, { kind: "opened", stamp, journal: await journal.entries() });
  return handle;
}

/**
 * @param {(text: string) => string} handle
 * @param {Event} event
 * @returns {Answer}
 */
function ask(handle, event) {
  const answer = JSON.parse(handle(JSON.stringify(event)));
  if (answer.error) throw new Error(answer.error);
  return answer;
}
