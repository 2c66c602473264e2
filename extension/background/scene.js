// @ts-check
// What only the browser knows about the moment: is a window full screen, is any tab audible (the
// one sign of a call that a browser gives)?

/**
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<{ full_screen: boolean, audible: boolean }>}
 */
export async function scene(tab) {
  const window = tab && (await chrome.windows.get(tab.windowId));
  const sounding = await chrome.tabs.query({ audible: true });
  return { full_screen: window?.state === "fullscreen", audible: sounding.length > 0 };
}
