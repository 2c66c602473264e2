// Run pytest over a folder of unit tests inside the real Pyodide, against the built archive.
//
//   node tests/wasm/run_unit.mjs BUILD WHEELS MOUNTS OUT.json ARGUMENT...
//
// WHEELS holds pytest and hypothesis as pure wheels; MOUNTS is a JSON object from folders inside
// Pyodide to folders of this machine that are copied there; the arguments are pytest's, its root
// is /project.  OUT.json gets one record a test file:
// {"<file>": {"passed": n, "failed": n, "skipped": n, "words": "..."}}.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { arrayBuffer, bootFromPackage } from "../../tools/boot.mjs";

const [build, wheels, mounts, out, ...words] = process.argv.slice(2);

// pytest wants more of the standard library than ships.  It is found last of all, and what the
// archive's own modules look for there is a module that people would miss.
const WHOLE = `
import sys, zipimport

ARCHIVE = next(path for path in sys.path if path.endswith(".zip"))
missed = set()

class WholeLibrary:
    def find_spec(self, name, path=None, target=None):
        folder = name.rpartition(".")[0].replace(".", "/")
        try:
            spec = zipimport.zipimporter(f"/whole.zip/{folder}".rstrip("/")).find_spec(name)
        except zipimport.ZipImportError:
            return None
        if spec and (asking := self.asking()):
            missed.add(f"{name} for {asking}")
        return spec

    def asking(self):
        """The name of the module whose import statement this is, if it ships."""
        frame = sys._getframe(2)
        while frame.f_globals.get("__name__", "").startswith(("importlib", "_frozen_importlib")):
            frame = frame.f_back
        origin = getattr(frame.f_globals.get("__spec__"), "origin", None) or ""
        return frame.f_globals["__name__"] if origin.startswith(ARCHIVE) else ""

sys.meta_path.append(WholeLibrary())
`;

const RUN = `
import json
import hypothesis, pytest

# Time is not what is tested here, and Pyodide runs several times slower than CPython.
hypothesis.settings.register_profile("wasm", deadline=None, database=None, max_examples=20)
hypothesis.settings.load_profile("wasm")

class Tally:
    def __init__(self):
        self.files = {}

    def record(self, node, outcome, words=""):
        file = self.files.setdefault(
            node.split("::")[0].removeprefix("tests/unit/"),
            {"passed": 0, "failed": 0, "skipped": 0, "words": ""},
        )
        file[outcome] += 1
        file["words"] += words

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            words = f"{report.nodeid}\\n{report.longreprtext}\\n\\n" if report.failed else ""
            self.record(report.nodeid, report.outcome, words)

    def pytest_collectreport(self, report):
        if report.failed:
            self.record(report.nodeid, "failed", f"{report.nodeid}\\n{report.longreprtext}\\n\\n")

def run(words):
    tally = Tally()
    options = ["-v", "-c", "/dev/null", "--rootdir=/project", "--import-mode=importlib"]
    options += ["--continue-on-collection-errors", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    sys.path.append("/project")
    pytest.main([*options, *json.loads(words)], [tally])
    return json.dumps({"files": tally.files, "missed": sorted(missed)})
run
`;

const pyodide = await bootFromPackage(build);
pyodide.FS.writeFile("/whole.zip", readFileSync("node_modules/pyodide/python_stdlib.zip"));
pyodide.runPython(WHOLE);
for (const name of readdirSync(wheels)) {
  pyodide.unpackArchive(arrayBuffer(join(wheels, name)), "wheel");
}
for (const [inside, outside] of Object.entries(JSON.parse(mounts))) copyIn(outside, inside);
writeFileSync(out, pyodide.runPython(RUN)(JSON.stringify(words)));

/**
 * @param {string} outside
 * @param {string} inside
 */
function copyIn(outside, inside) {
  for (const entry of readdirSync(outside, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes("__pycache__")) continue;
    const folder = join(inside, relative(outside, entry.parentPath));
    pyodide.FS.mkdirTree(folder);
    pyodide.FS.writeFile(
      join(folder, entry.name),
      readFileSync(join(entry.parentPath, entry.name)),
    );
  }
}
