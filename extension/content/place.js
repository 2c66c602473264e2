// @ts-check
// Where the card sits.  No style sheet: a page's policy may forbid one, and not every Firefox takes a
// constructed one from here (https://github.com/mdn/browser-compat-data/issues/25003).

function place() {
  /**
   * In the corner; the frame is larger than its card by the room for the shadow.
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
      "inset-block-end": `${bottom - 20}px`,
      "inset-inline-end": "0",
      "inline-size": "min(400px, 100vw)",
    });
    insist(frame, {
      display: "block",
      border: "0",
      "inline-size": "100%",
      "block-size": "0",
      "max-block-size": `calc(100vh - ${bottom}px)`,
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
