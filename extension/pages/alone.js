// @ts-check
// A page in the frame of another one is a trap for clicks.  Only the card is made for that, so every
// other page imports this first, and nothing of it runs where it does not stand alone.

if (self !== top && document.body.dataset.page !== "card")
  throw new Error("Interlude shows no page in a frame but the card");
