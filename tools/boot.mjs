// Start Python from a built package under Node, as the extension does and with no network.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Node would print the line of code that threw, and Pyodide's is half a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

/** Refuse every fetch from now on, with the address that was asked for. */
export function withoutNetwork() {
  globalThis.fetch = (url) => Promise.reject(new Error(`asked the network for ${url}`));
}

/**
 * The bytes of a file as Pyodide's unpackArchive wants them.
 * @param {string} path
 */
export const arrayBuffer = (path) => new Uint8Array(readFileSync(path)).buffer;

/**
 * Pyodide with every bundled wheel and `interlude` importable.
 * @param {string} folder of the unpacked build
 */
export async function bootFromPackage(folder) {
  withoutNetwork();
  const engine = join(resolve(folder), "engine");
  const { loadPyodide } = await import(pathToFileURL(join(engine, "pyodide", "pyodide.mjs")).href);
  const lockFileContents = readFileSync(join(engine, "pyodide-lock.json"), "utf8");
  const pyodide = await loadPyodide({
    indexURL: join(engine, "pyodide"),
    packageBaseUrl: `${join(engine, "wheels")}/`,
    lockFileContents,
    packages: Object.keys(JSON.parse(lockFileContents).packages),
  });
  pyodide.unpackArchive(arrayBuffer(join(engine, "interlude.zip")), "zip");
  return pyodide;
}
