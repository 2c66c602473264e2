// Resolve the engine's wheels with micropip inside the real Pyodide, and write the lock.
//
//   node tools/lock_wheels.mjs RESOLVER_DIR WHEEL_DIR OUT.json
//
// RESOLVER_DIR holds the wheels of micropip and packaging, WHEEL_DIR the engine's own.  Pyodide
// starts with an empty lock and without a network, so that a dependency which is not among the
// local wheels is an error and never a download.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { loadPyodide } from "pyodide";
import { arrayBuffer, emptyLock, withoutNetwork } from "./boot.mjs";

const [resolverDir, wheelDir, out] = process.argv.slice(2);

const RESOLVE = `
import importlib.metadata, json, re
import micropip
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

def needs(path):
    """Names of the wheel's own dependencies on this Python, extras left out."""
    import zipfile
    with zipfile.ZipFile(path) as wheel:
        inner = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
        text = wheel.read(inner).decode()
    metadata = importlib.metadata.email.message_from_string(text)
    wanted = map(Requirement, metadata.get_all("Requires-Dist") or [])
    return {canonicalize_name(r.name) for r in wanted if not r.marker or r.marker.evaluate({"extra": ""})}

def in_order(paths):
    """The wheels, dependencies first."""
    waiting = {parse_wheel_filename(p.rsplit("/", 1)[1])[0]: p for p in sorted(paths)}
    while waiting:
        ready = [name for name, path in waiting.items() if not needs(path) & waiting.keys()]
        if not ready:
            raise RuntimeError(f"these wheels need one another: {sorted(waiting)}")
        for name in ready:
            yield waiting.pop(name)

async def resolve(paths):
    for path in in_order(json.loads(paths)):
        await micropip.install("emfs:" + path, verbose=False)
    return micropip.freeze()
resolve
`;

const wheels = readdirSync(wheelDir).filter((name) => name.endsWith(".whl"));

withoutNetwork();
const pyodide = await loadPyodide(emptyLock());
for (const name of readdirSync(resolverDir)) {
  if (!/^(micropip|packaging)-/.test(name)) continue;
  pyodide.unpackArchive(arrayBuffer(join(resolverDir, name)), "wheel");
}
pyodide.FS.mkdirTree("/wheels");
for (const name of wheels) {
  pyodide.FS.writeFile(`/wheels/${name}`, readFileSync(join(wheelDir, name)));
}
const resolve = pyodide.runPython(RESOLVE);
const frozen = JSON.parse(await resolve(JSON.stringify(wheels.map((name) => `/wheels/${name}`))));

const packages = {};
for (const [name, entry] of Object.entries(frozen.packages).sort()) {
  const file = basename(entry.file_name);
  if (!wheels.includes(file)) continue;
  const sha256 = createHash("sha256")
    .update(readFileSync(join(wheelDir, file)))
    .digest("hex");
  packages[name] = { ...entry, file_name: file, sha256 };
}
const missing = Object.entries(packages).flatMap(([name, { depends }]) =>
  depends.filter((other) => !(other in packages)).map((other) => `${other} (for ${name})`),
);
if (missing.length > 0 || Object.keys(packages).length !== wheels.length) {
  console.error(`resolved ${Object.keys(packages)} of ${wheels}; missing: ${missing}`);
  process.exit(1);
}
writeFileSync(out, `${JSON.stringify({ info: frozen.info, packages }, null, 1)}\n`);
