// @ts-check
// What only the browser knows about the moment: is a window full screen, does any tab make a sound
// that can be heard (the one sign of a call that a browser gives), where may Interlude work, and
// which keys has it?

/**
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<{ full_screen: boolean, audible: boolean }>}
 */
export async function scene(tab) {
  const window = tab && (await chrome.windows.get(tab.windowId));
  const sounding = await chrome.tabs.query({ audible: true, muted: false });
  return { full_screen: window?.state === "fullscreen", audible: sounding.length > 0 };
}

/**
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<string>} "normal", "popup" for a small one of its own; empty where it is no tab
 */
export async function kindOfWindow(tab) {
  const window = tab && (await chrome.windows.get(tab.windowId));
  return window?.type ?? "";
}

/** @returns {Promise<string>} the match patterns of all that the person allows, parted by spaces */
export async function origins() {
  const allowed = await chrome.permissions.getAll();
  return (allowed.origins ?? []).join(" ");
}

/** @returns {Promise<string>} each command and the keys that the browser has bound to it, by line */
export async function shortcuts() {
  const commands = await chrome.commands.getAll();
  return commands.map(({ name, shortcut }) => `${name} ${shortcut}`).join("\n");
}
