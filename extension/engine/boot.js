// @ts-check
// Starts Python: Pyodide and the wheels that micropip locked at build time, all from this package.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const HERE = new URL("./", import.meta.url).href;

// Where the browser or a policy forbids WebAssembly, loadPyodide neither resolves nor rejects.
const PATIENCE_MS = 30_000;

/**
 * Python's one door, `interlude.api.handle`.
 * @returns {Promise<(text: string) => string>}
 */
export function boot() {
  return Promise.race([start(), impatience()]);
}

async function start() {
  const lock = fetch(`${HERE}pyodide-lock.json`).then((response) => response.text());
  const archive = fetch(`${HERE}interlude.zip`).then((response) => response.arrayBuffer());
  const lockFileContents = await lock;
  const python = await loadPyodide({
    indexURL: `${HERE}pyodide/`,
    packageBaseUrl: `${HERE}wheels/`,
    lockFileContents,
    packages: Object.keys(JSON.parse(lockFileContents).packages),
  });
  python.unpackArchive(await archive, "zip");
  return python.pyimport("interlude.api").handle;
}

/** @returns {Promise<never>} */
async function impatience() {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  throw new Error("Python did not start in time. A browser policy may forbid WebAssembly.");
}
