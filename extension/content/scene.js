// @ts-check
// Looks whether the agent is in the middle of something, in this frame.

function scene() {
  /** @typedef {{ composing: boolean, typed_ms: number | null, focus: "" | "here" | "below" }} Look */

  /** More than a format character, such as what an editor keeps in an empty line. */
  const WRITTEN = /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;
  const WRITTEN_IN =
    "textarea, input:not([type=button], [type=checkbox], [type=color], [type=file], [type=image], [type=radio], [type=range], [type=reset], [type=submit])";
  const OPEN =
    ":popover-open:not([data-interlude]), dialog[open], [aria-expanded=true], [role=menu], [role=listbox], [role=dialog]";
  const FRAME = "iframe, frame, object, embed";
  const FAINT = 0.1;

  /** When a key was last typed into a field, since a write left. */
  let typed = Number.NEGATIVE_INFINITY;

  for (const type of ["keydown", "beforeinput", "input"]) addEventListener(type, typing, true);

  /** @param {any} event */
  function typing(event) {
    const [field] = event.composedPath();
    if (
      event.isTrusted &&
      field instanceof HTMLElement &&
      textual(field) &&
      !event.ctrlKey &&
      !event.metaKey
    )
      typed = performance.now();
  }

  /** A write leaves: what was typed until now belongs to it. */
  function afresh() {
    typed = Number.NEGATIVE_INFINITY;
  }

  /**
   * @param {string[]} composers selectors of the helpdesk's reply boxes
   * @returns {Look} `typed_ms` is how long ago a key was typed; `below` is in a frame of this one
   */
  function look(composers) {
    const ago = Math.round(performance.now() - typed);
    return {
      composing: composers.some(composing),
      typed_ms: Number.isFinite(ago) ? ago : null,
      focus: !document.hasFocus() ? "" : focused()?.matches(FRAME) ? "below" : "here",
    };
  }

  function focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  /** @param {string} selector */
  function composing(selector) {
    return [...document.querySelectorAll(selector)].some((box) => {
      const text =
        box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement
          ? box.value
          : /** @type {HTMLElement} */ (box).innerText;
      return WRITTEN.test(text) && visible(box);
    });
  }

  /** @param {HTMLElement} field */
  function textual(field) {
    return field.isContentEditable || field.matches(WRITTEN_IN);
  }

  /**
   * Menus, lists and dialogs that stand open in this frame.
   * @returns {Element[]}
   */
  function opened() {
    return [...document.querySelectorAll(OPEN)].filter(visible);
  }

  /**
   * Whether a person can see it, perhaps by scrolling: it is not faint, clipped away, shrunk to
   * nothing or moved out of every scroll's reach.
   * @param {Element} element
   */
  function visible(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    let { left, top, right, bottom } = element.getBoundingClientRect();
    let opacity = 1;
    let clipped = false;
    let fixed = false;
    for (let at = /** @type {Element | null} */ (element); at; at = parent(at)) {
      const style = getComputedStyle(at);
      opacity *= Number(style.opacity);
      clipped ||= style.clipPath !== "none" || style.clip !== "auto";
      const cuts = at !== element && at !== document.body && at !== document.documentElement;
      const free = fixed;
      fixed ||= style.position === "fixed";
      if (!cuts || free) continue;
      const box = at.getBoundingClientRect();
      if (style.overflowX !== "visible") {
        const reach = style.overflowX === "auto" || style.overflowX === "scroll";
        left = reach ? box.left : Math.max(left, box.left);
        right = reach ? box.right : Math.min(right, box.right);
      }
      if (style.overflowY !== "visible") {
        const reach = style.overflowY === "auto" || style.overflowY === "scroll";
        top = reach ? box.top : Math.max(top, box.top);
        bottom = reach ? box.bottom : Math.min(bottom, box.bottom);
      }
    }
    const { scrollWidth, scrollHeight, scrollLeft, scrollTop } = document.documentElement;
    left = Math.max(left, -scrollLeft);
    top = Math.max(top, -scrollTop);
    right = Math.min(right, Math.max(scrollWidth - scrollLeft, innerWidth));
    bottom = Math.min(bottom, Math.max(scrollHeight - scrollTop, innerHeight));
    if (opacity < FAINT || right - left < 2 || bottom - top < 2) return false;
    // Only a hit tells what a clip leaves over.
    const middle = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
    return !clipped || middle.some((hit) => element.contains(hit));
  }

  /** @param {Element} element */
  function parent(element) {
    const { parentNode } = element;
    return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
  }

  return { afresh, look, opened, textual, visible };
}

interlude.scene ??= scene();
