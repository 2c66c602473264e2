// @ts-check
// What a person reads where Python cannot say it itself.

/** @type {Record<string, string>} */
const WORDS = {
  QuotaExceededError:
    "There is no room left on this device, so this was not written down. All that was in your" +
    " account is safe. Make some room and try again.",
  VersionError:
    "This account was last written by a newer Interlude. Nothing is lost: update Interlude and it" +
    " opens as it was.",
  RefusedError:
    "This browser is set to remember nothing, so there is no place for an account, and Interlude" +
    " stays silent. In Firefox's settings, under Privacy, let it remember history: then Interlude" +
    " works.",
  CompileError:
    "Interlude cannot start in this browser, because its settings forbid WebAssembly. Your helpdesk" +
    " works as always. Ask whoever looks after this browser to allow WebAssembly for Interlude.",
};

const OTHERWISE =
  "Interlude cannot answer. Close and open the browser to start it afresh. What went wrong:";

/** @param {Error} error */
export function inWords(error) {
  return WORDS[error.name] ?? `${OTHERWISE} ${error.message ?? error}`;
}
