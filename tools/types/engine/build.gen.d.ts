// The shape of what tools/package.py writes into the package.
import type { LockfileInfo } from "pyodide";

declare const build: { name: string; version: string; python: LockfileInfo };
export default build;
