// @ts-check
// One worker, many questions: matches each answer to its question.

/** @import { Answer, Event } from "../protocol.gen.js" */

/**
 * Start the engine's worker.  The returned function answers one event.
 * @returns {(event: Event) => Promise<Answer | { failed: string }>}
 */
export function startWorker() {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  /** @type {Map<number, (answer: Answer | { failed: string }) => void>} */
  const waiting = new Map();
  let last = 0;

  worker.onmessage = ({ data }) => {
    waiting.get(data.question)?.(data.answer);
    waiting.delete(data.question);
  };
  worker.onerror = (error) => {
    for (const answer of waiting.values())
      answer({ failed: `The engine's worker stopped: ${error.message}` });
    waiting.clear();
  };

  return (event) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      worker.postMessage({ question: last, event });
    });
}
