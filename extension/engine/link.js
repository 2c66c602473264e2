// @ts-check
// Links Python's WebAssembly without what only other modules would need, and none is ever loaded here.
// Emscripten gives more than 5,000 exported functions a place in the table for them, and wraps 274
// functions of OpenGL in a tiny module each, which takes a sixth of a wake.
//
// A memory holds places of the table, so a snapshot goes only with the way that it was made with.
// Whoever links so must be ready to do without: how often Emscripten lists the exports, and what
// for, is its own affair (`tests/meta/link.test.mjs` looks).

const OPEN_GL = "emscripten_gl";
const MAIN = ["main", "__main_argc_argv"];

/**
 * Before a module is instantiated: what of OpenGL its code could point to is nowhere.
 * @param {WebAssembly.Module} module
 * @param {WebAssembly.Imports} imports
 */
export function spareOpenGl(module, imports) {
  for (const { module: table, name } of WebAssembly.Module.imports(module)) {
    if (table === "GOT.func" && name.startsWith(OPEN_GL)) {
      /** @type {WebAssembly.Global} */ (imports[table][name]).value = 0;
    }
  }
}

/**
 * An instance as Emscripten is told of it.  It lists the exports three times: for the symbols that
 * others may use, to keep them for itself, and to put them into the table.
 * @param {WebAssembly.Instance} instance
 * @returns {{ exports: WebAssembly.Exports }}
 */
export function alone(instance) {
  const exports = { ...instance.exports };
  const all = Object.keys(exports);
  const listings = [MAIN.filter((name) => name in exports), all, []];
  return { exports: new Proxy(exports, { ownKeys: () => listings.shift() ?? all }) };
}
