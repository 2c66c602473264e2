// Boot Python from a built package and import every bundled module.
//
//   node tools/boot_check.mjs dist/chromium
import { bootFromPackage } from "./boot.mjs";

const IMPORT_ALL = `
import importlib, json, pkgutil
import attr, attrs, cattrs, jinja2, jmespath, markupsafe, typing_extensions, yaml
import interlude

def names():
    for module in pkgutil.walk_packages(interlude.__path__, "interlude."):
        if not module.name.endswith(".__main__"):
            yield module.name

json.dumps([importlib.import_module(name).__name__ for name in names()])
`;

const pyodide = await bootFromPackage(process.argv[2]);
console.log(`  ${JSON.parse(pyodide.runPython(IMPORT_ALL)).length} modules of interlude imported`);
