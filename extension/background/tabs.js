// @ts-check
// What happens in a helpdesk's tab.  The content script is put there when a write leaves that may
// close a ticket and not before, so pages that send no such write carry nothing of Interlude.

import { deal } from "./cards.js";
import compiled from "./triggers.gen.js";

/** @import { Effect, PageEffect, Read, CloseCard, ShowCard, ShowEdge } from "../protocol.gen.js" */
/** @import { Dealt } from "./cards.js" */
/** @typedef {Read | Dealt<ShowCard> | Dealt<ShowEdge> | CloseCard} ForTab */

const LOAD_PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;
/** In the order in which they find each other: in every frame from when a write leaves, */
const FRAMES = ["world", "scene", "keys"];
/** in the tab's own while it is read, */
const READING = ["world", "report", "scene", "frame", "reads", "keys", "content"];
/** and with them where a card comes, */
const CARD = ["world", "place", "sight", "focus", "card"];
/** or a line at the edge. */
const EDGE = ["world", "scene", "place", "sight", "report", "edge"];
const READS = compiled.reads.map((pattern) => new RegExp(pattern, "u"));

/**
 * @param {Effect} effect
 * @returns {effect is PageEffect} whether it is for the page that asked; the others name a tab
 */
export function isForPage(effect) {
  return !("tab" in effect);
}

/**
 * A write leaves a tab: from now on it is of interest whether the agent types.  Where the page makes
 * way for another one, no event tells the instant, so the script is put there until all is loaded.
 * @param {number} tab
 */
export async function enter(tab) {
  try {
    await into(tab);
    await chrome.scripting.executeScript({
      target: { tabId: tab, allFrames: true },
      injectImmediately: true,
      func: () => globalThis.interlude?.scene?.afresh(),
    });
    await loaded(tab, () => into(tab));
  } catch (error) {
    console.info("interlude: the tab is gone", error);
  }
}

/**
 * Perform those effects that name a tab.
 * @param {Effect[]} effects
 * @param {string} card as it is to be drawn, if one of them shows it
 */
export async function perform(effects, card) {
  for (const effect of effects) {
    if (effect.kind === "read") await tell(effect.tab, declared(effect));
    if (effect.kind === "show_card") await tell(effect.tab, await deal(effect, card), CARD);
    if (effect.kind === "show_edge") await tell(effect.tab, await deal(effect), EDGE);
    if (effect.kind === "close_card") await tell(effect.tab, effect);
  }
}

/**
 * The law of the house: nothing is read but what an adapter declares.
 * @param {Read} effect
 */
function declared(effect) {
  for (const get of effect.gets) {
    if (!READS.some((pattern) => pattern.test(get.path)))
      throw new Error(`no adapter reads ${get.path}`);
  }
  return effect;
}

/**
 * A tab that has gone meanwhile is no error: the moment has passed.
 * @param {number} tab
 * @param {ForTab} effect
 * @param {string[]} files that it needs there beside those of a read
 */
async function tell(tab, effect, files = []) {
  try {
    await loaded(tab);
    // From the read before it is mostly there, and only frames that came since are without.
    const entering = into(tab);
    entering.catch(() => {});
    if (files.length) await put(files, { tabId: tab });
    if (await hears(tab, effect)) return;
    await entering;
    await put(READING, { tabId: tab });
    await chrome.tabs.sendMessage(tab, effect, { frameId: 0 });
  } catch (error) {
    console.info("interlude: the tab is gone", error);
  }
}

/**
 * @param {number} tab
 * @param {ForTab} effect
 * @returns {Promise<boolean>} whether somebody was there to hear it
 */
function hears(tab, effect) {
  return chrome.tabs.sendMessage(tab, effect, { frameId: 0 }).then(Boolean, () => false);
}

/**
 * Have the card of a tab go, or the agent go into it.
 * @param {number} tab
 * @param {"dismiss" | "enter"} kind
 * @returns {Promise<boolean>} whether there was a card
 */
export async function card(tab, kind) {
  const found = await chrome.tabs.sendMessage(tab, { kind }, { frameId: 0 }).catch(() => false);
  return Boolean(found);
}

/**
 * Into every frame that Interlude may enter.
 * @param {number} tab
 */
export function into(tab) {
  return put(FRAMES, { tabId: tab, allFrames: true });
}

/**
 * A frame that is slow to load must not hold up the others.
 * @param {string[]} names
 * @param {chrome.scripting.InjectionTarget} target
 */
function put(names, target) {
  const files = names.map((name) => `content/${name}.js`);
  return chrome.scripting.executeScript({ target, files, injectImmediately: true });
}

/**
 * A form's post is answered before the page that follows has taken the place of the old one, and
 * whatever is put into the old one goes with it.
 * @param {number} tab
 * @param {() => Promise<unknown>} [meanwhile] done again and again
 */
async function loaded(tab, meanwhile) {
  for (let waited = 0; waited < LOAD_PATIENCE_MS; waited += LOOK_EVERY_MS) {
    if ((await chrome.tabs.get(tab)).status !== "loading") return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    await meanwhile?.();
  }
}
