// @ts-check
// A slim line at the edge of the tab that breathes for a while.  Nothing of it can be pressed or read,
// and where it would lie over what the agent writes in or has open, it is not.

function edge() {
  /** @typedef {import("../background/cards.js").Dealt<import("../protocol.gen.js").ShowEdge>} Line */

  const THICK = 4;
  const LEAST = 120;
  const SMALL = 0.35;
  const PALE = 0.45;
  const LOOK_EVERY_MS = 200;
  const SEEN_MS = 500;
  const { insist, things } = interlude.place;

  /** @type {{ close: () => void, dismiss: () => void } | undefined} */
  let present;

  /** @param {Line} effect */
  function show({ word, clear, turns }) {
    present?.close();
    const host = document.createElement("div");
    host.popover = "manual";
    host.setAttribute("aria-hidden", "true");
    const leave = new AbortController();
    const { signal } = leave;
    /** @param {"seen" | "closed"} action */
    const tell = (action) =>
      interlude.report(
        crypto.randomUUID(),
        { kind: "acted", page: "card", tab: null, action, fields: {}, keep: false },
        word,
      );
    const own = {
      close() {
        leave.abort();
        host.remove();
        if (present === own) present = undefined;
      },
      dismiss() {
        own.close();
        tell("closed");
      },
    };
    present = own;
    /** @type {number | undefined} since when it has been in sight, till that is told */
    let since = performance.now();
    const look = () => {
      const box = free(clear);
      const shows = host.matches(":popover-open") && document.visibilityState === "visible";
      if (!box || !shows || interlude.sight.modal()) return own.close();
      draw(host, box);
      if (since === undefined || performance.now() - since < SEEN_MS) return;
      since = undefined;
      if (interlude.sight.there(host)) tell("seen");
    };
    document.documentElement.append(host);
    host.toggleAttribute("data-interlude", true);
    host.showPopover();
    look();
    if (signal.aborted) return;
    const looking = setInterval(look, LOOK_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(looking));
    for (const types of ["keydown", "beforeinput"])
      addEventListener(types, (event) => typing(event) && own.close(), { capture: true, signal });
    breathe(host, turns).addEventListener("finish", own.close);
  }

  /** @param {any} event */
  function typing(event) {
    const [field] = event.composedPath();
    return event.isTrusted && field instanceof HTMLElement && interlude.scene.textual(field);
  }

  /**
   * Where motion is unwelcome it stays as long as it is, and turns bright and pale.
   * @param {HTMLElement} host
   * @param {Line["turns"]} turns
   */
  function breathe(host, turns) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const total = turns.reduce((sum, turn) => sum + turn.ms, 0);
    let gone = 0;
    const frames = [{ ms: 0, full: 0 }, ...turns].map(({ ms, full }) => {
      gone += ms;
      return {
        offset: gone / total,
        opacity: PALE + (1 - PALE) * full,
        ...(still ? {} : { scale: `1 ${SMALL + (1 - SMALL) * full}` }),
        easing: still ? "step-start" : "ease-in-out",
      };
    });
    return host.animate(frames, { duration: total, fill: "both" });
  }

  /**
   * The longest free stretch of the edge where lines end, or else of the one where they begin.
   * @param {string[]} clear
   */
  function free(clear) {
    const { clientWidth: width } = document.documentElement;
    const taken = things(clear).map((thing) => thing.getBoundingClientRect());
    const lefts = [width - THICK, 0];
    if (getComputedStyle(document.documentElement).direction === "rtl") lefts.reverse();
    for (const left of lefts) {
      const over = taken.filter((box) => box.left < left + THICK && left < box.right);
      const found = longest(over);
      if (found.bottom - found.top >= LEAST) return { left, ...found };
    }
    return undefined;
  }

  /** @param {DOMRect[]} over what lies in the way */
  function longest(over) {
    let [at, best] = [0, { top: 0, bottom: 0 }];
    const ends = [...over].sort((a, b) => a.top - b.top);
    for (const { top, bottom } of [...ends, { top: innerHeight, bottom: innerHeight }]) {
      if (top - at > best.bottom - best.top) best = { top: at, bottom: top };
      at = Math.max(at, bottom);
    }
    return best;
  }

  /** @param {HTMLElement} host @param {{ left: number, top: number, bottom: number }} box */
  function draw(host, { left, top, bottom }) {
    insist(host, {
      display: "block",
      position: "fixed",
      inset: `${top}px auto auto ${left}px`,
      "inline-size": `${THICK}px`,
      "block-size": `${bottom - top}px`,
      margin: "0",
      padding: "0",
      border: "0",
      "border-radius": "2px",
      "z-index": "2147483647",
      "pointer-events": "none",
      "color-scheme": "light dark",
      background: "light-dark(#176b62, #7fd0c3)",
    });
  }

  return {
    show,
    close: () => present?.close(),
    /** The agent wants it gone. */
    dismiss: () => present?.dismiss(),
  };
}

interlude.edge ??= edge();
