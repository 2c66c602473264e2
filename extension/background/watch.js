// @ts-check
// Sees writes to helpdesks as the browser sends them; it only observes.  Which writes count is
// compiled from the adapters into triggers.gen.js.
// https://developer.chrome.com/docs/extensions/reference/api/webRequest

import { matching } from "./trigger.js";
import compiled from "./triggers.gen.js";

/** @import { WriteSeen } from "../protocol.gen.js" */
/** @typedef {Omit<WriteSeen, "stamp" | "page">} Write */

const FILTER = { urls: compiled.watch, types: [...new Set(compiled.triggers.map((t) => t.type))] };

/** A form's post: the page from which it goes makes way for the next one. */
const PAGE = "main_frame";

/** Writes on their way, by request id.  A kill of this worker drops them: a missed moment. */
/** @type {Map<string, Write>} */
const underway = new Map();

/**
 * Call `begins` when a write that matches a trigger is on its way; `leaves` then too, or when the page
 * that it leads to is there; and `seen` once for each that was answered.
 * @param {{
 *   begins: () => void,
 *   leaves: (tab: number) => void,
 *   seen: (write: Omit<WriteSeen, "stamp">) => void,
 * }} calls
 */
export function watch({ begins, leaves, seen }) {
  const filter = /** @type {chrome.webRequest.RequestFilter} */ (FILTER);

  chrome.webRequest.onBeforeRequest.addListener(
    (details) => {
      const write = observed(details);
      write.triggers = matching(compiled.triggers, write, details.type);
      if (!write.triggers.length) return undefined;
      underway.set(details.requestId, write);
      begins();
      if (details.type !== PAGE) leaves(details.tabId);
      return undefined;
    },
    filter,
    ["requestBody"],
  );

  chrome.webRequest.onBeforeRedirect.addListener((details) => {
    const write = underway.get(details.requestId);
    if (write && !write.status) write.status = details.statusCode;
  }, filter);

  chrome.webRequest.onErrorOccurred.addListener((details) => {
    underway.delete(details.requestId);
  }, filter);

  chrome.webRequest.onCompleted.addListener(
    async (details) => {
      const write = underway.get(details.requestId);
      if (!write) return;
      underway.delete(details.requestId);
      if (details.type === PAGE) leaves(write.tab);
      const tab = await chrome.tabs.get(write.tab).catch(() => undefined);
      const status = write.status || details.statusCode;
      const location = made(details.responseHeaders);
      if (tab) seen({ ...write, status, location, page: tab.url ?? "" });
    },
    filter,
    ["responseHeaders"],
  );
}

/**
 * Where the answer says that something was made.
 * @param {chrome.webRequest.HttpHeader[] | undefined} headers
 */
function made(headers) {
  return headers?.find(({ name }) => name.toLowerCase() === "location")?.value ?? "";
}

/**
 * @param {chrome.webRequest.OnBeforeRequestDetails} details
 * @returns {Write}
 */
function observed({ tabId, method, url, requestBody }) {
  const decoder = new TextDecoder();
  const parts = (requestBody?.raw ?? []).map((part) =>
    decoder.decode(part.bytes, { stream: true }),
  );
  const form = fields(requestBody?.formData);
  const body = parts.join("");
  const seen = { tab: tabId, method, url, status: 0, body, form, location: "", triggers: [] };
  return { kind: "write_seen", ...seen };
}

/**
 * @param {{ [name: string]: (string | ArrayBuffer)[] } | undefined} form
 * @returns {Record<string, string[]>}
 */
function fields(form) {
  const texts = Object.entries(form ?? {}).map(([name, values]) => [name, values.map(String)]);
  return Object.fromEntries(texts);
}
