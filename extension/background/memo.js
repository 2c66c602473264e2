// @ts-check
// What Python said last that has to outlive the engine's sleep: its short memory, and until when no
// close can bring a card.  This area is in the browser's memory alone, ends
// with it, and content scripts cannot read it.
// https://developer.chrome.com/docs/extensions/reference/api/storage#property-session

/** @import { Answer } from "../protocol.gen.js" */

/** @returns {Promise<string>} what was kept last; empty if nothing was */
export async function read() {
  const { memo } = await chrome.storage.session.get("memo");
  return typeof memo === "string" ? memo : "";
}

/**
 * Keep what is new of it in an answer.
 * @param {Answer} answer
 */
export async function keep({ memo, silent_until: silentUntil }) {
  const news = { ...(memo && { memo }), ...(silentUntil !== null && { silentUntil }) };
  if (Object.keys(news).length) await chrome.storage.session.set(news);
}

/** @returns {Promise<boolean>} whether no close brings a card now, as far as is known */
export async function isSilent() {
  const { silentUntil } = await chrome.storage.session.get("silentUntil");
  return typeof silentUntil === "number" && Date.now() < silentUntil;
}
