// @ts-check
// The shell of every page: Python renders, this swaps it in, and what a person does becomes an
// event.  It decides nothing about the product.

import "./alone.js";
import { Idiomorph } from "./idiomorph.js";
import { listen } from "./keys.js";
import { begin, breakOff, invite, linger } from "./pacer.js";
import { observe, sure } from "./sight.js";
import { spoken } from "./spoken.js";

/** @import { Reply } from "../background/broker.js" */
/** @import { Acted, PageEffect } from "../protocol.gen.js" */

const TRIES = 4;
const ASK_AGAIN_MS = 300;

const page = /** @type {Acted["page"]} */ (document.body.dataset.page);

/** The card in a helpdesk: any page may put one there, so it waits for our content script's word. */
const framed = self !== top;

/** @typedef {{ port: MessagePort, word: string, sight: ReturnType<typeof observe> }} Helpdesk */
/** @type {PromiseWithResolvers<Helpdesk>} our content script's line */
const helpdesk = Promise.withResolvers();

/** @param {string} html */
function swap(html) {
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const main = document.querySelector("main");
  if (!next || !main) return;
  // What is being written stays as it is; a button that was pressed has new words in another language.
  const writing = document.activeElement?.matches("input, textarea, select");
  const before = focused()?.id;
  const held = document.activeElement !== document.body;
  Idiomorph.morph(main, next, { morphStyle: "outerHTML", ignoreActiveValue: writing });
  const field = focused();
  const lost = held && document.activeElement === document.body;
  if (lost || field?.id !== before) field?.focus();
  spoken(next);
  invite(pacer());
  wait();
}

/**
 * Where the keyboard goes, once, and again whenever what had it is gone: what a person asked for may
 * come in another place.
 */
function focused() {
  return /** @type {HTMLElement | null} */ (document.querySelector("main [data-focus]"));
}

function pacer() {
  return /** @type {HTMLElement | null} */ (document.querySelector("[data-timetable]"));
}

/**
 * What an event tells of the card on the page.
 * @returns {Record<string, string>}
 */
function shown() {
  const shown = document.querySelector("main")?.dataset.shown;
  return shown ? { shown } : {};
}

const wait = linger(() => act("leave", shown()));

/**
 * @param {string} action
 * @param {Record<string, string>} [fields]
 * @param {boolean} [keep] until it can be done, where it cannot be done now
 */
async function act(action, fields = {}, keep = false) {
  const event = { kind: "acted", page, tab: null, action, fields, keep };
  const reply = await ask(crypto.randomUUID(), event);
  // Nothing of it is drawn: this is no card of ours, or Interlude has gone.
  if (!reply && framed) return leave("close_card");
  if (!reply) return tell("failed", inWords({ code: "gone" }));
  if ("failed" in reply) return tell("failed", inWords(reply.failed));
  tell("ready", "");
  if (reply.html) swap(reply.html);
  fit();
  if (reply.html && framed) sighted();
  for (const effect of reply.effects) await perform(effect);
}

/**
 * The broker may be killed at any instant; the same id is answered as the first time.
 * @param {string} id
 * @param {unknown} event
 * @returns {Promise<Reply | undefined>}
 */
async function ask(id, event) {
  const word = framed ? (await helpdesk.promise).word : undefined;
  for (let tried = 0; tried < TRIES; tried += 1) {
    // Firefox answers nothing while it sends the broker to sleep, and wakes it a moment later.
    if (tried > 1) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    try {
      const reply = await chrome.runtime.sendMessage({ to: "broker", id, word, event });
      if (reply) return reply;
    } catch (error) {
      console.info("interlude: the broker went away, asking again", error);
    }
  }
  return undefined;
}

/** @param {PageEffect} effect */
async function perform(effect) {
  if (effect.kind === "download") save(effect.name, effect.type, effect.text);
  if (effect.kind === "revoke") await revoke(effect.origins);
  if (effect.kind === "close_window") await closeWindow();
  if (effect.kind === "go" && !framed) location.assign(effect.address);
}

/**
 * One by one, since a right that the package has by itself cannot be given back, and need not.
 * @param {string[]} origins
 */
async function revoke(origins) {
  for (const origin of origins)
    await chrome.permissions.remove({ origins: [origin] }).catch(() => false);
}

async function closeWindow() {
  const { id } = await chrome.windows.getCurrent();
  if (id !== undefined) await chrome.windows.remove(id);
}

/** @param {string} name @param {string} type @param {string} text */
function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {"loading" | "ready" | "failed"} state @param {string} words */
function tell(state, words) {
  document.body.dataset.engine = state;
  const note = document.getElementById("engine-note");
  if (!note) return;
  note.textContent = words;
  note.lang = chrome.i18n.getMessage("language");
  note.dir = chrome.i18n.getMessage("direction");
}

/**
 * Python may not be there to say it, so the browser does, in its own language.
 * @param {{ code: string, detail?: string, kept?: boolean }} failure
 */
