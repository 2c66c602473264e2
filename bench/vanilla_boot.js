// @ts-check
// How Python starts without any of our preparations: Pyodide's files as npm has them, each wheel
// loaded by the lock, our modules as source.  bench/wake.py puts this in place of engine/boot.js.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const HERE = new URL("./", import.meta.url).href;

export async function boot() {
  const lock = fetch(`${HERE}pyodide-lock.json`).then((response) => response.text());
  const ours = fetch(`${HERE}interlude.zip`).then((response) => response.arrayBuffer());
  const lockFileContents = await lock;
  const python = await loadPyodide({
    indexURL: `${HERE}pyodide/`,
    packageBaseUrl: `${HERE}wheels/`,
    lockFileContents,
    packages: Object.keys(JSON.parse(lockFileContents).packages),
  });
  python.unpackArchive(await ours, "zip");
  return python;
}

export async function resume() {
  throw new Error("there is no snapshot of this start");
}
