// @ts-check
// Python's short memory while the engine sleeps.  This area is in the browser's memory alone, ends
// with it, and content scripts cannot read it.
// https://developer.chrome.com/docs/extensions/reference/api/storage#property-session

/** @returns {Promise<string>} what was kept last; empty if nothing was */
export async function read() {
  const { memo } = await chrome.storage.session.get("memo");
  return typeof memo === "string" ? memo : "";
}

/** @param {string} memo */
export function keep(memo) {
  return chrome.storage.session.set({ memo });
}