function inWords({ code, detail = "", kept = false }) {
  const words = chrome.i18n.getMessage(`failed_${code}`, detail);
  return kept ? `${words} ${chrome.i18n.getMessage("kept")}` : words;
}

/** The card's frame is as tall as the card. */
async function fit() {
  const { port } = await helpdesk.promise;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  port.postMessage({ kind: "fit_card", height });
}

/**
 * Closing must not wait for anybody, so the card is hidden at once.  Its frame stays until the engine
 * has answered: what a frame said is lost if it goes before the broker has woken to hear it.
 * @param {"hide_card" | "close_card"} kind
 */
async function leave(kind) {
  (await helpdesk.promise).port.postMessage({ kind });
}

/** @param {HTMLElement} element */
async function pressed(element) {
  const { action, deposit, keep, permission, ...fields } = /** @type {Record<string, string>} */ ({
    ...element.dataset,
  });
  Object.assign(fields, shown());
  const form = draft();
  // The clock waits for nobody.  At its end it is the press that began it which is believed or not.
  const breath = action === "begin" && pacer();
  if (breath) begin(breath, (observed) => act("finished", { ...fields, ...observed }));
  if (framed) Object.assign(fields, await (await helpdesk.promise).sight.press());
  if ("leaves" in fields) leave("hide_card");
  if (framed) await told;
  if (permission) await granted(permission.split(" "));
  const sent = { ...(form && typed(form)), ...fields };
  if (deposit) await act("deposit", { ...sent, kind: deposit }, keep !== undefined);
  else await act(action, sent, keep !== undefined);
  if ("leaves" in fields) leave("close_card");
}

document.addEventListener("click", (event) => {
  const element =
    event.target instanceof Element && event.target.closest("[data-action], [data-deposit]");
  if (element instanceof HTMLElement && !(element instanceof HTMLFormElement)) pressed(element);
});

// Firefox leaves the popup open over the page that a link in it has opened.
document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element && event.target.closest("a[target=_blank]");
  const popups = chrome.extension.getViews({ type: "popup" });
  if (!(link instanceof HTMLAnchorElement) || !popups.includes(window)) return;
  event.preventDefault();
  await chrome.tabs.create({ url: link.href });
  close();
});

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const button = event.submitter instanceof HTMLElement ? event.submitter.dataset : {};
  await act(button.action ?? form.dataset.action ?? "submit", typed(form, event.submitter));
  const wrong = document.querySelector("[aria-invalid=true]");
  if (wrong instanceof HTMLElement) wrong.focus();
});

/**
 * Ask the browser, which asks the person.  It must be the first thing that comes of a click.
 * @param {string[]} origins
 */
async function granted(origins) {
  try {
    return await chrome.permissions.request({ origins });
  } catch {
    return false;
  }
}

/**
 * What a form would send; of an address also the browser's own reading.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 */
function typed(form, submitter) {
  const data = new FormData(form, submitter);
  /** @type {Record<string, string>} */
  const fields = {};
  for (const name of new Set(data.keys())) fields[name] = data.getAll(name).join(",");
  /** @type {NodeListOf<HTMLInputElement>} */
  const addresses = form.querySelectorAll("input[type=url]");
  for (const { name, value } of addresses) fields[`${name}_href`] = URL.parse(value)?.href ?? "";
  return fields;
}

/** The form of the page that waits to be saved. */
function draft() {
  return /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-draft]"));
}

// What is typed and not saved is not lost without a word: the browser asks.
addEventListener("beforeunload", (event) => {
  const form = draft();
  if (!form) return;
  const now = typed(form);
  const was = Object.entries(JSON.parse(now.was ?? "{}"));
  if (was.some(([name, value]) => (now[name] ?? "") !== value)) event.preventDefault();
});

listen();

/** A framed page is drawn for our content script's word, and for nothing else. */
async function open() {
  if (framed) await helpdesk.promise;
  tell("loading", "");
  const shown = location.hash.slice(1);
  await act("open", framed ? {} : { shown });
}

/**
 * The prompt that was last said to be in sight.
 * @type {string | undefined}
 */
let counted;

/** That the card was seen has been heard. */
let told = Promise.resolve();

/** In a helpdesk's page a card counts from when it was in sight. */
async function sighted() {
  const { port, sight } = await helpdesk.promise;
  await sight.seen;
  const { shown } = document.querySelector("main")?.dataset ?? {};
  if (!shown || shown === counted) return;
  counted = shown;
  port.postMessage({ kind: "seen" });
  told = act("seen", { shown }).then(() => {
    document.body.dataset.seen = shown;
  });
}

if (page === "card" && framed) {
  document.documentElement.dataset.framed = sure ? "" : "keys-only";
  addEventListener("message", ({ data, ports: [port] }) => {
    if (port) helpdesk.resolve({ port, word: String(data), sight: observe(port, breakOff) });
  });
  new ResizeObserver(fit).observe(document.body);
}

open();
