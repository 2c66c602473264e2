// @ts-check
// Looks whether the agent is in the middle of something.

function scene() {
  /** @typedef {import("../protocol.gen.js").Scene} Scene */

  const OPEN =
    ":popover-open, dialog[open], [aria-expanded=true], [role=menu], [role=listbox], [role=dialog]";

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
      return visible(box) && Boolean(text?.trim());
    });
  }

  /**
   * Menus, lists and dialogs that stand open in this frame.
   * @returns {Element[]}
   */
  function opened() {
    return [...document.querySelectorAll(OPEN)].filter(visible);
  }

  /** @param {Element} element */
  function visible(element) {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  }

  return { look, opened, visible };
}

interlude.scene ??= scene();
