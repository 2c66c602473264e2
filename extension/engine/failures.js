// @ts-check
// What went wrong, as a code: the page that asked has words for it, in `_locales`.

/**
 * `detail` is for whoever mends it; `kept` says that what a person did in vain will be done later.
 * @typedef {{ code: string, detail?: string, kept?: boolean }} Failure
 */

/** @type {Record<string, string>} */
const CODES = {
  QuotaExceededError: "full",
  VersionError: "newer",
  RefusedError: "no_place",
  CompileError: "no_wasm",
};

/**
 * @param {Error} error
 * @returns {Failure}
 */
export function failure(error) {
  return { code: CODES[error.name] ?? "otherwise", detail: String(error.message ?? error) };
}
