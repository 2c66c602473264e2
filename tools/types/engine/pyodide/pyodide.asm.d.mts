// Emscripten's module factory, and what it makes.
import type { PyodideConfig } from "pyodide";

export type Module = Awaited<ReturnType<NonNullable<PyodideConfig["createPyodideModule"]>>> & {
  _malloc(bytes: number): number;
};
export default function createModule(settings: object): Promise<Module>;
