// @ts-check
// A breath's timetable, as Python wrote it, and what follows from it alone: how full the lungs are,
// and when something changes.  The circle, the numbers, the words and the tone are all read off it.

/** @typedef {{ cue: "in" | "hold" | "out" | "free", words: string, heard: string, start_ms: number, ms: number, count: number }} Beat */

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
 * How full the lungs are at the start of each beat and at the very end, from 0 to 1.  Beats of one
 * cue in a row share the way: after 3 s in and 1 s more in, the circle is three quarters grown
 * at the seam.
 * @param {Beat[]} beats
 * @returns {number[]}
 */
export function levels(beats) {
  const found = [0];
  for (const [index, beat] of beats.entries()) {
    const level = found[index] ?? 0;
    const goal = beat.cue === "in" ? 1 : beat.cue === "out" ? 0 : level;
    const after = beats.slice(index).findIndex((later) => later.cue !== beat.cue);
    const way = beats
      .slice(index, after < 0 ? undefined : index + after)
      .reduce((sum, b) => sum + b.ms, 0);
    found.push(level + ((goal - level) * beat.ms) / way);
  }
  return found;
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
