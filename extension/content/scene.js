// @ts-check
// Looks whether the agent is in the middle of something.

function scene() {
  /** @typedef {import("../protocol.gen.js").Scene} Scene */

  /**
   * @param {string[]} composers selectors of the helpdesk's reply boxes
   * @returns {Scene} as far as the page tells; the broker adds what only the browser knows
   */
  function look(composers) {
    return { composing: composers.some(composing), full_screen: false, audible: false };
  }

  /** @param {string} selector */
  function composing(selector) {
    return [...document.querySelectorAll(selector)].some((box) => {
      const text =
        box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement
          ? box.value
          : box.textContent;
      return box.checkVisibility({ visibilityProperty: true }) && Boolean(text?.trim());
    });
  }

  return { look };
}

interlude.scene ??= scene();
