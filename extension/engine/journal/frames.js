// @ts-check
// A frame: one commit as it stands in the log.  Six 32-bit numbers, smallest byte first (a mark by
// which frames are found again behind damage; how many bytes follow the numbers; generation;
// sequence; the checksum of the frame before; the checksum of this one, over all but itself), then
// the commit as JSON.  Each checksum goes over the one before, so that the last stands for them all.
//
// Behind the last frame may stand a note: the page that its answer drew, for an event that is sent
// again.  It is a frame with the number 0, and the next commit is written in its place.

const MARK = 0x314c_4e49;
export const FIRST_BYTE = MARK & 255;
const HEAD = 24;
const SUMMED = HEAD - 4;

/** @import { Effect, Event } from "../../protocol.gen.js" */
/** @typedef {Record<string, unknown>} Stored an entry in the shape of its day; Python knows them all */
/** @typedef {{ id: string }} Line one that a person wrote, in the shape of its day likewise */
/** @typedef {{ put: Line[], forget: string[] }} Words lines to keep, and ids of lines to erase */

/**
 * What is written at once, wholly or not at all.
 * @typedef {{
 *   id: string, append: Stored[], effects?: Effect[], erase?: boolean, memo?: string, hold?: Event,
 *   words?: Words, html?: string
 * }} Commit the answer to the event `id`, with its effects if they are to be given again, and with
 *   its memo if everything was erased, for then that is an empty one; or an event that is to be held
 *   until Python can take it, and then `id` is empty.  `html` is in a note alone.
 */

/**
 * Where a log ends: the generation, number and checksum of its last frame, and that frame's place.
 * @typedef {{
 *   generation: number, sequence: number, chain: number, start: number, end: number
 * }} Place
 */

export const NOTE = 0;

/** @typedef {Place & { previous: number, commit: Commit }} Frame */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  return sum;
});

/**
 * CRC-32, as zip files have it, going on from another.
 * @param {Uint8Array} bytes
 * @param {number} [from]
 */
function checksum(bytes, from = 0) {
  let sum = ~from;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/**
 * A commit as the frame that comes after a place.
 * @param {Pick<Place, "generation" | "sequence" | "chain" | "end">} after
 * @param {Commit} commit
 * @returns {{ bytes: Uint8Array<ArrayBuffer>, place: Place }}
 */
export function encode({ generation, sequence, chain: previous, end: start }, commit) {
  const text = new TextEncoder().encode(JSON.stringify(commit));
  const bytes = new Uint8Array(HEAD + text.length);
  bytes.set(text, HEAD);
  const numbers = [MARK, text.length, generation, sequence + 1, previous];
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, nth) => {
    view.setUint32(4 * nth, number, true);
  });
  const chain = summed(bytes, 0, bytes.length);
  view.setUint32(SUMMED, chain, true);
  const end = start + bytes.length;
  return { bytes, place: { generation, sequence: sequence + 1, chain, start, end } };
}

/**
 * The frame that begins at a place in some bytes, if one does and is as it was written.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @returns {Frame | undefined}
 */
export function decode(bytes, start) {
  if (start + HEAD > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, HEAD);
  const [mark, length, generation, sequence, previous, chain] = Array.from(
    { length: 6 },
    (_, nth) => view.getUint32(4 * nth, true),
  );
  const end = start + HEAD + length;
  if (mark !== MARK || end > bytes.length || summed(bytes, start, end) !== chain) return undefined;
  const commit = JSON.parse(new TextDecoder().decode(bytes.subarray(start + HEAD, end)));
  return { generation, sequence, previous, chain, start, end, commit };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 */
function summed(bytes, start, end) {
  const head = checksum(bytes.subarray(start, start + SUMMED));
  return checksum(bytes.subarray(start + HEAD, end), head);
}
