// @ts-check
// Pages as they were drawn last, so that they paint at once.  Local storage is the one store that
// answers a page without a wait, and it can be done without.  The document that holds the engine
// writes it, for a worker has none; pages read it.

/** @import { Answer } from "../protocol.gen.js" */

/** @param {Answer["views"]} views in place of those of the same pages */
export function keepViews(views) {
  try {
    for (const [page, view] of Object.entries(views)) localStorage.setItem(page, view);
  } catch (error) {
    // A full disk must not keep anybody from looking.
    console.info("interlude: a page will be drawn when Python is awake", error);
  }
}

/** @param {string} page */
export function lastView(page) {
  try {
    return localStorage.getItem(page);
  } catch {
    // Where the browser allows no storage.
    return null;
  }
}
