// @ts-check
// Tells the broker what happened in the tab.

function reporting() {
  /** @typedef {import("../protocol.gen.js").Acted} Acted */
  /** @typedef {import("../protocol.gen.js").ReadDone} ReadDone */

  const TRIES = 3;
  const AGAIN_MS = 300;

  /**
   * The broker may be killed at any instant; the same id is answered as the first time.
   * @param {string} id
   * @param {Omit<ReadDone, "stamp" | "scene"> | Omit<Acted, "stamp">} event
   * @param {string} [word] of the card that it is about
   */
  return async (id, event, word) => {
    for (let left = TRIES; left > 0; left -= 1) {
      try {
        if (await chrome.runtime.sendMessage({ to: "broker", id, word, event })) return;
      } catch {
        // The broker is gone; it is there again for the next try.
      }
      // Firefox answers nothing while it sends the broker to sleep, and wakes it a moment later.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
}

interlude.report ??= reporting();
