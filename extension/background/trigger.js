// @ts-check
// Which writes may close a ticket.  The rule is that of py/interlude/helpdesks/trigger.py, and
// tests/unit/helpdesks/triggers.json holds both to one answer.

/** @typedef {{ id: string, method: string, type: string, path: string, contains: string }} Trigger */

/**
 * The ids of the triggers that a write matches.  A body that the browser could not read speaks
 * neither for a trigger nor against it.
 * @param {Trigger[]} triggers
 * @param {{ method: string, url: string, body: string }} write
 * @param {string} type
 */
export function matching(triggers, write, type) {
  const { pathname } = new URL(write.url);
  return triggers
    .filter(
      (trigger) =>
        trigger.method === write.method &&
        trigger.type === type &&
        new RegExp(trigger.path, "u").test(pathname) &&
        (!write.body || new RegExp(trigger.contains, "u").test(write.body)),
    )
    .map(({ id }) => id);
}
