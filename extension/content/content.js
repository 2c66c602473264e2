// @ts-check
// In the helpdesk's tab, after a close and not before: hears what the broker asks for.

function hear() {
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../protocol.gen.js").ShowCard} ShowCard */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */

  chrome.runtime.onMessage.addListener((/** @type {Read | ShowCard | CloseCard} */ message) => {
    if (message.kind === "read") interlude.reads.read(message);
    if (message.kind === "show_card") interlude.card.show(message);
    if (message.kind === "close_card") interlude.card.close();
  });
  return /** @type {const} */ (true);
}

interlude.heard ??= hear();
