// @ts-check
// The export: the journal as one file, which the page that asked for it saves.

/** @import { Effect } from "../protocol.gen.js" */
/** @import { Journal } from "./journal.js" */

/**
 * Effects as a page can perform them: it does not read the journal, so it gets the file whole.
 * @param {Effect[]} effects
 * @param {Journal} journal
 * @returns {Promise<Effect[]>}
 */
export function inFull(effects, journal) {
  return Promise.all(
    effects.map(async (effect) => {
      if (effect.kind !== "export") return effect;
      const text = file(await journal.entries());
      return { kind: "download", name: effect.name, type: "application/json", text };
    }),
  );
}

/**
 * One entry to a line, so that ten years of them fit into a message and a person can still read it.
 * @param {object[]} entries
 */
function file(entries) {
  const lines = entries.map((entry) => JSON.stringify(entry)).join(",\n");
  return `{ "format": "interlude-journal/1", "entries": [\n${lines}\n] }\n`;
}
