// @ts-check
// Plays a breath: the one thing in the shell that has a clock.  Python wrote the timetable; every
// picture, number and word here is read off that timetable and one origin, so nothing can drift.

/** @typedef {{ cue: "in" | "hold" | "out", words: string, start_ms: number, ms: number, count: number }} Beat */

const SMALL = 0.55;

/**
 * What is being played in which pacer: the prompt's entry id, and how to draw the present instant.
 * @type {WeakMap<HTMLElement, { shown: string | undefined, paint: () => void }>}
 */
const playing = new WeakMap();

/**
 * Start the breath of a `[data-timetable]`.  Calling it again for the same prompt only draws the
 * present instant again, so a card may be swapped while it plays.
 * @param {HTMLElement} pacer
 */
export function play(pacer) {
  const before = playing.get(pacer);
  if (before && before.shown === pacer.dataset.shown) return before.paint();

  /** @type {Beat[]} */
  const beats = JSON.parse(pacer.dataset.timetable ?? "[]").filter(
    (/** @type {Beat} */ beat) => beat.ms > 0,
  );
  if (beats.length === 0) return;
  const shown = pacer.dataset.shown;
  const total = Math.max(...beats.map(end));
  const changes = instants(beats, total);
  const origin = performance.now();
  const elapsed = () => Math.min(performance.now() - origin, total);

  const tick = () => {
    if (!pacer.isConnected || pacer.dataset.shown !== shown) return;
    // Read once: an instant that passes between drawing and planning would be skipped.
    const present = elapsed();
    draw(pacer, beats, present, total);
    const next = changes.find((instant) => instant > present);
    if (next === undefined) part(pacer, ".finished").click();
    else setTimeout(tick, next - elapsed());
  };

  playing.set(pacer, { shown, paint: () => draw(pacer, beats, elapsed(), total) });
  breathe(part(pacer, ".core"), beats, total, origin);
  tick();
}

/**
 * The circle grows, waits and shrinks in one animation over the whole timetable.
 * @param {Element} core
 * @param {Beat[]} beats
 * @param {number} total
 * @param {number} origin
 */
function breathe(core, beats, total, origin) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const before of core.getAnimations()) before.cancel();
  const frames = levels(beats).map((level, index) => ({
    offset: (beats[index]?.start_ms ?? total) / total,
    transform: `scale(${SMALL + (1 - SMALL) * level})`,
    easing: "ease-in-out",
  }));
  const animation = core.animate(frames, { duration: total, fill: "both" });
  animation.startTime = origin;
}

/**
 * How full the lungs are at the start of each beat and at the very end, from 0 to 1.  Beats of one
 * cue in a row share the way: after 3 s in and 1 s more in, the circle is three quarters grown
 * at the seam.
 * @param {Beat[]} beats
 * @returns {number[]}
 */
function levels(beats) {
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
 * @param {number} total
 */
function instants(beats, total) {
  const counts = beats.flatMap((beat) =>
    Array.from({ length: beat.count }, (_, nth) => beat.start_ms + (nth * beat.ms) / beat.count),
  );
  const seconds = Array.from({ length: Math.ceil(total / 1000) }, (_, left) => total - left * 1000);
  return [...counts, ...seconds].sort((a, b) => a - b);
}

/**
 * @param {HTMLElement} pacer
 * @param {Beat[]} beats
 * @param {number} elapsed
 * @param {number} total
 */
function draw(pacer, beats, elapsed, total) {
  const beat = beats.findLast((b) => b.start_ms <= elapsed) ?? /** @type {Beat} */ (beats[0]);
  const done = Math.min(
    Math.floor(((elapsed - beat.start_ms) / beat.ms) * beat.count) + 1,
    beat.count,
  );
  write(part(pacer, ".count"), String(done));
  write(part(pacer, ".cue"), beat.words);
  write(part(pacer, ".announce"), beat.cue);
  write(part(pacer, ".seconds"), String(Math.ceil((total - elapsed) / 1000)));
  const [from = 0, to = 0] = levels(beats).slice(beats.indexOf(beat));
  part(pacer, ".ring").style.strokeDasharray =
    `${100 * (from + ((to - from) * done) / beat.count)} 100`;
}

/**
 * Writing only what differs keeps a screen reader from hearing the same cue twice.
 * @param {Element} element
 * @param {string} words
 */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** @param {Beat} beat */
function end(beat) {
  return beat.start_ms + beat.ms;
}

/**
 * @param {HTMLElement} pacer
 * @param {string} selector
 */
function part(pacer, selector) {
  return /** @type {HTMLElement} */ (pacer.querySelector(selector));
}
