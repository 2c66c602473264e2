// @ts-check
// What the files of this folder share.  They are injected together, into a world of their own beside
// the page's, and again before each message: each file makes its part once.
// https://developer.chrome.com/docs/extensions/develop/concepts/content-scripts#isolated_world

globalThis.interlude ??= /** @type {typeof interlude} */ ({});
