// Python links without what only other modules would need.  That rests on how Emscripten goes about it,
// which no document promises: a Pyodide that does otherwise fails here, before it fails anybody.
//
//   node --test tests/meta/link.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { alone, spareOpenGl } from "../../extension/engine/link.js";
import createModule from "../../node_modules/pyodide/pyodide.asm.mjs";
import { loadPyodide } from "../../node_modules/pyodide/pyodide.mjs";

const PYODIDE = new URL("../../node_modules/pyodide/", import.meta.url);
const compiled = await WebAssembly.compile(await readFile(new URL("pyodide.asm.wasm", PYODIDE)));

/** Python, and what was seen while it was linked. */
async function linked(leanly) {
  const seen = { listings: 0, table: 0, openGl: 0 };
  const counting = {
    ownKeys(exports) {
      seen.listings += 1;
      return Reflect.ownKeys(exports);
    },
  };
  const createPyodideModule = (settings) =>
    new Promise((resolve, reject) => {
      const instantiateWasm = (imports, done) => {
        const mark = Symbol("error");
        imports.env.Jsv_GetError_import = () => mark;
        imports.env.JsvError_Check = (value) => value === mark;
        if (leanly) spareOpenGl(compiled, imports);
        const spared = Object.values(WebAssembly.Module.imports(compiled)).filter(
          ({ module, name }) => module === "GOT.func" && imports[module][name].value === 0,
        );
        seen.openGl = spared.length;
        WebAssembly.instantiate(compiled, imports)
          .then((instance) => {
            const counted = new Proxy({ ...instance.exports }, counting);
            done(leanly ? alone(instance) : { exports: counted }, compiled);
            seen.table = instance.exports.__indirect_function_table.length;
          })
          .catch(reject);
        return {};
      };
      createModule({ ...settings, instantiateWasm }).then(resolve, reject);
    });
  const indexURL = PYODIDE.pathname;
  return { python: await loadPyodide({ indexURL, createPyodideModule }), seen };
}

test("Python works without what only other modules would need", async () => {
  const usual = await linked(false);
  const lean = await linked(true);
  assert.equal(usual.seen.listings, 3);
  assert.ok(lean.seen.openGl > 200, `${lean.seen.openGl} functions of OpenGL`);
  const [before, after] = [usual, lean].map(({ seen }) => seen.table);
  assert.ok(before - after > 5_000, `${before} functions in the table, then ${after}`);
  const sum = "import json, re; sum(json.loads(re.sub('a', '1', '[a, a]')))";
  assert.equal(lean.python.runPython(sum), 2);
});
