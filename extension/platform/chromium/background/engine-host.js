// @ts-check
// Chromium's place for the engine: an offscreen document, since a service worker may not make a
// Worker.  https://developer.chrome.com/docs/extensions/reference/api/offscreen

/** @import { Event } from "../protocol.gen.js" */
/** @import { Known } from "../engine/wake.js" */
/** @import { Reply } from "../engine/worker.js" */

/** @type {Promise<void> | undefined} */
let opening;

/**
 * The engine's answer to one event; none, or an error, if it went away meanwhile.  Without an event
 * it wakes, and answers nothing.
 * @param {Event | undefined} event
 * @param {Known} known which the engine reads if it has to wake for the event
 * @returns {Promise<Reply | undefined>}
 */
export async function ask(event, known) {
  await open();
  return chrome.runtime.sendMessage({ to: "engine", event, known });
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
