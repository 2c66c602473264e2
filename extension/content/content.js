// @ts-check
// In the helpdesk's tab, after a close and not before: performs the reads an adapter declares,
// looks whether the agent is in the middle of something, and holds the card's frame.

(() => {
  /** @typedef {import("../protocol.gen.js").Acted} Acted */
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../protocol.gen.js").ReadDone} ReadDone */
  /** @typedef {import("../protocol.gen.js").ShowCard} ShowCard */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */
  /** @typedef {{ kind: "fit_card", height: number } | { kind: "hide_card" | CloseCard["kind"] }} FromCard */

  const READ_PATIENCE_MS = 8_000;
  const TRIES = 3;
  const CARD = "interlude-card";

  // The broker injects this file before each message; one copy is enough.
  const world = /** @type {{ interlude?: boolean }} */ (/** @type {unknown} */ (globalThis));
  if (world.interlude) return;
  world.interlude = true;

  // A card left behind by an earlier version of the extension has lost its frame's voice.
  document.querySelector(CARD)?.remove();

  /** @type {{ hide: () => void, close: () => void } | undefined} */
  let card;

  chrome.runtime.onMessage.addListener((/** @type {Read | ShowCard | CloseCard} */ message) => {
    if (message.kind === "read") read(message);
    if (message.kind === "show_card") showCard(message);
    if (message.kind === "close_card") card?.close();
  });

  /** @param {Read} effect */
  async function read(effect) {
    if (location.origin !== effect.origin) return;
    await new Promise((resolve) => setTimeout(resolve, effect.wait));
    const readings = await Promise.all(effect.gets.map(get));
    const scene = {
      composing: effect.composers.some(composing),
      full_screen: false,
      audible: false,
    };
    report(effect.reply, {
      kind: "read_done",
      tab: effect.tab,
      errand: effect.errand,
      readings,
      scene,
    });
  }

  /**
   * @param {{ name: string, path: string }} wanted
   * @returns {Promise<ReadDone["readings"][number]>}
   */
  async function get({ name, path }) {
    try {
      const response = await fetch(new URL(path, location.origin), {
        headers: { accept: "application/json" },
        // A server that asks for a password by a Basic challenge may otherwise hang for ever.
        signal: AbortSignal.timeout(READ_PATIENCE_MS),
      });
      const { status, headers } = response;
      const type = headers.get("content-type") ?? "";
      return { name, status, type, date: headers.get("date") ?? "", text: await response.text() };
    } catch {
      return { name, status: 0, type: "", date: "", text: "" };
    }
  }

  /** @param {string} selector */
  function composing(selector) {
    return [...document.querySelectorAll(selector)].some((box) => {
      const text =
        box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement
          ? box.value
          : box.textContent;
      return box.checkVisibility({ visibilityProperty: true }) && text?.trim();
    });
  }

  /**
   * The broker may be killed at any instant; the same id is answered as the first time.
   * @param {string} id
   * @param {Omit<ReadDone, "stamp"> | Omit<Acted, "stamp">} event
   */
  async function report(id, event) {
    for (let left = TRIES; left > 0; left -= 1) {
      try {
        if (await chrome.runtime.sendMessage({ to: "broker", id, event })) return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  /** @param {ShowCard} effect */
  function showCard({ shown, bottom }) {
    card?.close();
    const focused = document.activeElement;
    const host = document.createElement(CARD);
    const frame = document.createElement("iframe");
    frame.src = chrome.runtime.getURL(`card.html#${shown}`);
    frame.title = "Interlude";
    frame.allow = "";
    // A closed root and a frame of another origin: the page can neither read nor press the card.
    host.attachShadow({ mode: "closed" }).append(frame);
    place(host, frame, bottom);
    const leave = new AbortController();
    const own = {
      hide() {
        if (leave.signal.aborted) return;
        leave.abort();
        insist(host, { display: "none" });
        if (focused instanceof HTMLElement && focused.isConnected)
          focused.focus({ preventScroll: true });
      },
      close() {
        own.hide();
        host.remove();
        if (card === own) card = undefined;
      },
    };
    card = own;
    frame.addEventListener("load", () => {
      listen(frame, (message) => {
        if (message.kind === "fit_card") insist(frame, { "block-size": `${message.height}px` });
        if (message.kind === "hide_card") own.hide();
        if (message.kind === "close_card") own.close();
      });
    });
    const { signal } = leave;
    addEventListener("keydown", (event) => event.key === "Escape" && dismiss(shown), {
      capture: true,
      signal,
    });
    addEventListener("beforeprint", () => insist(host, { display: "none" }), { signal });
    addEventListener("afterprint", () => insist(host, { display: "block" }), { signal });
    document.documentElement.append(host);
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

  /** @param {string} shown */
  function dismiss(shown) {
    card?.close();
    report(crypto.randomUUID(), {
      kind: "acted",
      page: "card",
      tab: null,
      action: "closed",
      fields: { shown },
      keep: false,
    });
  }

  /**
   * Where the card sits; its frame is larger than it by the room for its shadow.  No style sheet: a
   * page's policy may forbid one, and not every Firefox takes a constructed one from here
   * (https://github.com/mdn/browser-compat-data/issues/25003).
   * @param {HTMLElement} host
   * @param {HTMLIFrameElement} frame
   * @param {number} bottom
   */
  function place(host, frame, bottom) {
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
})();
