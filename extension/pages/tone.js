// @ts-check
// A breath that can be heard: one soft tone that rises while the circle grows and falls while it
// shrinks.  Each beat begins out of a short silence, so that every turn is heard.

import { levels } from "./timetable.js";

/** @import { Beat } from "./timetable.js" */

const LOW_HZ = 174.6;
const WAY = 1.5; // from empty to full: a fifth
const LOUD = 0.08;
const SOFT = 0.03;
const FADE_S = 0.25;
const FREE_S = 2;

/**
 * Play a timetable that began at `origin`, in ms of `performance.now()`.  All of it is planned at once
 * by the audio's own clock, which no busy page holds up.
 * @param {Beat[]} beats
 * @param {number} origin
 * @returns {() => void} to be called at its end, or before
 */
export function sound(beats, origin) {
  const audio = new AudioContext();
  const gain = audio.createGain();
  const oscillator = audio.createOscillator();
  gain.gain.value = 0;
  oscillator.connect(gain).connect(audio.destination);
  // Its clock stands still until it runs, so nothing can be planned before.
  audio.resume().then(() => {
    if (audio.state !== "running") return;
    const now = performance.now();
    /** @param {number} ms */
    const at = (ms) => Math.max(audio.currentTime, audio.currentTime + (origin + ms - now) / 1000);
    plan(beats, at, oscillator.frequency, gain.gain);
    oscillator.start();
  });
  return () => {
    if (audio.state !== "closed") audio.close();
  };
}

/**
 * @param {Beat[]} beats
 * @param {(ms: number) => number} at
 * @param {AudioParam} pitch
 * @param {AudioParam} loudness
 */
function plan(beats, at, pitch, loudness) {
  const full = levels(beats);
  for (const [index, beat] of beats.entries()) {
    const [from, to] = [at(beat.start_ms), at(beat.start_ms + beat.ms)];
    pitch.setValueAtTime(hertz(full[index]), from);
    pitch.linearRampToValueAtTime(hertz(full[index + 1]), to);
    const loud = beat.cue === "hold" ? SOFT : LOUD;
    loudness.setValueAtTime(0, from);
    loudness.linearRampToValueAtTime(loud, from + FADE_S);
    // Where nothing sets the pace, a tone only says that something else begins.
    const fades = beat.cue === "free" ? from + FREE_S : to;
    loudness.setValueAtTime(loud, Math.max(from + FADE_S, fades - FADE_S));
    loudness.linearRampToValueAtTime(0, fades);
  }
}

/** @param {number | undefined} level */
function hertz(level = 0) {
  return LOW_HZ * WAY ** level;
}
