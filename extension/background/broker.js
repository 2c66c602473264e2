// @ts-check
// The broker: wakes when the helpdesk or a person does something, passes one event to the engine,
// and performs the effects of the answer.  It decides nothing and remembers nothing that matters.

import { dealt, view } from "./cards.js";
import * as engine from "./engine-host.js";
import * as mark from "./mark.js";
import * as memo from "./memo.js";
import { abroad, kindOfWindow, origins, scene, shortcut, shortcuts } from "./scene.js";
import { card, enter, into, isForPage, perform } from "./tabs.js";
import { watch } from "./watch.js";

/** @import { Failure } from "../engine/failures.js" */
/** @import { Answer, Event, PageEffect } from "../protocol.gen.js" */
/** @typedef {Event extends infer E ? E extends { stamp: unknown } ? Omit<E, "stamp"> : never : never} Unstamped */
/** @typedef {{ to: "broker", id: string, word?: string, event: Unstamped }} ToBroker */
/** @typedef {ToBroker | { to: "card", kind: "dismiss" | "abroad" }} Message */
/** @typedef {{ effects: PageEffect[], html: string } | { failed: Failure }} Reply what a page hears */

const HOUR_MS = 3_600_000;
/** What our content script may say of what it shows. */
const OF_A_TAB = ["closed", "seen"];
const TRIES = 3;
const SETTLE_MS = 5_000;

/**
 * One event's whole way: stamp it, have it answered, perform what the answer asks for in tabs.
 * Sending the same id again is safe: the engine answers it as it did the first time.
 * @param {string} id
 * @param {Unstamped} event
 * @returns {Promise<Answer | { failed: Failure }>}
 */
async function deliver(id, event) {
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const now = moment(Date.now());
  const languages = [...navigator.languages];
  const stamp = { id, now, seed, in_an_hour: moment(now.at + HOUR_MS), languages };
  const answer = await asked(/** @type {Event} */ ({ ...event, stamp }));
  if ("failed" in answer) return answer;
  await memo.keep(answer);
  await perform(answer.effects, answer.card);
  return answer;
}

/** Have Python awake before it is asked.  Nothing is told to it, and nothing hangs on it. */
async function wakeAhead() {
  try {
    await engine.ask(undefined, await knowledge());
  } catch (error) {
    console.info("interlude: the engine was not woken ahead", error);
  }
}

async function knowledge() {
  const [remembered, kept] = await Promise.all([memo.read(), mark.read()]);
  return { memo: remembered, kept };
}

/** @param {number} at ms since 1970, with what the clock here shows then */
function moment(at) {
  return { at, offset: -new Date(at).getTimezoneOffset() };
}

/**
 * The engine may go away at any instant; the same event is answered as the first time.
 * @param {Event} event
 * @returns {Promise<Answer | { failed: Failure }>}
 */
async function asked(event) {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      const known = await knowledge();
      const answer = await engine.ask(event, known);
      if (answer && !("failed" in answer) && answer.kept !== known.kept) {
        await mark.keep(answer.kept).catch(() => {});
      }
      if (answer) return answer;
    } catch (error) {
      console.info("interlude: the engine went away, asking again", error);
    }
  }
  return { failed: { code: "goes_away" } };
}

/**
 * An event's way from a tab or a page, and what of the answer goes back there.  A page hears what it
 * has to show and to do.  A content script hears that it was heard: nothing of the account may
 * enter a helpdesk's tab.
 * @param {ToBroker} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Reply | true | undefined>} nothing to a sender that may not say this
 */
async function heard(message, sender) {
  const event = await vouched(message, sender);
  if (!event) return undefined;
  const html = cardOpening(message, sender) && view(message.word ?? "");
  if (html) return { effects: [], html };
  const answer = await deliver(message.id, event);
  if (!isOwn(sender)) return true;
  if ("failed" in answer) return answer;
  return { effects: answer.effects.filter(isForPage), html: answer.html };
}

