// @ts-check
// Holds the card's frame.

function card() {
  /** @typedef {import("../background/cards.js").Dealt} Dealt */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */
  /** @typedef {{ kind: "fit_card", height: number } | { kind: "hide_card" | CloseCard["kind"] }} FromCard */

  const { insist } = interlude.place;

  // A card left behind by an earlier version of the extension has lost its frame's voice.
  document.querySelector("html > [data-interlude]")?.remove();

  /** @type {{ hide: () => void, close: () => void, dismiss: () => void } | undefined} */
  let present;

  /** @param {Dealt} effect */
  function show({ word, bottom }) {
    present?.close();
    // Plain, since the page could define an element with a name of its own before it comes, and in
    // the top layer, where no style of the page's own elements reaches it.
    const host = document.createElement("div");
    host.dataset.interlude = "";
    host.popover = "manual";
    const frame = document.createElement("iframe");
    frame.src = chrome.runtime.getURL("card.html");
    frame.title = "Interlude";
    frame.allow = "";
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
        say("closed", word);
      },
    };
    present = own;
    frame.addEventListener("load", () => {
      listen(frame, word, (message) => {
        if (message.kind === "fit_card") {
          insist(frame, { "block-size": `${message.height}px` });
          if (message.height > 0 && !seen) say("seen", word);
          seen ||= message.height > 0;
        }
        if (message.kind === "hide_card") own.hide();
        if (message.kind === "close_card") own.close();
      });
    });
    addEventListener("beforeprint", () => insist(host, { display: "none" }), { signal });
    addEventListener("afterprint", () => insist(host, { display: "block" }), { signal });
    document.documentElement.append(host);
    host.showPopover();
  }

  function close() {
    present?.close();
  }

  /**
   * Give the card's frame its word, and a line of its own to this script.  In Firefox an extension's
   * page has no `chrome.tabs` while it is in a frame of a web page, and no broker has to wake for this.
   * @param {HTMLIFrameElement} frame
   * @param {string} word
   * @param {(message: FromCard) => void} hear
   */
  function listen(frame, word, hear) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => hear(data);
    frame.contentWindow?.postMessage(word, "*", [port2]);
  }

  /** The agent wants it gone. */
  function dismiss() {
    present?.dismiss();
  }

  /**
   * @param {"seen" | "closed"} action
   * @param {string} word
   */
  function say(action, word) {
    interlude.report(
      crypto.randomUUID(),
      { kind: "acted", page: "card", tab: null, action, fields: {}, keep: false },
      word,
    );
  }

  return { show, close, dismiss };
}

interlude.card ??= card();
