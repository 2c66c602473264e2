// @ts-check
// One worker, many questions: matches each answer to its question, and lets the worker go when
// there was nothing to do for a while.

import { keepViews } from "./views.js";

/** @import { Event } from "../protocol.gen.js" */
/** @import { Known } from "./wake.js" */
/** @typedef {import("./worker.js").Reply | undefined} Reply nothing if the worker broke down */

const SLEEP_AFTER_MS = 60_000;

/**
 * The returned function has one event answered, by a worker that is started when it is needed; without
 * an event the worker wakes, and answers nothing.
 * @param {() => void} [asleep] called when the worker has gone
 * @returns {(event: Event | undefined, known: Known) => Promise<Reply>}
 */
export function startWorker(asleep) {
  /** @type {Map<number, (reply: Reply) => void>} */
  const waiting = new Map();
  let last = 0;
  /** @type {Worker | undefined} */
  let worker;
  /** @type {number | undefined} */
  let bedtime;

  function sleep() {
    worker?.terminate();
    worker = undefined;
    asleep?.();
  }

  function started() {
    const made = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    made.onmessage = ({ data }) => {
      if (data.answer && "views" in data.answer) keepViews(data.answer.views);
      waiting.get(data.question)?.(data.answer);
      waiting.delete(data.question);
      if (!waiting.size) bedtime = self.setTimeout(sleep, SLEEP_AFTER_MS);
    };
    made.onerror = (error) => {
      console.info("interlude: the engine's worker broke down", error.message);
      for (const reply of waiting.values()) reply(undefined);
      waiting.clear();
      sleep();
    };
    return made;
  }

  return (event, known) =>
    new Promise((resolve) => {
      clearTimeout(bedtime);
      last += 1;
      waiting.set(last, resolve);
      worker ??= started();
      worker.postMessage({ question: last, event, known });
    });
}
