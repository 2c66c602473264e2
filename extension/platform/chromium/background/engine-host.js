// @ts-check
// Chromium's place for the engine: an offscreen document, since a service worker may not make a
// Worker.  https://developer.chrome.com/docs/extensions/reference/api/offscreen

/** @import { Answer, Event } from "../protocol.gen.js" */

const TRIES = 3;

/** @type {Promise<void> | undefined} */
let opening;

/**
 * The engine's answer to one event, or why there is none.
 * @param {Event} event
 * @returns {Promise<Answer | { failed: string }>}
 */
export async function ask(event) {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      await open();
      const answer = await chrome.runtime.sendMessage({ to: "engine", event });
      if (answer) return answer;
    } catch (error) {
      console.info("interlude: the engine went away, asking again", error);
    }
  }
  return { failed: "The engine keeps going away. Close and open the browser to start it afresh." };
}

function open() {
  opening ??= create().finally(() => {
    opening = undefined;
  });
  return opening;
}

async function create() {
  const hosts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  if (hosts.length) return;
  await chrome.offscreen.createDocument({
    url: "engine/host.html",
    reasons: [chrome.offscreen.Reason.WORKERS],
    justification: "Runs Interlude's Python in a worker; nothing leaves the browser.",
  });
}
