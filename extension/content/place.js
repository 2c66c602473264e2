// @ts-check
// Where the card sits: where it covers nothing that the agent writes in, has open or sends with.  No
// style sheet: a page's policy may forbid one, and not every Firefox takes a constructed one from
// here (https://github.com/mdn/browser-compat-data/issues/25003).

function place() {
  /** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
  /** @typedef {{ clear: string[], bottom: number, waiting: string }} Wishes */

  const WIDTH = 360;
  const CHIP = 40;
  const EDGE = 20;
  const GAP = 8;
  const OPEN = "[role=menu], [role=listbox], [role=dialog], dialog[open], :popover-open";
  /** After each of them something may have opened, moved or taken the keyboard. */
  const STIRS = ["focusin", "pointerup", "keyup", "scroll", "resize", "transitionend", "toggle"];
  const SHADOW =
    "0 1px 2px light-dark(rgb(32 48 45 / .06), rgb(0 0 0 / .4)), 0 8px 28px light-dark(rgb(32 48 45 / .14), rgb(0 0 0 / .5))";

  /**
   * Seat a card, and keep looking until it goes.
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   * @param {HTMLIFrameElement} frame
   * @param {Wishes} wishes
   * @param {AbortSignal} signal of the card's end
   */
  function seat(host, root, frame, { clear, bottom, waiting }, signal) {
    const chip = button(waiting);
    root.append(chip);
    let height = 0;
    let small = false;
    let away = false;
    /** What the agent chose to have covered, by opening the chip. */
    let granted = new Set();
    /** @type {Box | undefined} */
    let at;
    let due = false;
    let drawn = "";
    /** The host's own style as it was left, which the page can strip. */
    let left = /** @type {string | null} */ ("");

    insist(frame, { position: "absolute", inset: "0 auto auto 0", border: "0" });

    function look() {
      due = false;
      if (signal.aborted) return;
      const size = { width: Math.min(WIDTH, innerWidth - 2 * EDGE), height: tall() };
      if (height > 0 && !away) choose(size);
      draw(size);
    }

    /** @param {{ width: number, height: number }} size of the card */
    function choose(size) {
      const taken = things(clear).filter((thing) => !granted.has(thing));
      const boxes = taken.map((thing) => thing.getBoundingClientRect());
      small ||= !settle(boxes, size);
      if (small && !settle(boxes, { width: CHIP, height: CHIP })) at = corner(CHIP, CHIP);
    }

    /**
     * @param {Box[]} boxes
     * @param {{ width: number, height: number }} size
     * @returns {boolean} whether there is room
     */
    function settle(boxes, { width, height }) {
      const fits = at && at.right - at.left === width && at.bottom - at.top === height;
      if (fits && at && inside(at) && !boxes.some(meets(at))) return true;
      const found = sides(width).map((left) => lift(boxes, left, width, height));
      at = found.find((box) => box !== undefined) ?? at;
      return found.some((box) => box !== undefined);
    }

    /**
     * The lowest free box in a column.
     * @param {Box[]} boxes
     * @param {number} left
     * @param {number} width
     * @param {number} height
     */
    function lift(boxes, left, width, height) {
      let box = corner(width, height, left);
      for (let hit = boxes.find(meets(box)); hit; hit = boxes.find(meets(box))) {
        const foot = Math.floor(hit.top) - GAP;
        box = { ...box, top: foot - height, bottom: foot };
        if (!inside(box)) return undefined;
      }
      return inside(box) ? box : undefined;
    }

    /** @param {number} width @param {number} height @param {number} [left] */
    function corner(width, height, left = sides(width)[0]) {
      const foot = innerHeight - (bottom + height + EDGE > innerHeight ? EDGE : bottom);
      return { left, top: foot - height, right: left + width, bottom: foot };
    }

    function tall() {
      return Math.min(height, innerHeight - 2 * EDGE);
    }

    /** @param {{ width: number, height: number }} size of the card */
    function draw(size) {
      const now = JSON.stringify([at, size, small, away]);
      // What is drawn again as it was would stir this very look.
      if (now === drawn && host.getAttribute("style") === left) return;
      drawn = now;
      // Afresh where the page has stripped it.  What the page has added stays, for sight.js to see.
      if (!host.style.position) insist(host, { all: "initial" });
      insist(host, {
        display: away ? "none" : "block",
        position: "fixed",
        "z-index": "2147483647",
        "color-scheme": "light dark",
        "box-shadow": SHADOW,
        overflow: small ? "visible" : "clip",
        visibility: at ? "visible" : "hidden",
        "border-radius": small ? `${CHIP / 2}px` : "18px",
      });
      if (at) seatAt(at, size);
      left = host.getAttribute("style");
      chip.hidden = !small;
    }

    /** @param {Box} box @param {{ width: number, height: number }} size of the card */
    function seatAt({ left, top, right, bottom }, { width, height }) {
      insist(host, {
        inset: `${top}px auto auto ${left}px`,
        "inline-size": `${right - left}px`,
        "block-size": `${bottom - top}px`,
      });
      insist(frame, {
        "inline-size": `${width}px`,
        "block-size": `${height}px`,
        "color-scheme": "light dark",
        visibility: small ? "hidden" : "visible",
      });
    }

    function stir() {
      if (due) return;
      due = true;
      requestAnimationFrame(look);
    }

    for (const stirs of STIRS)
      addEventListener(stirs, stir, { capture: true, passive: true, signal });
    const changes = new MutationObserver(stir);
    changes.observe(document, { attributes: true, childList: true, subtree: true });
    signal.addEventListener("abort", () => changes.disconnect());
    chip.addEventListener("click", (event) => event.isTrusted && own.open());

    const own = {
      /**
       * A card that grows under the agent's own hands has been opened further, and stays.
       * @param {number} found the card's own height
       */
      fit(found) {
        const opened = found > height && height > 0 && document.activeElement === host;
        if (opened && !small) granted = new Set(things(clear));
        height = found;
        look();
      },
      /** Be small, out of the way. */
      wait() {
        small = true;
        look();
      },
      /** Be a card, whatever lies below it now, with the keyboard; what opens later is yielded to. */
      open() {
        granted = new Set(things(clear));
        small = false;
        look();
        frame.focus();
      },
      /**
       * While the page's own modal dialog asks something, or it prints, there is no card.
       * @param {boolean} there
       */
      show(there) {
        away = !there;
        host.toggleAttribute("data-interlude", there);
        look();
      },
      shows: () => height > 0 && !small,
    };
    return own;
  }

  /**
   * What the card may not cover: reply boxes and bars as the helpdesk's adapter names them, whatever
   * stands open, and the field that the agent is in.
   * @param {string[]} clear
   */
  function things(clear) {
    const found = [...document.querySelectorAll([...clear, OPEN].join(","))];
    const field = document.activeElement;
    if (field instanceof HTMLElement && interlude.scene.textual(field)) found.push(field);
    return found.filter(
      (thing) => !thing.matches("[data-interlude]") && interlude.scene.visible(thing),
    );
  }

  /** Where a box may stand: at the far edge of the line, or at the near one. @param {number} width */
  function sides(width) {
    const both = /** @type {[number, number]} */ ([innerWidth - EDGE - width, EDGE]);
    const leftwards = getComputedStyle(document.documentElement).direction === "rtl";
    return leftwards ? /** @type {[number, number]} */ (both.reverse()) : both;
  }

  /** @param {Box} box */
  function inside(box) {
    return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  }

  /** @param {Box} one @returns {(other: Box) => boolean} */
  function meets(one) {
    return (other) =>
      one.left < other.right + GAP / 2 &&
      other.left < one.right + GAP / 2 &&
      one.top < other.bottom + GAP / 2 &&
      other.top < one.bottom + GAP / 2;
  }

  /** A place for words that are heard and not seen. */
  function spoken() {
    const said = document.createElement("div");
    said.role = "status";
    insist(said, {
      visibility: "visible",
      position: "absolute",
      "inline-size": "1px",
      "block-size": "1px",
      overflow: "hidden",
      "clip-path": "inset(50%)",
    });
    return said;
  }

  /** @param {string} name for those who hear the page */
  function button(name) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.hidden = true;
    chip.title = name;
    chip.setAttribute("aria-label", name);
    insist(chip, {
      "inline-size": "100%",
      "block-size": "100%",
      padding: "7px",
      border: "1px solid light-dark(#85796a, #7b8d88)",
      "border-radius": "50%",
      background: "light-dark(#fff, #1b2624)",
      cursor: "pointer",
    });
    // The mark of icons/mark.svg, drawn here because a page's policy may forbid images of others.
    const SVG = "http://www.w3.org/2000/svg";
    const mark = document.createElementNS(SVG, "svg");
    mark.setAttribute("viewBox", "0 0 16 16");
    mark.setAttribute("aria-hidden", "true");
    const parts = { "M3 4v8M13 4v8": "#2a9488", "M8 8h0": "#c47a2c" };
    for (const [d, stroke] of Object.entries(parts)) {
      const path = document.createElementNS(SVG, "path");
      for (const [key, value] of Object.entries({
        d,
        stroke,
        "stroke-width": "4",
        "stroke-linecap": "round",
      }))
        path.setAttribute(key, value);
      mark.append(path);
    }
    chip.append(mark);
    return chip;
  }

  /**
   * Whatever the page's own styles say.
   * @param {HTMLElement} element
   * @param {Record<string, string>} properties
   */
  function insist(element, properties) {
    for (const [name, value] of Object.entries(properties))
      element.style.setProperty(name, value, "important");
  }

  return { seat, spoken, insist, things };
}

interlude.place ??= place();
