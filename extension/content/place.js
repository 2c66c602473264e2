// @ts-check
// Where the card sits.  No style sheet: a page's policy may forbid one, and not every Firefox takes a
// constructed one from here (https://github.com/mdn/browser-compat-data/issues/25003).

function place() {
  /**
   * In the corner, no larger than the card: whatever lies beside it can be pressed.
   * @param {HTMLElement} host
   * @param {HTMLIFrameElement} frame
   * @param {number} bottom
   */
  function corner(host, frame, bottom) {
    insist(host, {
      all: "initial",
      display: "block",
      position: "fixed",
      "z-index": "2147483647",
      inset: `auto 20px ${bottom + 12}px auto`,
      "inline-size": "min(360px, 100vw - 40px)",
      overflow: "clip",
      "border-radius": "18px",
      "color-scheme": "light dark",
      "box-shadow":
        "0 1px 2px light-dark(rgb(32 48 45 / .06), rgb(0 0 0 / .4)), 0 8px 28px light-dark(rgb(32 48 45 / .14), rgb(0 0 0 / .5))",
    });
    insist(frame, {
      display: "block",
      border: "0",
      "inline-size": "100%",
      "block-size": "0",
      "max-block-size": `calc(100vh - ${bottom + 24}px)`,
      "color-scheme": "light dark",
    });
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

  return { corner, insist };
}

interlude.place ??= place();
