// @ts-check
// Which prompt a card in a tab is for.  The tab is told a fresh word of 128 random bits and nothing
// else, and the word is good in that tab alone, for the first frame that brings it.

/** @import { ShowCard, ShowEdge } from "../protocol.gen.js" */
/** @typedef {{ tab: number, shown: string, frame?: number }} Card */
/**
 * What a tab is told of a card, or of a line at its edge.
 * @template {ShowCard | ShowEdge} T
 * @typedef {Omit<T, "shown"> & { word: string }} Dealt
 */

/**
 * What Python drew when it decided, by the card's word.  A kill of this worker drops it, and then the
 * frame has Python draw it again.
 * @type {Map<string, string>}
 */
const drawn = new Map();

/**
 * Kept in memory that no content script can read and that goes with the browser.
 * https://developer.chrome.com/docs/extensions/reference/api/storage#storage_areas
 * @template {ShowCard | ShowEdge} T
 * @param {T} effect
 * @param {string} [view] of the card
 * @returns {Promise<Dealt<T>>}
 */
export async function deal({ shown, ...effect }, view) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const word = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (view) drawn.set(word, view);
  await keep(word, { tab: effect.tab, shown });
  return { ...effect, word };
}

/**
 * The view of a card, for the frame that brings its word first.
 * @param {string} word
 */
export function view(word) {
  const found = drawn.get(word);
  drawn.delete(word);
  return found;
}

/**
 * The card for which a sender brings a word, if the word is good: in its tab, from the page that
 * holds the card, or from the card's own frame, which may show another prompt meanwhile.
 * @param {string} word
 * @param {chrome.runtime.MessageSender} sender
 * @param {string} [shown] the prompt that stands in the card's own frame
 * @returns {Promise<Card | undefined>}
 */
export async function dealt(word, sender, shown) {
  /** @type {Record<string, Card>} */
  const kept = await chrome.storage.session.get(key(word));
  const card = kept[key(word)];
  if (!card || card.tab !== sender.tab?.id) return undefined;
  if (sender.frameId === 0) return card;
  if (card.frame !== undefined && card.frame !== sender.frameId) return undefined;
  const now = { ...card, frame: sender.frameId, shown: shown || card.shown };
  await keep(word, now);
  return now;
}

/** @param {string} word @param {Card} card */
function keep(word, card) {
  return chrome.storage.session.set({ [key(word)]: card });
}

/** @param {string} word */
function key(word) {
  return `card ${word}`;
}
