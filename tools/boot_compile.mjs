// Compile Python modules with Pyodide's own Python, so that the browser need not.
//
//   node tools/boot_compile.mjs ORDER IN.zip OUT.zip
//
// ORDER is {"level", "roots", "never"} as JSON: Python's own level (2 leaves docstrings and
// asserts out); the modules to begin at, null for all; and the modules not to follow.  OUT.zip
// holds a .pyc for each module that was reached, and imports.json: the names each may import.
// The .pyc are "unchecked-hash" (PEP 552): Python looks for no source and compares no times.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { emptyLock, withoutNetwork } from "./boot.mjs";

const [order, source, target] = process.argv.slice(2);

const COMPILE = `
import ast, importlib.util, json, marshal, zipfile

UNCHECKED = (1).to_bytes(4, "little")

def compiled(path, source, level):
    code = compile(source, path, "exec", dont_inherit=True, optimize=level)
    head = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
    return head + marshal.dumps(code)

def module(path):
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

def never_runs(node):
    """Whether an if is for type checkers, or for a module that is started as a program."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in (
        "TYPE_CHECKING", "typing.TYPE_CHECKING", "__name__ == '__main__'"
    )

def imports(package, node):
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*above, *filter(None, [node.module])])
        yield base
        yield from (f"{base}.{alias.name}" for alias in node.names)
    for child in node.orelse if never_runs(node) else ast.iter_child_nodes(node):
        yield from imports(package, child)

def imported(path, text):
    here = module(path).split(".")
    package = here if path.endswith("__init__.py") else here[:-1]
    return sorted(set(imports(package, ast.parse(text))))

def with_parents(name):
    parts = name.split(".")
    return {".".join(parts[:length]) for length in range(1, len(parts) + 1)}

def run(order, given, made):
    order = json.loads(order)
    reached = {}
    with zipfile.ZipFile(given) as source, zipfile.ZipFile(made, "w") as target:
        paths = {module(path): path for path in source.namelist()}
        waiting = set(paths if order["roots"] is None else order["roots"])
        while waiting:
            name = min(waiting)
            waiting.remove(name)
            if name in reached or not with_parents(name).isdisjoint(order["never"]):
                continue
            waiting |= with_parents(name) - {name}
            if name not in paths:
                continue
            text = source.read(paths[name])
            reached[name] = imported(paths[name], text)
            waiting.update(reached[name])
            target.writestr(paths[name] + "c", compiled(paths[name], text, order["level"]))
        target.writestr("imports.json", json.dumps(reached))
run
`;

withoutNetwork();
// A fixed hash seed, because a set among constants is written in the order of its hashes.
const pyodide = await loadPyodide({ ...emptyLock(), env: { PYTHONHASHSEED: "0" } });
pyodide.FS.writeFile("/in.zip", readFileSync(source));
pyodide.runPython(COMPILE)(order, "/in.zip", "/out.zip");
writeFileSync(target, pyodide.FS.readFile("/out.zip"));
