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

/** No packages at all, as Pyodide's options: nothing is looked up, nothing is loaded. */
export function emptyLock() {
  const { info } = JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json", "utf8"));
  return { lockFileContents: JSON.stringify({ info, packages: {} }), packageBaseUrl: "/nowhere/" };
}

/**
 * Pyodide with the archive of a built package, started with the options of engine/boot.js.
 * @param {string} folder of the unpacked build
 */
export async function bootFromPackage(folder) {
  withoutNetwork();
  const engine = join(resolve(folder), "engine");
  const from = (name) => import(pathToFileURL(join(engine, name)).href);
  const { default: build } = await from("build.gen.js");
  const { loadPyodide } = await from("pyodide/pyodide.mjs");
  return loadPyodide({
    indexURL: join(engine, "pyodide"),
    stdLibURL: join(engine, "python.zip"),
    lockFileContents: { info: build.python, packages: {} },
    packageBaseUrl: engine,
  });
}
