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
      const entries = await journal.entries();
      const lines = entries.map((entry) => JSON.stringify(entry));
      const text = effect.head + lines.join(effect.between) + effect.foot;
      return { kind: "download", name: effect.name, type: effect.type, text };
    }),
  );
}
