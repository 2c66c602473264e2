// @ts-check
// Holds the engine's worker in Chromium's offscreen document and hands messages through.  When the
// worker goes to sleep, so does the document.

import { startWorker } from "./client.js";

const engine = startWorker(() => close());

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.to !== "engine" || sender.id !== chrome.runtime.id) return false;
  engine(message.event, message.memo).then(respond);
  return true;
});
