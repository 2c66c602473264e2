// @ts-check
// Makes the snapshot that the next wakes begin with: starts Python a second time, lets it warm up
// without knowing anything of the account, and keeps its memory.

import { boot } from "./boot.js";
import build from "./build.gen.js";
import { keep } from "./snapshot.js";

const python = await boot({ snapshots: true });
const api = python.pyimport("interlude.api");
api.warm_up();
// A snapshot cannot hold what JavaScript still holds of Python.
api.destroy();
await keep(build.name, python.makeMemorySnapshot());
self.postMessage("prepared");
