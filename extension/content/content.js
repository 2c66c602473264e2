// @ts-check
// In the helpdesk's tab, after a close and not before: hears what the broker asks for.

function hear() {
  /** @typedef {import("../protocol.gen.js").Read} Read */
  /** @typedef {import("../background/cards.js").Dealt<import("../protocol.gen.js").ShowCard>} Card */
  /** @typedef {import("../background/cards.js").Dealt<import("../protocol.gen.js").ShowEdge>} Line */
  /** @typedef {import("../protocol.gen.js").CloseCard} CloseCard */

  /** @typedef {Read | Card | Line | CloseCard | { kind: "dismiss" | "enter" }} Message */

  chrome.runtime.onMessage.addListener((/** @type {Message} */ message, _sender, respond) => {
    if (message.kind === "read") interlude.reads.read(message);
    if (message.kind === "show_card" || message.kind === "show_edge") away("close");
    if (message.kind === "show_card") interlude.card?.show(message);
    if (message.kind === "show_edge") interlude.edge?.show(message);
    if (message.kind === "close_card") away("close");
    if (message.kind === "dismiss") away("dismiss");
    if (message.kind === "enter") respond(interlude.card?.enter() ?? false);
    else respond(true);
  });

  /** @param {"close" | "dismiss"} how */
  function away(how) {
    interlude.card?.[how]();
    interlude.edge?.[how]();
  }

  return /** @type {const} */ (true);
}

interlude.heard ??= hear();
