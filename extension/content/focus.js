// @ts-check
// Whose the keyboard is: the page's, but while the agent is in the card.

function focus() {
  /**
   * @param {HTMLElement} host
   * @param {HTMLIFrameElement} frame
   * @param {AbortSignal} signal of the card's end
   * @returns {() => void} gives the keyboard back, if the card has it: to the field from which the
   *   agent came, if that is still there to be seen and written in, else to the page
   */
  function lend(host, frame, signal) {
    /** @type {EventTarget | undefined} */
    let from;
    addEventListener(
      "focusout",
      (event) => {
        const [field] = event.composedPath();
        // Only the next task knows where the focus has gone.
        setTimeout(() => {
          if (document.activeElement === host) from = field;
        });
      },
      { capture: true, signal },
    );
    const back = () => (from = undefined);
    addEventListener("focus", back, { signal });
    return () => {
      if (document.activeElement !== host) return;
      // Firefox leaves the focus in a frame that is only hidden.
      frame.blur();
      if (
        from instanceof HTMLElement &&
        interlude.scene.textual(from) &&
        interlude.scene.visible(from)
      )
        from.focus({ preventScroll: true });
      else window.focus();
    };
  }

  /**
   * The keyboard may be in a frame where nobody hears Escape for us.
   * @param {() => void} away
   * @param {AbortSignal} signal of the card's end
   */
  function abroad(away, signal) {
    const look = async () => {
      const inFrame = document.activeElement?.matches("iframe, frame, object, embed");
      if (inFrame && (await chrome.runtime.sendMessage({ to: "card", kind: "abroad" }))) away();
    };
    addEventListener("blur", () => setTimeout(look), { signal });
    look();
  }

  return { lend, abroad };
}

interlude.focus ??= focus();
