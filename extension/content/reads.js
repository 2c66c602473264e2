// @ts-check
// Performs the reads that an adapter declares, with the agent's own session, after a close.

function reads() {
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../protocol.gen.js").ReadDone} ReadDone */

  const READ_PATIENCE_MS = 8_000;

  /** @param {Read} effect */
  async function read(effect) {
    if (location.origin !== effect.origin) return;
    await new Promise((resolve) => setTimeout(resolve, effect.wait));
    const readings = await Promise.all(effect.gets.map(get));
    interlude.report(effect.reply, {
      kind: "read_done",
      tab: effect.tab,
      errand: effect.errand,
      readings,
      scene: interlude.scene.look(effect.composers),
    });
  }

  /**
   * @param {{ name: string, path: string }} wanted
   * @returns {Promise<ReadDone["readings"][number]>}
   */
  async function get({ name, path }) {
    try {
      const response = await fetch(new URL(path, location.origin), {
        headers: { accept: "application/json" },
        // A server that asks for a password by a Basic challenge may otherwise hang for ever.
        signal: AbortSignal.timeout(READ_PATIENCE_MS),
      });
      const { status, headers } = response;
      const type = headers.get("content-type") ?? "";
      return { name, status, type, date: headers.get("date") ?? "", text: await response.text() };
    } catch {
      return { name, status: 0, type: "", date: "", text: "" };
    }
  }

  return { read };
}

interlude.reads ??= reads();
