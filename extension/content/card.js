// @ts-check
// Holds the card's frame.

function card() {
  /** @typedef {import("../protocol.gen.js").ShowCard} ShowCard */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */
  /** @typedef {{ kind: "fit_card", height: number } | { kind: "hide_card" | CloseCard["kind"] }} FromCard */

  const CARD = "interlude-card";
  const { insist } = interlude.place;

  // A card left behind by an earlier version of the extension has lost its frame's voice.
  document.querySelector(CARD)?.remove();

  /** @type {{ hide: () => void, close: () => void, dismiss: () => void } | undefined} */
  let present;

  /** @param {ShowCard} effect */
  function show({ shown, bottom }) {
    present?.close();
    const host = document.createElement(CARD);
    const frame = document.createElement("iframe");
    frame.src = chrome.runtime.getURL(`card.html#${shown}`);
    frame.title = "Interlude";
    frame.allow = "";
    // A closed root and a frame of another origin: the page can neither read nor press the card.
    host.attachShadow({ mode: "closed" }).append(frame);
    interlude.place.corner(host, frame, bottom);
    let seen = false;
    const leave = new AbortController();
    const { signal } = leave;
    const giveBack = interlude.focus.lend(host, frame, signal);
    const own = {
      hide() {
        if (leave.signal.aborted) return;
        leave.abort();
        giveBack();
        insist(host, { display: "none" });
      },
      close() {
        own.hide();
        host.remove();
        if (present === own) present = undefined;
      },
      dismiss() {
        own.close();
        say("closed", shown);
      },
    };
    present = own;
    frame.addEventListener("load", () => {
      listen(frame, (message) => {
        if (message.kind === "fit_card") {
          insist(frame, { "block-size": `${message.height}px` });
          if (message.height > 0 && !seen) say("seen", shown);
          seen ||= message.height > 0;
        }
        if (message.kind === "hide_card") own.hide();
        if (message.kind === "close_card") own.close();
      });
    });
    addEventListener("beforeprint", () => insist(host, { display: "none" }), { signal });
    addEventListener("afterprint", () => insist(host, { display: "block" }), { signal });
    document.documentElement.append(host);
  }

  function close() {
    present?.close();
  }

  /**
   * Give the card's frame a line of its own to this script.  In Firefox an extension's page has no
   * `chrome.tabs` while it is in a frame of a web page, and no broker has to wake for this.
   * @param {HTMLIFrameElement} frame
   * @param {(message: FromCard) => void} hear
   */
  function listen(frame, hear) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => hear(data);
    frame.contentWindow?.postMessage("line", "*", [port2]);
  }

  /** The agent wants it gone. */
  function dismiss() {
    present?.dismiss();
  }

  /**
   * @param {"seen" | "closed"} action
   * @param {string} shown
   */
  function say(action, shown) {
    interlude.report(crypto.randomUUID(), {
      kind: "acted",
      page: "card",
      tab: null,
      action,
      fields: { shown },
      keep: false,
    });
  }

  return { show, close, dismiss };
}

interlude.card ??= card();
