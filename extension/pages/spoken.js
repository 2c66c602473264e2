// @ts-check
// Python says on a page's main element which language it is in, which way that is written, and what
// the page is called; the browser looks for them elsewhere.

/** @param {HTMLElement} main */
export function spoken({ lang, dir, dataset }) {
  Object.assign(document.documentElement, { lang, dir });
  document.title = dataset.title ?? document.title;
}
