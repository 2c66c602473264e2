// @ts-check
// One bit outside the journal's two stores: that there is something in this account.  With it the
// engine can tell an account that was lost from a new one.  Nothing else is ever kept here: in Firefox
// a content script could read it.

/** @returns {Promise<boolean>} */
export async function read() {
  const { account } = await chrome.storage.local.get("account");
  return account === "kept";
}

/** @param {boolean} kept */
export function keep(kept) {
  return kept
    ? chrome.storage.local.set({ account: "kept" })
    : chrome.storage.local.remove("account");
}
