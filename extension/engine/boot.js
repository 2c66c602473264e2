// @ts-check
// Starts Python: Pyodide, and one archive with everything that Python imports, compiled when this
// package was built.

import build from "./build.gen.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";

const HERE = new URL("./", import.meta.url).href;

const EMPTY_MODULE = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
const PATIENCE_MS = 60_000;

/**
 * Python's one door, `interlude.api.handle`.
 * @returns {Promise<(text: string) => string>}
 */
export function boot() {
  return Promise.race([start(), impatience()]);
}

async function start() {
  // Where WebAssembly is forbidden, loadPyodide neither resolves nor rejects: ask beforehand.
  await WebAssembly.compile(EMPTY_MODULE).catch(() => {
    throw new Error("A browser policy may forbid WebAssembly.");
  });
  const python = await loadPyodide({
    indexURL: `${HERE}pyodide/`,
    stdLibURL: `${HERE}python.zip`,
    // Everything is in the archive, so there is no package to look up or to load.
    lockFileContents: { info: build.python, packages: {} },
    packageBaseUrl: HERE,
  });
  return python.pyimport("interlude.api").handle;
}

/** @returns {Promise<never>} */
async function impatience() {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  throw new Error("Python did not start in time.");
}
