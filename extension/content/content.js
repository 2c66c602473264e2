// @ts-check
// In the helpdesk's tab, after a close and not before: hears what the broker asks for.

function hear() {
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../background/cards.js").Dealt} Dealt */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */

  /** @typedef {Read | Dealt | CloseCard | { kind: "dismiss" | "enter" }} Message */

  chrome.runtime.onMessage.addListener((/** @type {Message} */ message, _sender, respond) => {
    if (message.kind === "read") interlude.reads.read(message);
    if (message.kind === "show_card") interlude.card?.show(message);
    if (message.kind === "close_card") interlude.card?.close();
    if (message.kind === "dismiss") interlude.card?.dismiss();
    if (message.kind === "enter") respond(interlude.card?.enter() ?? false);
    else respond(true);
  });
  return /** @type {const} */ (true);
}

interlude.heard ??= hear();
