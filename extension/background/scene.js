// @ts-check
// What only the browser knows about the moment: what the agent does in all frames of the tab, is
// the window full screen, does any tab make a sound that can be heard (the one sign of a call that a
// browser gives), where may Interlude work, and which keys has it?

/** @import { Scene } from "../protocol.gen.js" */
/** @typedef {ReturnType<typeof interlude.scene.look>} Look */

/**
 * @param {chrome.tabs.Tab} tab
 * @param {string[]} composers selectors of the helpdesk's reply boxes
 * @returns {Promise<Scene>}
 */
export async function scene(tab, composers) {
  const [window, sounding, looks, keys] = await Promise.all([
    chrome.windows.get(tab.windowId),
    chrome.tabs.query({ audible: true, muted: false }),
    look(/** @type {number} */ (tab.id), composers),
    shortcut(),
  ]);
  const typed = looks.flatMap(({ typed_ms }) => typed_ms ?? []);
  return {
    composing: looks.some(({ composing }) => composing),
    typed_ms: typed.length > 0 ? Math.min(...typed) : null,
    foreign_focus: foreign(looks),
    full_screen: window.state === "fullscreen",
    audible: sounding.length > 0,
    shortcut: keys,
  };
}

/**
 * Whether the agent's keyboard is where nothing of Interlude hears it.
 * @param {number} tab
 */
export async function abroad(tab) {
  return foreign(await look(tab, []));
}

/** @returns {Promise<string>} the keys that lead into a card, "" where there are none */
export async function shortcut() {
  const commands = await chrome.commands.getAll();
  return commands.find(({ name }) => name === "declare-tense")?.shortcut ?? "";
}

/**
 * Whether the focus is in a frame that Interlude may not enter: some frame says that it is further
 * down, and none that it is there.
 * @param {Look[]} looks
 */
function foreign(looks) {
  return looks.some(({ focus }) => focus === "below") && !looks.some((l) => l.focus === "here");
}

/**
 * What is to be seen in each frame of a tab that the content script is in.
 * @param {number} tab
 * @param {string[]} composers
 * @returns {Promise<Look[]>}
 */
async function look(tab, composers) {
  const frames = await chrome.scripting.executeScript({
    target: { tabId: tab, allFrames: true },
    injectImmediately: true,
    func: (/** @type {string[]} */ selectors) => globalThis.interlude?.scene?.look(selectors),
    args: [composers],
  });
  return frames.flatMap(({ result }) => result ?? []);
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
