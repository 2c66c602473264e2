// @ts-check
// The popup as it was last, or as it is for everybody at first, while the engine wakes.  On its own,
// because it paints before the rest has loaded.

import "./alone.js";
import { lastView } from "../engine/journal/opening.js";
import { spoken } from "./spoken.js";

const last = await lastView("popup");
const html =
  last ??
  (await (await fetch(`pages/popup.${chrome.i18n.getMessage("language")}.gen.html`)).text());
const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
if (main && document.body.dataset.engine !== "ready") {
  document.querySelector("main")?.replaceWith(main);
  spoken(main);
}
