// @ts-check
// Shows a card in its frame.

function card() {
  /** @typedef {import("../background/cards.js").Dealt<import("../protocol.gen.js").ShowCard>} Dealt */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */
  /** @typedef {{ kind: "fit_card", height: number } | { kind: "look" | "seen" | "hide_card" | CloseCard["kind"] }} FromCard */

  const LOOK_EVERY_MS = 200;
  /** A moment that has passed unseen is over. */
  const UNSEEN_PATIENCE_MS = 60_000;

  const ANNOUNCE_MS = 100;
  const { insist } = interlude.place;
  const { clear, modal, there } = interlude.sight;

  // A card left behind by an earlier version of the extension has lost its frame's voice.
  document.querySelector("html > [data-interlude]")?.remove();

  /** @type {{ enter: () => void, hide: () => void, close: () => void, dismiss: () => void } | undefined} */
  let present;

  /** @param {Dealt} effect */
  function show({ word, announced, ...wishes }) {
    present?.close();
    const { host, root, frame, ready } = interlude.frame.take();
    const said = interlude.place.spoken();
    root.append(said);
    const leave = new AbortController();
    const { signal } = leave;
    const seat = interlude.place.seat(host, root, frame, wishes, signal);
    interlude.focus.abroad(seat.wait, signal);
    const giveBack = interlude.focus.lend(host, frame, signal);
    const own = {
      enter() {
        seat.open();
        // Of a focus that a script gives, the frame cannot tell whence it came.
        line?.postMessage({ kind: "entered" });
      },
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
        interlude.report(
          crypto.randomUUID(),
          { kind: "acted", page: "card", tab: null, action: "closed", fields: {}, keep: false },
          word,
        );
      },
    };
    present = own;
    const unseen = setTimeout(own.close, UNSEEN_PATIENCE_MS);
    /** @type {MessagePort | undefined} */
    let line;
    /** @type {DOMRect | undefined} */
    let before;
    const look = () => {
      const shows = seat.shows();
      const look = { there: shows && there(host), clear: shows && clear(host, before) };
      line?.postMessage({ kind: "look", ...look });
      before = host.getBoundingClientRect();
    };
    const connect = () => {
      line = listen(frame, word, (message) => {
        if (message.kind === "fit_card") {
          seat.fit(message.height);
          before = undefined;
        }
        if (message.kind === "look") look();
        if (message.kind === "seen") clearTimeout(unseen);
        if (message.kind === "hide_card") own.hide();
        if (message.kind === "close_card") own.close();
      });
    };
    frame.addEventListener("load", connect);
    const redraw = (printing = false) => seat.show(!printing && !modal());
    addEventListener("beforeprint", () => redraw(true), { signal });
    addEventListener("afterprint", () => redraw(false), { signal });
    host.showPopover();
    redraw();
    // Laid out before it begins to look: of a frame that has no box yet, Chromium forgets that it
    // wants to know what lies over it.
    frame.getBoundingClientRect();
    if (ready) connect();
    const looking = setInterval(() => {
      // The page has taken it away: what nobody could answer was not answered.
      if (!host.matches(":popover-open")) return own.close();
      redraw();
      look();
    }, LOOK_EVERY_MS);
    signal.addEventListener("abort", () => {
      clearInterval(looking);
      clearTimeout(unseen);
    });
    // A region that is there before its words is what screen readers wait for.
    setTimeout(() => (said.textContent = announced), ANNOUNCE_MS);
  }

  /** @returns {boolean} whether there is a card for the agent to go into */
  function enter() {
    present?.enter();
    return present !== undefined;
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
    return port1;
  }

  /** The agent wants it gone. */
  function dismiss() {
    present?.dismiss();
  }

  return { show, close, dismiss, enter };
}

interlude.card ??= card();
