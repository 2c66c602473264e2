// @ts-check
// What the card's frame observes of being seen, and of how it is pressed, in a helpdesk's page that
// may hide it or lay something over it.  What of this is believed, Python decides.

const SEEN_MS = 500;
const LOOK_PATIENCE_MS = 1_000;
/** So long the browser may need to look again at a card that has grown, until it tells. */
const LOOK_AGAIN_MS = 400;

/**
 * Whether the browser itself tells that nothing lies over the frame and nothing changes its looks.
 * https://w3c.github.io/IntersectionObserver/v2/
 */
export const sure = "isVisible" in IntersectionObserverEntry.prototype;

/**
 * @param {MessagePort} port of our content script, which sees the page from outside
 * @param {() => void} hidden called, again and again, while the card is not drawn at all
 */
export function observe(port, hidden) {
  const seen = Promise.withResolvers();
  let inside = false;
  let outside = false;
  /** @type {number | undefined} since when, without a break */
  let since;
  /** When the card last took another size while in sight, and since when it had been in sight. */
  let grown = { at: Number.NEGATIVE_INFINITY, since: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  /** How the frame came by the focus, and how it was pressed last. */
  let how = "";
  let by = "";

  function reckon() {
    const visible = inside && outside;
    if (visible === (since !== undefined)) return;
    clearTimeout(soon);
    since = visible ? start() : undefined;
    if (visible) soon = setTimeout(seen.resolve, SEEN_MS);
  }

  /** Of a card that grows by itself the browser is unsure for a moment, in which it is no less seen. */
  function start() {
    const now = performance.now();
    return now - grown.at < LOOK_AGAIN_MS ? grown.since : now;
  }

  /**
   * Whoever goes to a card with keys has seen it.
   * @param {string} way
   */
  function enter(way) {
    how = way;
    if (since !== undefined) seen.resolve(undefined);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  function intersect(entries) {
    for (const entry of entries) inside = whole(entry);
    reckon();
  }

  const options = { threshold: [0, 0.25, 0.5, 0.75, 0.9, 1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver(intersect, options);
  // An empty card that grows is as wholly there as before, of which nothing would be told.
  new ResizeObserver(() => {
    if (since !== undefined) grown = { at: performance.now(), since };
    observer.unobserve(document.body);
    observer.observe(document.body);
  }).observe(document.body);

  /** Of every press that waits for a look: who presses twice has pressed once before. */
  /** @type {(() => void)[]} */
  const waiting = [];
  port.addEventListener("message", ({ data }) => {
    if (data.kind === "entered") enter("shortcut");
    if (data.kind !== "look") return;
    outside = data.clear;
    reckon();
    if (!data.there) hidden();
    for (const looked of waiting.splice(0)) looked();
  });
  port.start();

  /** @type {{ [type: string]: (event: any) => void }} */
  const listeners = {
    blur(/** @type {FocusEvent} */ { target }) {
      if (target === window) how = "";
    },
    pointerdown() {
      how = "pointer";
    },
    keydown() {
      by = "key";
    },
    keyup(/** @type {KeyboardEvent} */ { key }) {
      // Of a Tab that leads into a frame, the frame hears the end.
      if (key === "Tab" && !how) enter("tab");
    },
    click(/** @type {MouseEvent} */ { isTrusted, detail }) {
      // Enter and Space on a button make a click that no pointer made.
      if (isTrusted) by = detail ? "pointer" : "key";
    },
  };
  for (const [type, listener] of Object.entries(listeners)) addEventListener(type, listener, true);

  return {
    /** When the card was in sight for half a second, or was gone to with keys. */
    seen: seen.promise,
    /** The press that goes on now, as fields of its event. */
    async press() {
      const pressed = { by, how, at: performance.now() };
      const fresh = new Promise((resolve) => waiting.push(() => resolve(true)));
      port.postMessage({ kind: "look" });
      const told = await Promise.race([fresh, after(LOOK_PATIENCE_MS)]);
      intersect(observer.takeRecords());
      const ms = told && since !== undefined ? Math.max(0, pressed.at - since) : 0;
      return {
        by: pressed.by,
        how: pressed.how,
        sight_ms: String(Math.floor(ms)),
        sure: String(sure),
      };
    },
  };
}

/**
 * Nothing of the card is cut off, but what its own frame scrolls.
 * @param {IntersectionObserverEntry & { isVisible?: boolean }} entry
 */
function whole({ isVisible = true, isIntersecting, intersectionRect, boundingClientRect }) {
  const { width, height } = boundingClientRect;
  return (
    isIntersecting &&
    isVisible &&
    intersectionRect.height > 0 &&
    intersectionRect.width >= Math.min(width, innerWidth) - 2 &&
    intersectionRect.height >= Math.min(height, innerHeight) - 2
  );
}

/** @param {number} ms */
function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, false));
}
