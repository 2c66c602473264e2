// @ts-check
// Plays a breath: the one thing in the shell that has a clock.  Python wrote the timetable; every
// picture, number, word and tone is read off that timetable and one origin, so nothing can drift.
// Until somebody begins, the circle breathes as an invitation, and nothing is counted.

import { end, instants, levels, timetable } from "./timetable.js";
import { sound } from "./tone.js";

/** @import { Beat } from "./timetable.js" */
/** @typedef {{ begun: string, visible: string }} Observed */

const SMALL = 0.55;
const TOUCHES = ["pointermove", "pointerdown", "keydown", "focusin"];

/**
 * What is going on: for which prompt (its entry id), and, once it was begun, how to draw the present
 * instant, how to end it, and how to let it go where something else has taken its place.
 * @type {{ shown: string | undefined, paint?: () => void, stop?: (seen: boolean) => void, drop?: () => void } | undefined}
 */
let present;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let going;

/**
 * Invite to the breath of a `[data-timetable]`, if the card has one.  Calling it again for the same
 * prompt changes nothing, so a card may be swapped while it plays.
 * @param {HTMLElement | null} pacer
 */
export function invite(pacer) {
  if (pacer && present && present.shown === pacer.dataset.shown) return present.paint?.();
  present?.drop?.();
  delete document.body.dataset.breathing;
  present = pacer ? { shown: pacer.dataset.shown } : undefined;
  if (!pacer) return;
  const cycle = Number(pacer.dataset.cycle);
  breathe(
    pacer,
    timetable(pacer).filter((beat) => beat.start_ms < cycle),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * Begin the breath, and tell at its end what was seen of it; if it goes out of sight, that is its end.
 * @param {HTMLElement} pacer
 * @param {(observed: Observed) => void} ended
 */
export function begin(pacer, ended) {
  const beats = timetable(pacer);
  if (beats.length === 0 || present?.paint) return;
  const total = end(beats);
  const changes = instants(beats);
  const origin = performance.now();
  const elapsed = () => Math.min(performance.now() - origin, total);
  const playing = {
    shown: pacer.dataset.shown,
    paint: () => draw(pacer, beats, elapsed(), total),
    drop() {
      hush?.();
      document.removeEventListener("visibilitychange", look);
    },
    stop(/** @type {boolean} */ seen) {
      playing.drop();
      if (present !== playing) return;
      present = undefined;
      ended({ begun: "true", visible: String(seen) });
    },
  };

  function look() {
    playing.stop(document.visibilityState === "visible");
  }

  const tick = () => {
    if (present !== playing) return;
    // Read once: an instant that passes between drawing and planning would be skipped.
    const now = elapsed();
    draw(pacer, beats, now, total);
    const next = changes.find((instant) => instant > now);
    if (next === undefined) look();
    else setTimeout(tick, next - elapsed());
  };

  clearTimeout(going);
  present = playing;
  document.body.dataset.breathing = "";
  document.addEventListener("visibilitychange", look);
  const hush = "tone" in pacer.dataset ? sound(beats, origin) : undefined;
  const moving = breathe(pacer, beats, 1);
  if (moving) moving.startTime = origin;
  write(part(pacer, ".announce"), pacer.dataset.starts ?? "");
  tick();
}

/** The card is not drawn any more, though its document may count as visible. */
export function breakOff() {
  present?.stop?.(false);
}

/**
 * A card that nobody touches goes by itself, after as many ms as its `data-goes` says.
 * @param {() => void} go
 */
export function linger(go) {
  const wait = () => {
    clearTimeout(going);
    const goes = Number(document.querySelector("main")?.dataset.goes);
    if (goes > 0 && !present?.paint) going = setTimeout(go, goes);
  };
  for (const touch of TOUCHES) document.addEventListener(touch, wait);
  return wait;
}

/**
 * The circle grows, waits and shrinks in one animation over all the beats.
 * @param {HTMLElement} pacer
 * @param {Beat[]} beats
 * @param {number} iterations
 */
function breathe(pacer, beats, iterations) {
  const core = part(pacer, ".core");
  for (const before of core.getAnimations()) before.cancel();
  const still = "still" in pacer.dataset;
  if (still || matchMedia("(prefers-reduced-motion: reduce)").matches) return undefined;
  const total = end(beats);
  const frames = levels(beats).map((level, index) => ({
    offset: (beats[index]?.start_ms ?? total) / total,
    transform: `scale(${SMALL + (1 - SMALL) * level})`,
    easing: "ease-in-out",
  }));
  return core.animate(frames, { duration: total, fill: "both", iterations });
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
  if (beat !== beats[0]) write(part(pacer, ".announce"), beat.heard);
  write(part(pacer, ".seconds"), String(Math.ceil((total - elapsed) / 1000)));
  const [from = 0, to = 0] = levels(beats).slice(beats.indexOf(beat));
  part(pacer, ".ring").style.strokeDasharray =
    `${100 * (from + ((to - from) * done) / Math.max(beat.count, 1))} 100`;
}

/**
 * Writing only what differs keeps a screen reader from hearing the same cue twice.
 * @param {Element} element
 * @param {string} words
 */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * @param {HTMLElement} pacer
 * @param {string} selector
 */
function part(pacer, selector) {
  return /** @type {HTMLElement} */ (pacer.querySelector(selector));
}
