// @ts-check
// Links as Emscripten does by itself, which is how Python woke until November 2026.  bench/wake.py puts
// this in place of engine/link.js, to compare with.

export function spareOpenGl() {}

/** @param {WebAssembly.Instance} instance */
export function alone(instance) {
  return instance;
}
