// @ts-check
// The export: the journal and all writings as one file, which the page that asked for it saves.

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
      const [entries, writings] = [await journal.entries(), await journal.writings()].map((rows) =>
        rows.map((row) => JSON.stringify(row)).join(effect.between),
      );
      const text = effect.head + entries + effect.middle + writings + effect.foot;
      return { kind: "download", name: effect.name, type: effect.type, text };
    }),
  );
}
