// @ts-check
// The popup as it was last, or as it is for everybody at first, while the engine wakes.  On its own, and
// before all the rest, which would only be in the way of the first paint.

import "./alone.js";
import { lastView } from "../engine/views.js";
import { spoken } from "./spoken.js";

/** So long at most, since a page that nobody looks at is never painted. */
const PAINT_PATIENCE_MS = 100;

/**
 * What was pressed before there was somebody to hear it.
 * @type {Event[]}
 */
const early = [];
const PRESSES = ["keydown", "click"];
for (const type of PRESSES) addEventListener(type, hold);

try {
  const last = lastView("popup");
  const html =
    last ??
    (await (await fetch(`pages/popup.${chrome.i18n.getMessage("language")}.gen.html`)).text());
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (main) {
    document.querySelector("main")?.replaceWith(main);
    spoken(main);
  }
} finally {
  await painted();
  await import("./page.js");
  for (const type of PRESSES) removeEventListener(type, hold);
  for (const event of early) again(event);
}

/** @param {Event} event */
function hold(event) {
  early.push(event);
}

/** @param {Event} event */
function again(event) {
  const { type, target } = event;
  // Where a link leads the browser has gone.
  if (type === "click" && !(target instanceof Element && target.closest("button"))) return;
  target?.dispatchEvent(Reflect.construct(event.constructor, [type, event]));
}

/** @returns {Promise<void>} */
function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PAINT_PATIENCE_MS);
  });
}
