// Boot Python from a built package and import every module of `interlude`.
//
//   node tools/boot_check.mjs dist/chromium
import { bootFromPackage } from "./boot.mjs";

const IMPORT_ALL = `
import importlib, json, sys, zipfile
import attr, attrs, cattrs, jinja2, jmespath, markupsafe, typing_extensions, yaml

def names(archive):
    for path in zipfile.ZipFile(archive).namelist():
        if path.startswith("interlude/") and path.endswith(".pyc"):
            name = path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
            if not name.endswith(".__main__"):
                yield name

archive = next(path for path in sys.path if path.endswith(".zip"))
json.dumps([importlib.import_module(name).__name__ for name in names(archive)])
`;

const pyodide = await bootFromPackage(process.argv[2]);
console.log(`  ${JSON.parse(pyodide.runPython(IMPORT_ALL)).length} modules of interlude imported`);
