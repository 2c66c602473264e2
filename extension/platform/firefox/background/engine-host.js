// @ts-check
// Firefox's place for the engine: the broker itself, since an event page is a document and may
// make a Worker.  https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Background_scripts

import { startWorker } from "../engine/client.js";

/**
 * The engine's answer to one event, or without one to nothing but its waking, and what it has to know
 * if it wakes for it; none if it went away meanwhile.
 */
export const ask = startWorker();
