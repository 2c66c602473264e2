// @ts-check
// How Python woke until November 2026: its code read from the package, and linked as if modules could
// be loaded into it.  bench/wake.py puts this in place of engine/boot.js, to compare with.
//
// Starts Python: Pyodide, and one archive with everything that Python imports, compiled when this
// package was built.  Where a snapshot is at hand its memory is laid over a fresh module instead of
// running Python's own start.

import build from "./build.gen.js";
import { inTime } from "./patience.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { HEADER, read, restore } from "./snapshot.js";

/** @typedef {import("./pyodide/pyodide.mjs").PyodideAPI} Python */
/** @typedef {import("./pyodide/pyodide.asm.mjs").Module} Module */

const HERE = new URL("./", import.meta.url).href;
const ARCHIVE = `${HERE}python.zip`;
/** Where Pyodide puts what it gets as its standard library. */
const STANDARD_LIBRARY = "/lib/python314.zip";
const BOOT_PATIENCE_MS = 60_000;
const RESUME_PATIENCE_MS = 10_000;

// Reading ten megabytes takes longer than compiling them, so both begin before anything else.
const compiling = WebAssembly.compileStreaming(fetch(`${HERE}pyodide/pyodide.asm.wasm`));
compiling.catch(() => {});
const gluing = import("./pyodide/pyodide.asm.mjs");

/**
 * Python, started from its archive.
 * @param {{ snapshots?: boolean }} [options] whether one shall be made of it
 * @returns {Promise<Python>}
 */
export function boot({ snapshots = false } = {}) {
  const starting = loadPyodide({
    ...common(),
    stdLibURL: ARCHIVE,
    _makeSnapshot: snapshots,
    createPyodideModule: instantiated,
  });
  return inTime(starting, BOOT_PATIENCE_MS, "slow");
}

/**
 * Python, as it was when the snapshot was made.  The snapshot is read while a fresh module is made.
 * @param {FileSystemFileHandle} kept
 * @returns {Promise<Python>}
 */
export async function resume(kept) {
  const header = new Uint8Array(HEADER);
  const starting = loadPyodide({
    ...common(),
    // What was imported is in the memory.  What was not comes from the same archive, if ever.
    stdLibURL: `${HERE}nothing.zip`,
    _loadSnapshot: header,
    createPyodideModule: async (settings) => {
      const [module, snapshot] = await Promise.all([instantiated(settings), read(kept)]);
      header.set(snapshot.header);
      restore(snapshot, grown(module, snapshot.memory));
      fetchWhenRead(module.FS, STANDARD_LIBRARY, ARCHIVE);
      return module;
    },
  });
  const python = await inTime(starting, RESUME_PATIENCE_MS, "slow");
  // The dice lay as they lay then.
  python.pyimport("random").seed();
  return python;
}

function common() {
  return {
    indexURL: `${HERE}pyodide/`,
    // Everything is in the archive, so there is no package to look up or to load.
    lockFileContents: { info: build.python, packages: {} },
    packageBaseUrl: HERE,
  };
}

/**
 * A module's memory, as large as it was or larger.
 * @param {Module} module
 * @param {number} bytes
 */
function grown(module, bytes) {
  // Emscripten offers no way to say so beforehand (https://github.com/pyodide/pyodide/issues/6254).
  // What is asked for here is gone with all else when the snapshot is laid over it.
  while (module.HEAPU8.length < bytes) {
    if (!module._malloc(bytes - module.HEAPU8.length)) throw new RangeError("no memory to be had");
  }
  return module.HEAPU8;
}

/**
 * Pyodide's module around the WebAssembly that is being compiled already.
 * @param {object} settings
 * @returns {Promise<Module>}
 */
async function instantiated(settings) {
  const { default: createModule } = await gluing;
  return new Promise((resolve, reject) => {
    // https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
    /** @type {(imports: WebAssembly.Imports, done: (...made: unknown[]) => void) => object} */
    const instantiateWasm = (imports, done) => {
      // What Pyodide's C code hands around for a JavaScript error; pyodide.mjs would set these.
      const mark = Symbol("error");
      imports.env.Jsv_GetError_import = () => mark;
      imports.env.JsvError_Check = (/** @type {unknown} */ value) => value === mark;
      compiling
        .then(async (compiled) => done(await WebAssembly.instantiate(compiled, imports), compiled))
        .catch(reject);
      return {};
    };
    createModule({ ...settings, instantiateWasm }).then(resolve, reject);
  });
}

/**
 * Have a file's content fetched, whole, when Python first reads it.  (Emscripten's createLazyFile
 * asks for the length beforehand, which Firefox does not tell of an extension's file.)
 * @param {Python["FS"]} files
 * @param {string} path of a file that is there
 * @param {string} url
 */
function fetchWhenRead(files, path, url) {
  /** @type {Uint8Array | undefined} */
  let fetched;
  function content() {
    if (!fetched) {
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      request.send();
      fetched = new Uint8Array(request.response);
    }
    return fetched;
  }
  Object.defineProperties(files.lookupPath(path).node, {
    contents: { get: content },
    usedBytes: { get: () => content().length },
  });
}
