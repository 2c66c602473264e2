// @ts-check
// A breath's timetable, as Python wrote it, and what follows from it alone: how full the lungs are,
// and when something changes.  The circle, the numbers, the words and the tone are all read off it.

/** @typedef {{ cue: "in" | "hold" | "out" | "free", words: string, heard: string, start_ms: number, ms: number, count: number, full: number }} Beat */

/**
 * @param {HTMLElement} pacer
 * @returns {Beat[]}
 */
export function timetable(pacer) {
  /** @type {Beat[]} */
  const beats = JSON.parse(pacer.dataset.timetable ?? "[]");
  return beats.filter((beat) => beat.ms > 0);
}

/**
 * How full the lungs are at the start of each beat and at the very end, from 0 to 1.
 * @param {Beat[]} beats
 */
export function levels(beats) {
  return [0, ...beats.map((beat) => beat.full)];
}

/**
 * Every instant at which a number or a word changes: the counts, and the whole seconds left.
 * @param {Beat[]} beats
 */
export function instants(beats) {
  const total = end(beats);
  const counts = beats.flatMap((beat) =>
    Array.from(
      { length: Math.max(beat.count, 1) },
      (_, nth) => beat.start_ms + (nth * beat.ms) / Math.max(beat.count, 1),
    ),
  );
  const seconds = Array.from({ length: Math.ceil(total / 1000) }, (_, left) => total - left * 1000);
  return [...counts, ...seconds].sort((a, b) => a - b);
}

/** @param {Beat[]} beats */
export function end(beats) {
  return Math.max(0, ...beats.map((beat) => beat.start_ms + beat.ms));
}
