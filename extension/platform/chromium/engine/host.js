// @ts-check
// Holds the engine's worker in Chromium's offscreen document and hands messages through.  When the
// worker goes to sleep, so does the document.  Only the broker is heard: every other context of the
// extension, content scripts among them, could send such a message too.

import { startWorker } from "./client.js";

const BROKER = chrome.runtime.getURL("background/broker.js");

const engine = startWorker(() => close());

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.to !== "engine" || sender.url !== BROKER || sender.tab) return false;
  engine(message.event, message.known).then(respond);
  return true;
});
