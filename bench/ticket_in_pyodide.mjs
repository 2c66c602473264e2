// Run bench/_ticket.py inside the real Pyodide, with its whole standard library.
//
//   node bench/ticket_in_pyodide.mjs SITE_PACKAGES ROUNDS
//
// SITE_PACKAGES holds vaderSentiment; the milliseconds are printed as JSON.
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const [packages, rounds] = process.argv.slice(2);
const python = await loadPyodide();
const paths = { "/project": new URL("..", import.meta.url), "/packages": packages };
for (const [inside, outside] of Object.entries(paths)) {
  python.mountNodeFS(inside, outside instanceof URL ? fileURLToPath(outside) : outside);
}
const times = python.runPython(`
import sys
sys.path += ["/project", "/project/py", "/packages"]
from bench._ticket import times_as_json
times_as_json
`);
console.log(times(Number(rounds)));
