// @ts-check
// Hears Escape in every frame that Interlude may enter, where it was meant for nothing else.

function keys() {
  /** Whether the press of Escape that is going on was heard, or began in another window. */
  let known = false;

  /** @type {{ [type: string]: (event: any) => void }} */
  const heard = {
    keydown(/** @type {KeyboardEvent} */ event) {
      known = event.key === "Escape";
      if (known && !event.repeat) consider(event);
    },
    // A page may keep a key's way down from everybody else, which is not yet to use it.
    keyup(/** @type {KeyboardEvent} */ event) {
      if (event.key === "Escape" && !known) consider(event);
      known = false;
    },
    pointerdown() {
      known = false;
    },
    focus({ target }) {
      known ||= target === window;
    },
  };
  for (const [type, hear] of Object.entries(heard)) addEventListener(type, hear, true);

  /**
   * Whether the page used the key is known when all of its listeners have had it.
   * @param {KeyboardEvent} event
   */
  function consider(event) {
    const { isTrusted, isComposing, keyCode, shiftKey, ctrlKey, altKey, metaKey } = event;
    // https://developer.mozilla.org/en-US/docs/Web/API/Element/keydown_event
    if (!isTrusted || isComposing || keyCode === 229) return;
    if (shiftKey || ctrlKey || altKey || metaKey) return;
    const open = interlude.scene.opened();
    setTimeout(() => {
      const after = new Set(interlude.scene.opened());
      const same = open.length === after.size && open.every((element) => after.has(element));
      if (!event.defaultPrevented && same) dismiss();
    });
  }

  /** The card is in the top frame, and a page could forge what one frame says to another. */
  function dismiss() {
    if (window === top) {
      interlude.card?.dismiss();
      interlude.edge?.dismiss();
    } else chrome.runtime.sendMessage({ to: "card", kind: "dismiss" });
  }

  return /** @type {const} */ (true);
}

interlude.keys ??= keys();