/**
 * A card's own frame asks for what it shall show.
 * @param {ToBroker} message
 * @param {chrome.runtime.MessageSender} sender
 */
function cardOpening({ event, word }, sender) {
  return isOwn(sender) && word !== undefined && "action" in event && event.action === "open";
}

/** @param {chrome.runtime.MessageSender} sender */
function isOwn(sender) {
  return sender.origin === location.origin;
}

/**
 * What a sender may say, with what only the browser knows about it: our content script brings what
 * it read, that the card was closed by Escape, and that a line at the edge was in sight; all else comes from our own pages, and from
 * none of them in a frame but the card.  Of a card in a tab only its word is believed.
 * @param {ToBroker} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Unstamped | undefined>}
 */
async function vouched({ event, word }, sender) {
  const own = isOwn(sender);
  // It reads in the tab's own page; whoever sits in a frame of it has nothing to bring.
  if (event.kind === "read_done" && sender.tab?.id !== undefined && sender.frameId === 0) {
    const seen = await scene(sender.tab, event.errand.composers);
    return { ...event, tab: sender.tab.id, scene: seen };
  }
  if (event.kind !== "acted") return undefined;
  if (word !== undefined && event.page === "card") {
    if (!own && !OF_A_TAB.includes(event.action)) return undefined;
    const card = await dealt(word, sender, event.fields.shown);
    return card && { ...event, tab: card.tab, fields: { ...event.fields, shown: card.shown } };
  }
  // The popup at the toolbar is no tab; it has no frame id in Chromium and 0 in Firefox.
  if (!own || sender.frameId) return undefined;
  /** @type {Record<string, string>} */
  const observed =
    event.page === "card"
      ? { window: await kindOfWindow(sender.tab) }
      : { origins: await origins(), shortcuts: await shortcuts() };
  return { ...event, tab: null, fields: { ...event.fields, ...observed } };
}

chrome.runtime.onMessage.addListener((/** @type {Message} */ message, sender, respond) => {
  if (message.to === "card" && sender.id === chrome.runtime.id && sender.tab?.id !== undefined) {
    ofCard(message.kind, sender.tab.id).then(respond, () => respond());
    return true;
  }
  if (message.to !== "broker" || sender.id !== chrome.runtime.id) return false;
  heard(message, sender).then(respond, (error) => {
    console.info("interlude: this could not be heard", error);
    respond();
  });
  return true;
});

watch({
  // A write leaves that may close a ticket: Python can wake while the helpdesk saves it.
  begins: async () => (await memo.isSilent()) || wakeAhead(),
  leaves: enter,
  seen: (write) => deliver(crypto.randomUUID(), write),
});

// No agent's first card shall wait for Python's long start: woken once for nobody, the engine has its
// snapshot made, and does what only a build's first wake has to do.
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install" || reason === "update") setTimeout(wakeAhead, SETTLE_MS);
});

/**
 * What a frame of a tab says of its card: Escape was pressed there, or the keyboard may be where
 * nobody hears it.
 * @param {"dismiss" | "abroad"} kind
 * @param {number} tab
 */
async function ofCard(kind, tab) {
  if (kind === "dismiss") return card(tab, kind);
  await into(tab);
  return abroad(tab);
}

chrome.commands.onCommand.addListener(async (command, tab) => {
  const kind = command === "dismiss-card" ? "dismiss" : "enter";
  const met = tab?.id !== undefined && (await card(tab.id, kind));
  if (met || kind === "dismiss") return;
  /** @type {Unstamped} */
  const event = {
    kind: "acted",
    page: "popup",
    tab: tab?.id ?? null,
    action: "declare",
    fields: { url: tab?.url ?? "", shortcut: await shortcut() },
    keep: false,
  };
  const answer = await deliver(crypto.randomUUID(), event);
  if ("failed" in answer) return;
  for (const effect of answer.effects) {
    if (effect.kind === "go") await openWindow(effect.address);
  }
});

/** @param {string} url */
function openWindow(url) {
  return chrome.windows.create({ url, type: "popup", width: 420, height: 480 });
}
