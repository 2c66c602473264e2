// @ts-check
// Performs the reads that an adapter declares, with the agent's own session, after a close.

function reads() {
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../protocol.gen.js").Reading} Reading */

  const READ_PATIENCE_MS = 8_000;
  const MOST_BYTES = 4_000_000;

  /** How many errands are under way. */
  let errands = 0;

  /** @param {Read} effect */
  async function read(effect) {
    if (location.origin !== effect.origin) return;
    errands += 1;
    interlude.frame.prepare();
    await answer(effect);
    errands -= 1;
    // What came of it has arrived here before the answer to the report.
    if (errands === 0) interlude.frame.spare();
  }

  /** @param {Read} effect */
  async function answer(effect) {
    await new Promise((resolve) => setTimeout(resolve, effect.wait));
    const readings = await Promise.all(effect.gets.map(get));
    await interlude.report(effect.reply, {
      kind: "read_done",
      tab: effect.tab,
      errand: effect.errand,
      readings,
    });
  }

  /**
   * @param {{ name: string, path: string }} wanted
   * @returns {Promise<Reading>}
   */
  async function get({ name, path }) {
    try {
      const response = await fetch(ownAddress(path), {
        headers: { accept: "application/json" },
        // Not even a redirect leads to another site.
        mode: "same-origin",
        // A server that asks for a password by a Basic challenge may otherwise hang for ever.
        signal: AbortSignal.timeout(READ_PATIENCE_MS),
      });
      const { status, headers } = response;
      const type = headers.get("content-type") ?? "";
      const date = headers.get("date") ?? "";
      const later = headers.get("retry-after") ?? "";
      const text = await bounded(response);
      return { name, status, type, date, later, cut: text === undefined, text: text ?? "" };
    } catch {
      return { name, status: 0, type: "", date: "", later: "", cut: false, text: "" };
    }
  }

  /**
   * The address of a path, which has to mean what it says: a browser takes "/\\host" and "//host" for
   * another site, and "/a/../b" for another path.
   * @param {string} path
   */
  function ownAddress(path) {
    const { origin, pathname, search, href } = new URL(path, location.origin);
    if (origin !== location.origin || pathname + search !== path)
      throw new Error(`not a path of this site: ${path}`);
    return href;
  }

  /**
   * An answer's text; undefined when there is more of it than is read.
   * @param {Response} response
   */
  async function bounded({ body }) {
    if (!body) return "";
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (let bytes = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > MOST_BYTES) {
        await reader.cancel();
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  }

  return { read };
}

interlude.reads ??= reads();
