// @ts-check
// The card's frame.  It loads while the helpdesk is read, hidden and without a word in it, in case a
// card comes; a calm close takes it away.

function frame() {
  /** @typedef {{ host: HTMLElement, root: ShadowRoot, frame: HTMLIFrameElement, ready: boolean }} Made */

  /** @type {Made | undefined} */
  let ahead;

  /** @returns {Made} */
  function made() {
    // Plain, since the page could define an element with a name of its own before it comes, and in
    // the top layer, where no style of the page's own elements reaches it.
    const host = document.createElement("div");
    host.popover = "manual";
    host.style.setProperty("display", "none", "important");
    const frame = document.createElement("iframe");
    frame.src = chrome.runtime.getURL("card.html");
    frame.title = "Interlude";
    frame.allow = "";
    const root = host.attachShadow({ mode: "closed" });
    root.append(frame);
    const made = { host, root, frame, ready: false };
    frame.addEventListener("load", () => {
      made.ready = true;
    });
    document.documentElement.append(host);
    return made;
  }

  return {
    prepare() {
      ahead ??= made();
    },
    /** For a card that comes. */
    take() {
      const taken = ahead?.host.isConnected ? ahead : made();
      ahead = undefined;
      return taken;
    },
    /** No card comes. */
    spare() {
      ahead?.host.remove();
      ahead = undefined;
    },
  };
}

interlude.frame ??= frame();
