// @ts-check
// Looks whether a person at the screen can see the card, as far as the page's own document tells.

function sight() {
  /** How a host must be styled that nobody has laid hands on. */
  const UNTOUCHED = Object.entries({
    opacity: "1",
    filter: "none",
    maskImage: "none",
    webkitMaskBoxImageSource: "none",
    outlineStyle: "none",
    mixBlendMode: "normal",
    clipPath: "none",
    transform: "none",
    translate: "none",
    rotate: "none",
    scale: "none",
    visibility: "visible",
    pointerEvents: "auto",
  });
  const MODAL = ":modal, [aria-modal=true]";
  const ABOVE = ":popover-open, :modal, :fullscreen";
  const SIDES = /** @type {const} */ (["left", "top", "right", "bottom"]);
  const PARTS = [0.1, 0.5, 0.9];

  /**
   * A card that was moved since the look before was not seen where it is now.
   * @param {HTMLElement} host of the card
   * @param {DOMRect} [before] where it was
   */
  function clear(host, before) {
    const box = host.getBoundingClientRect();
    return (
      (!before || SIDES.every((side) => Math.abs(before[side] - box[side]) < 2)) &&
      document.visibilityState === "visible" &&
      // Pictures of a page in transition lie over everything; `:is()` forgives who does not know it.
      !document.documentElement.matches(":is(:active-view-transition)") &&
      [host, document.documentElement].every(untouched) &&
      PARTS.every((x) => PARTS.every((y) => isAt(host, box, x, y))) &&
      ![...document.querySelectorAll(ABOVE)].some(
        (other) => other !== host && overlap(box, other.getBoundingClientRect()),
      )
    );
  }

  /**
   * Whether it is drawn at all, be it under something.
   * @param {HTMLElement} host of the card
   */
  function there(host) {
    return host.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  /** @param {HTMLElement} element */
  function untouched(element) {
    const style = getComputedStyle(element);
    return (
      !(element.currentCSSZoom < 1) &&
      UNTOUCHED.every(([name, value]) => (Reflect.get(style, name) ?? value) === value)
    );
  }

  /**
   * Inside its closed root an element is its host to everybody outside.
   * @param {HTMLElement} host
   * @param {DOMRect} box
   * @param {number} x
   * @param {number} y
   */
  function isAt(host, { left, top, width, height }, x, y) {
    return document.elementFromPoint(left + x * width, top + y * height) === host;
  }

  /** @param {DOMRect} a @param {DOMRect} b */
  function overlap(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** Whether the page wants an answer before all else. */
  function modal() {
    return [...document.querySelectorAll(MODAL)].some((dialog) => interlude.scene.visible(dialog));
  }

  return { clear, modal, there };
}

interlude.sight ??= sight();
